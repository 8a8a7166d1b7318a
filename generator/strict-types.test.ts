// The output for every model of testdata compiles under the strictest settings, with nothing unused and no `any`.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRuntime, writeOutput } from './output.js';
import { filesOf, tinyModel } from './testing.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const testdata = join(import.meta.dirname, 'testdata');
let folder = '';

beforeAll(async () => {
  // Inside the package, so that the compiler finds the packages that the output imports.
  await mkdir(join(root, 'node_modules', '.cache'), { recursive: true });
  folder = await mkdtemp(join(root, 'node_modules', '.cache', 'strict-types-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('generated code', () => {
  it('compiles', { timeout: 60_000 }, async () => {
    const runtime = await readRuntime(join(import.meta.dirname, 'runtime'));
    const names = await readdir(testdata);
    for (const name of names) {
      const shapes = JSON.parse(await readFile(join(testdata, name, 'model.json'), 'utf8')) as Record<
        string,
        unknown
      >;
      await writeOutput(join(folder, name), filesOf(tinyModel(shapes), runtime));
    }
    const compilerOptions = {
      rootDir: root,
      noEmit: true,
      noPropertyAccessFromIndexSignature: true,
      noImplicitReturns: true,
      allowUnreachableCode: false,
    };
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions,
      include: [join(folder, '**/*.ts')],
      exclude: [],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiler = join(root, 'node_modules', 'typescript', 'lib', 'tsc.js');
    const { stdout } = await run(process.execPath, [compiler, '-p', folder, '--pretty', 'false']).catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(stdout).toBe('');
    expect(names.length).toBeGreaterThan(7);
  });

  it('has no any, no suppressed error and no assertion past the compiler', async () => {
    for (const name of await readdir(testdata)) {
      const shapes = JSON.parse(await readFile(join(testdata, name, 'model.json'), 'utf8')) as Record<
        string,
        unknown
      >;
      for (const [path, text] of filesOf(tinyModel(shapes))) {
        expect(text, `${name}/${path}`).not.toMatch(/[:<|&(] ?any\b|\bas (any|unknown)\b|@ts-|eslint/);
      }
    }
  });
});
