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
      await writeOutput(join(folder, name), filesOf(await readModel(name), runtime));
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
    const found: string[] = [];
    for (const name of await readdir(testdata)) {
      for (const [path, text] of filesOf(await readModel(name))) {
        if (/[:<|&(] ?any\b|\bas (any|unknown)\b|@ts-|eslint/.test(text)) found.push(`${name}/${path}`);
      }
    }
    expect(found).toEqual([]);
  });
});

async function readModel(name: string): Promise<string> {
  const text = await readFile(join(testdata, name, 'model.json'), 'utf8');
  return tinyModel(JSON.parse(text) as Record<string, unknown>);
}
