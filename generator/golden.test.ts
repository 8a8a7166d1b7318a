// Models of a few lines and the files that they must give; `vitest -u` writes the files anew, to be read before a commit.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, tinyModel } from './testing.js';

const testdata = join(import.meta.dirname, 'testdata');

/** What each model is about, and the files in which it shows. */
const cases: Readonly<Record<string, readonly string[]>> = {
  structure: [
    'types.ts',
    'operations.ts',
    'constraints.ts',
    'serializers.ts',
    'deserializers.ts',
    'validators.ts',
    'arbitraries.ts',
    'client.ts',
    'server.ts',
    'codec.ts',
    'index.ts',
  ],
  lists: ['types.ts', 'serializers.ts', 'deserializers.ts', 'validators.ts'],
  maps: ['types.ts', 'serializers.ts', 'deserializers.ts', 'validators.ts'],
  union: ['types.ts', 'serializers.ts', 'deserializers.ts', 'arbitraries.ts'],
  enums: ['types.ts', 'validators.ts'],
  recursive: ['types.ts', 'arbitraries.ts'],
  errors: ['types.ts', 'errors.ts', 'serializers.ts', 'deserializers.ts'],
  scalars: ['types.ts', 'serializers.ts', 'deserializers.ts', 'redact.ts'],
};

describe.each(Object.entries(cases))('%s', (name, paths) => {
  it.each(paths)('%s', async (path) => {
    const model = tinyModel(
      JSON.parse(await readFile(join(testdata, name, 'model.json'), 'utf8')) as Record<string, unknown>,
    );
    await expect(filesOf(model).get(path)).toMatchFileSnapshot(join(testdata, name, path));
  });
});
