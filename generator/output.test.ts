// The output folder: told apart, written whole, cleared of what is stale.
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareOutput, readRuntime, writeOutput } from './output.js';

let folder = '';
const files = new Map([
  ['a.ts', 'a\n'],
  ['deep/b.ts', 'b\n'],
]);

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'sts-output-')), 'generated');
});

afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

describe('writeOutput', () => {
  it('writes everything where there is nothing', async () => {
    expect(await compareOutput(folder, files)).toEqual([
      { path: 'a.ts', kind: 'missing' },
      { path: 'deep/b.ts', kind: 'missing' },
    ]);
    await writeOutput(folder, files);
    expect(await readFile(join(folder, 'deep', 'b.ts'), 'utf8')).toBe('b\n');
    expect(await compareOutput(folder, files)).toEqual([]);
  });

  it('names and repairs what is missing, stale or extra, and leaves the rest alone', async () => {
    await writeOutput(folder, files);
    const before = await stat(join(folder, 'a.ts'));
    await writeFile(join(folder, 'deep', 'b.ts'), 'edited\n');
    await mkdir(join(folder, 'gone', 'deeper'), { recursive: true });
    await writeFile(join(folder, 'gone', 'deeper', 'old.ts'), '');
    const wanted = [
      { path: 'deep/b.ts', kind: 'stale' },
      { path: 'gone/deeper/old.ts', kind: 'extra' },
    ];
    expect(await compareOutput(folder, files)).toEqual(wanted);
    expect(await writeOutput(folder, files)).toEqual(wanted);
    expect((await readdir(folder)).sort()).toEqual(['a.ts', 'deep']);
    expect((await stat(join(folder, 'a.ts'))).mtimeMs).toBe(before.mtimeMs);
  });
});

describe('readRuntime', () => {
  it('leaves tests out', async () => {
    await writeOutput(
      folder,
      new Map([
        ['x.ts', '1'],
        ['sub/y.ts', '2'],
        ['x.test.ts', '3'],
        ['notes.json', '4'],
      ]),
    );
    expect([...(await readRuntime(folder))]).toEqual([
      ['sub/y.ts', '2'],
      ['x.ts', '1'],
    ]);
  });
});
