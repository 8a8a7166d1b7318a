// The command behind `npm run generate`, as its own process on a copy of what it reads.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
let copy = '';

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function generate(...args: readonly string[]): Promise<Result> {
  const run = promisify(execFile)(process.execPath, [join(copy, 'dist', 'generator', 'main.js'), ...args], {
    cwd: copy,
  });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => error as Result,
  );
}

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'sts-generate-'));
  for (const path of ['package.json', 'model', 'generator/runtime', 'dist/generator']) {
    await mkdir(join(copy, path, '..'), { recursive: true });
    await cp(join(root, path), join(copy, path), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
}, 30_000);

afterAll(() => rm(copy, { recursive: true, force: true }));

describe('npm run generate', { timeout: 30_000 }, () => {
  it('writes generated/ from nothing, and finds it up to date then', async () => {
    const missing = await generate('--check');
    expect(missing.code).toBe(1);
    expect(missing.stdout).toContain('missing generated/index.ts\n');
    const written = await generate();
    expect(written.code).toBe(0);
    expect(written.stdout).toContain('wrote generated/types.ts\n');
    expect(await generate('--check')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+ files are up to date\n$/) as string,
    });
  });

  it('names what was edited, removed or added, and repairs it', async () => {
    await generate();
    await writeFile(join(copy, 'generated', 'types.ts'), '// edited\n');
    await writeFile(join(copy, 'generated', 'old.ts'), '');
    await rm(join(copy, 'generated', 'runtime', 'draft.ts'));
    const { code, stdout } = await generate('--check');
    expect(code).toBe(1);
    expect(stdout).toBe(
      'extra generated/old.ts\nmissing generated/runtime/draft.ts\nstale generated/types.ts\n',
    );
    expect(await readFile(join(copy, 'generated', 'types.ts'), 'utf8')).toBe('// edited\n');
    expect((await generate()).stdout).toMatch(
      /^removed generated\/old\.ts\nwrote generated\/runtime\/draft\.ts\nwrote generated\/types\.ts\n/,
    );
  });

  it('says in one line what is wrong with a model or a flag', async () => {
    const path = join(copy, 'model', 'sts.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"com.amazonaws.sts#arnType"', '"com.amazonaws.sts#goneType"'));
    const wrong = await generate();
    await writeFile(path, text);
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toMatch(
      /^model\/sts\.json: com\.amazonaws\.sts#\S+: targets com\.amazonaws\.sts#goneType, which is not defined \(at \/shapes\/\S+\)\n$/,
    );
    const flag = await generate('--chek');
    expect(flag).toMatchObject({ code: 2, stdout: '' });
    expect(flag.stderr).toMatch(/^Unknown option '--chek'.*usage: npm run generate \[-- --check\]\n$/);
  });

  it('says how to get ts-morph where it is missing', async () => {
    await rm(join(copy, 'node_modules'));
    const { code, stderr } = await generate();
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'ts-morph is not installed, and generating needs it: npx -p sts-conformance -p ts-morph sts-conformance generate\n',
    });
  });
});
