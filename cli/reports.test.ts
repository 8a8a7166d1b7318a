/** Reports of a run and their comparison as a person meets them. Needs `dist/`, see `pretest`. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { reportFormats } from './report-formats.js';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const main = new URL('../dist/cli/main.js', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'sts-conformance-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function sts(...args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    cwd: folder,
  });
  return { code: status, stdout, stderr };
}

const only = ['run', '--seed', '1', '--only', 'wire/GetCallerIdentity/*'];

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

beforeAll(() => {
  const ended = sts(...only, ...reportFormats.flatMap((format) => ['--report', `${format}=r.${format}`]));
  if (ended.code !== 0) throw new Error(ended.stderr);
});

describe('run --report', () => {
  it('writes all formats of one run, and leaves nothing else behind', () => {
    expect(readdirSync(folder).toSorted()).toEqual(reportFormats.map((format) => `r.${format}`).toSorted());
    expect(JSON.parse(read('r.json'))).toMatchObject({ incomplete: false });
    expect(read('r.junit')).toMatch(/^<\?xml [^]*<testsuite name="GetCallerIdentity" [^]*<\/testsuites>\n$/);
    expect(read('r.markdown')).toMatch(/^## STS conformance: \d+ checks/);
    expect(read('r.html')).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
    expect(read('r.badge')).toMatch(/^<svg [^]*<\/svg>\n$/);
    const lines = read('r.ndjson').trimEnd().split('\n');
    const kinds = lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect([kinds[0], kinds.at(-2), kinds.at(-1)]).toEqual(['started', 'finished', 'report']);
  });

  it('gives standard output to the report that asks for it', () => {
    const ended = sts(...only, '--report', 'json=-');
    expect(JSON.parse(ended.stdout)).toMatchObject({ seed: 1 });
    expect(ended.stderr).toContain('Checks ');
    const stream = sts(...only, '--report', 'ndjson=-');
    for (const line of stream.stdout.trimEnd().split('\n'))
      expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it.each([
    ['an unknown format', ['pdf=x'], 'no format pdf; there are json, junit, markdown, ndjson, html, badge'],
    ['no file', ['html'], 'wanted html=FILE'],
    ['no folder', ['html=absent/x'], 'cannot write in absent'],
    ['a folder for a file', ['html=sub'], 'sub is a folder'],
    ['the same file twice', ['html=x', 'json=./x'], 'two reports cannot both go to'],
    ['standard output twice', ['html=-', 'json=-'], 'two reports cannot both go to standard output'],
  ])('refuses %s before anything is sent', (_name, reports, said) => {
    mkdirSync(join(folder, 'sub'), { recursive: true });
    const ended = sts(...only, ...reports.flatMap((report) => ['--report', report]));
    rmSync(join(folder, 'sub'), { recursive: true });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(said);
  });

  it('has a stream of whole lines when it is interrupted', async () => {
    const child = spawn(process.execPath, [main, 'run', '--rate', '20', '--report', 'ndjson=cut.ndjson'], {
      cwd: folder,
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await expect
      .poll(() => existing('cut.ndjson').split('\n').length, { timeout: 20_000 })
      .toBeGreaterThan(5);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    const text = read('cut.ndjson');
    expect(text.endsWith('\n')).toBe(true);
    const events = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.at(-1)).toMatchObject({ kind: 'report', incomplete: true, interrupted: true });
  }, 30_000);
});

function existing(name: string): string {
  try {
    return read(name);
  } catch {
    return '';
  }
}

describe('compare', () => {
  it('exits 0 where nothing differs and 1 where something does', () => {
    writeFileSync(
      join(folder, 'other.json'),
      read('r.json').replaceAll('/success/envelope', '/success/renamed'),
    );
    expect(sts('compare', 'r.json', 'r.json')).toMatchObject({ code: 0, stderr: '' });
    const ended = sts('compare', 'r.json', 'other.json');
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('2 checks differ: 0 changed, 1 added, 1 deleted');
  });

  it('writes each format to a file', () => {
    for (const [format, begin] of [
      ['text', 'A  r.json'],
      ['markdown', '## STS conformance'],
      ['html', '<!doctype html>'],
    ] as const) {
      expect(sts('compare', 'r.json', 'r.json', '--format', format, '--out', `c.${format}`)).toMatchObject({
        code: 0,
        stdout: '',
      });
      expect(read(`c.${format}`).startsWith(begin)).toBe(true);
    }
  });

  it('refuses what is no whole report, every file and problem named', () => {
    writeFileSync(join(folder, 'cut.json'), read('r.json').slice(0, 2000));
    writeFileSync(
      join(folder, 'odd.json'),
      read('r.json').replace('"seed": 1', '"seed": "\u001b[2J"').replace('"runs": 10', '"runs": -1'),
    );
    const ended = sts('compare', 'cut.json', 'r.json', 'odd.json');
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/cut\.json is no whole report of a run:\n {2}no JSON, or cut off/);
    expect(ended.stderr).toContain('odd.json is no whole report of a run:\n');
    expect(ended.stderr).not.toContain('\u001b');
    expect(sts('compare', 'r.json').code).toBe(2);
    expect(sts('compare', 'r.json', 'absent.json').code).toBe(2);
    expect(sts('compare', 'r.json', 'r.html').code).toBe(2);
  });

  it('lists all problems of a file', () => {
    writeFileSync(
      join(folder, 'odd.json'),
      read('r.json').replace('"seed": 1', '"seed": "1"').replace('"runs": 10', '"runs": -1'),
    );
    expect(sts('compare', 'r.json', 'odd.json').stderr).toMatch(/\/seed: wanted [^]*\n {2}\/runs: wanted /);
  });
});
