/** Expectations and cases as a person meets them: what is printed, what is written, the exit code. Needs `dist/`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callerIdentity, errorDocument } from '../conformance/testdata/fake-sts.js';

const main = new URL('../dist/cli/main.js', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'sts-known-failures-'));
const at = (name: string): string => join(folder, name);
/** Knows one operation, and nothing of x-amzn-RequestId. */
const target = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const isKnown = Buffer.concat(chunks).toString().includes('Action=GetCallerIdentity');
    response.writeHead(isKnown ? 200 : 400, { 'Content-Type': 'text/xml' });
    response.end(isKnown ? callerIdentity : errorDocument('InvalidAction'));
  });
});
let endpoint = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
});

afterAll(() => {
  target.closeAllConnections();
  target.close();
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function sts(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args]);
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (out.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (out.stderr += data.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...out })));
}

const run = (...args: readonly string[]): Promise<Ended> =>
  sts('run', '--endpoint', endpoint, '--only', 'wire/GetCallerIdentity', '--seed', '1', ...args);

test('from a failing run to a file, to a run that passes, to a stale entry', async () => {
  const report = `json=${at('report.json')}`;
  expect((await run('--report', report)).code).toBe(1);
  const written = await sts('expectations', 'write', at('report.json'), '--out', at('known.json'));
  expect(written.code).toBe(0);
  expect(written.stderr).toMatch(/^(\d+) entries, \1 of them without a reason yet/);

  const unwritten = await run('--expectations', at('known.json'));
  expect(unwritten.code).toBe(2);
  expect(unwritten.stderr).toMatch(/\/entries\/0\/reason: nobody has written the reason yet/);

  const text = readFileSync(at('known.json'), 'utf8').replaceAll('"reason": ""', '"reason": "a small fake"');
  writeFileSync(at('known.json'), text);
  const excused = await run('--expectations', at('known.json'), '--report', report);
  expect(excused.stdout).toMatch(/\d+ findings? excused · 0 stale · 0 expired/);
  expect(excused.stdout).not.toContain('Findings');
  expect(excused.code).toBe(0);
  expect(JSON.parse(readFileSync(at('report.json'), 'utf8'))).toMatchObject({
    expectations: { file: at('known.json'), stale: [] },
  });

  const envelope = 'wire/GetCallerIdentity/success/envelope';
  const data = JSON.parse(text) as { entries: { checks: string[] }[] };
  data.entries[0]?.checks.push(envelope);
  writeFileSync(at('stale.json'), JSON.stringify(data));
  const stale = await run('--expectations', at('stale.json'), '--report', report);
  expect(stale.stdout).toContain(`${envelope}\n    expected `);
  expect(stale.code).toBe(1);

  const pruned = await sts('expectations', 'prune', at('stale.json'), '--report', at('report.json'));
  expect(pruned).toMatchObject({ code: 0, stdout: `${envelope}\n1 removed\n` });
  expect((await run('--expectations', at('stale.json'))).code).toBe(0);

  const explained = await sts('expectations', 'explain', at('known.json'));
  expect(explained.stdout).toContain('because   a small fake');
}, 60_000);

test('a finding becomes a case, which fails there and passes at the embedded endpoint', async () => {
  const { code } = await run('--cases', at('cases'));
  expect(code).toBe(1);
  const [name] = readdirSync(at('cases')).filter((file) => file.includes('request-id-header'));
  const file = join(at('cases'), name ?? '');
  const again = await sts('replay', file, '--endpoint', endpoint);
  expect(again.stdout).toMatch(/^fail {2}wire\/GetCallerIdentity\/success\/request-id-header \[must\]/);
  expect(again.code).toBe(1);
  const right = await sts('replay', file);
  expect(right.stdout).toMatch(/^pass /);
  expect(right.code).toBe(0);
  const aws = await sts('replay', file, '--endpoint', 'https://sts.amazonaws.com');
  expect(aws.stderr).toContain('host of AWS');
  expect(aws.code).toBe(2);
}, 60_000);

test('--require-operations fails the run for what the target lacks, unless that is expected', async () => {
  const both = ['run', '--endpoint', endpoint, '--only', 'wire/*/success/envelope', '--seed', '1'];
  const operations = ['--operations', 'GetCallerIdentity,AssumeRoot'];
  const required = async (...args: readonly string[]): Promise<number | null> =>
    (await sts(...both, ...operations, ...args)).code;
  expect(await required()).toBe(0);
  expect(await required('--require-operations')).toBe(1);
  expect(await required('--require-operations', 'AssumeRoot')).toBe(1);
  expect(await required('--require-operations', 'GetCallerIdentity')).toBe(0);
  const expected = {
    schema: 'sts-conformance/expectations/1',
    entries: [
      {
        kind: 'unsupported',
        operation: 'AssumeRoot',
        observed: '400 InvalidAction',
        reason: 'not built yet',
      },
    ],
  };
  writeFileSync(at('lacking.json'), JSON.stringify(expected));
  expect(await required('--require-operations', '--expectations', at('lacking.json'))).toBe(0);
}, 60_000);

describe('what cannot be used gets one clear answer and exit 2', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['an absent file', ['run', '--expectations', '/absent.json'], 'cannot read /absent.json'],
    ['a path without a seed', ['run', '--only', 'wire', '--path', '1:2'], '--path belongs to one check'],
    ['a path that is none', ['run', '--path', 'x'], 'wanted numbers'],
    ['a folder that cannot be made', ['run', '--cases', '/dev/null/x'], 'cannot write in /dev/null/x'],
    [
      'a report that is none',
      ['expectations', 'write', new URL('../package.json', import.meta.url).pathname],
      'no report',
    ],
    ['a case that is none', ['replay', new URL('../package.json', import.meta.url).pathname], '/schema'],
    ['an unknown operation', ['run', '--require-operations', 'AssumeRoll'], 'no operation AssumeRoll'],
  ];
  test.each(cases)('%s', { timeout: 30_000 }, async (_name, args, words) => {
    const { code, stderr } = await sts(...args);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });

  test('unknown check ids, all of them', { timeout: 30_000 }, async () => {
    const entry = { kind: 'known-failing', operation: 'AssumeRole', observed: 'x', reason: 'so it is' };
    writeFileSync(
      at('unknown.json'),
      JSON.stringify({
        schema: 'sts-conformance/expectations/1',
        entries: [{ ...entry, checks: ['wire/Nope', 'wire/*'] }],
      }),
    );
    const { code, stderr } = await sts('run', '--expectations', at('unknown.json'));
    expect(stderr).toContain('/entries/0/checks/0: no check has the id "wire/Nope"');
    expect(stderr).toContain('/entries/0/checks/1: no check has the id "wire/*"');
    expect(code).toBe(2);
  });
});
