/** The command as a person meets it: what is printed, on which stream, and the exit code. Needs `dist/`, see `pretest`. */
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const main = new URL('../dist/cli/main.js', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'sts-conformance-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function sts(...args: string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

/** Like `sts`, without blocking the servers of this process. */
function stsBeside(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, ...env } });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (out.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (out.stderr += data.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...out })));
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return Number(new URL(url).port);
}

function modelWith(name: string, change: (shapes: Record<string, Record<string, unknown>>) => void): string {
  const model = JSON.parse(readFileSync(new URL('../model/sts.json', import.meta.url), 'utf8')) as {
    shapes: Record<string, Record<string, unknown>>;
  };
  change(model.shapes);
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(model));
  return file;
}

describe('what cannot be used gets one clear line, no stack, and exit 2', () => {
  const unresolved = modelWith('unresolved.json', (shapes) => {
    shapes['com.amazonaws.sts#tagKeyListType'] = {
      type: 'list',
      member: { target: 'com.amazonaws.sts#Nope' },
    };
  });
  const unknownTrait = modelWith('unknown-trait.json', (shapes) => {
    shapes['com.amazonaws.sts#userIdType'] = { type: 'string', traits: { 'smithy.api#evenLength': {} } };
  });
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['a URL that is none', ['run', '--endpoint', 'localhost:5000'], 'http or https URL'],
    ['a host of AWS', ['run', '--endpoint', 'https://sts.eu-central-1.amazonaws.com'], 'host of AWS'],
    ['half a key', ['run', '--endpoint', 'http://127.0.0.1:1', '--access-key-id', 'AKIAX'], 'secret'],
    [
      'keys of the environment over plain http',
      ['run', '--endpoint', 'http://192.0.2.1', '--credentials', 'env'],
      'plain http',
    ],
    [
      'a missing CA file',
      ['run', '--endpoint', 'https://127.0.0.1:1', '--ca-file', '/absent.pem'],
      '/absent.pem',
    ],
    ['an unknown check', ['run', '--only', 'wire/AssumeRoll'], 'wire/AssumeRoll'],
    ['an unknown operation', ['run', '--operations', 'AssumeRoll'], 'AssumeRoll'],
    ['a report that cannot be written', ['run', '--report', 'json=/absent/folder/r.json'], '/absent/folder'],
    ['an unknown report format', ['run', '--report', 'pdf=r.pdf'], 'there are json'],
    ['a number that is none', ['run', '--runs', 'ten'], 'wanted a whole number from 0 to 10000'],
    ['a command without an endpoint', ['run', '--', 'true'], '--endpoint'],
    [
      'a command that does not exist',
      ['run', '--endpoint', 'http://127.0.0.1:1', '--', '/absent/x'],
      '/absent/x',
    ],
    ['an unknown subcommand', ['walk'], 'walk'],
    ['an unknown fault', ['serve', '--fault', 'nope'], 'signature-unchecked'],
    ['a host that is not loopback', ['serve', '--host', '0.0.0.0'], '--allow-remote'],
    ['an absent model', ['model', 'diff', '/absent.json'], '/absent.json'],
    [
      'an unresolved target',
      ['model', 'import', unresolved, '--out', join(folder, 'x.json')],
      'com.amazonaws.sts#Nope',
    ],
    [
      'an unknown constraint trait',
      ['model', 'import', unknownTrait, '--out', join(folder, 'x.json')],
      'evenLength',
    ],
    ['an unsound model in a comparison', ['model', 'diff', unresolved], 'com.amazonaws.sts#Nope'],
  ];
  test.each(cases)('%s', (_name, args, words) => {
    const { code, stderr } = sts(...args);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });
});

test('a failed import leaves nothing behind', () => {
  const out = join(folder, 'untouched.json');
  writeFileSync(out, 'precious');
  sts('model', 'import', join(folder, 'unresolved.json'), '--out', out);
  expect(readFileSync(out, 'utf8')).toBe('precious');
});

test('an import of our own model is the identity', () => {
  const ours = new URL('../model/sts.json', import.meta.url).pathname;
  const out = join(folder, 'same.json');
  expect(sts('model', 'import', ours, '--out', out).code).toBe(0);
  expect(readFileSync(out, 'utf8')).toBe(readFileSync(ours, 'utf8'));
});

test('an unreachable endpoint is incomplete: exit 3, and the report says so', async () => {
  const file = join(folder, 'unreachable.json');
  const { code, stdout, stderr } = sts(
    'run',
    '--endpoint',
    `http://127.0.0.1:${await freePort()}`,
    '--report',
    `json=${file}`,
  );
  expect(code).toBe(3);
  expect(stdout + stderr).toMatch(/refused/);
  expect(stderr).not.toMatch(/^\s+at /m);
  const report = JSON.parse(readFileSync(file, 'utf8')) as { incomplete: boolean; summary: { pass: number } };
  expect(report).toMatchObject({ incomplete: true, summary: { pass: 0, fail: 0 } });
});

test('run -- COMMAND starts the target, judges it and stops it', async () => {
  const port = await freePort();
  const target = [process.execPath, main, 'serve', '--port', String(port)];
  const { code, stdout } = await stsBeside([
    'run',
    '--endpoint',
    `http://127.0.0.1:${port}`,
    '--only',
    'wire/GetCallerIdentity',
    '--seed',
    '1',
    '--',
    ...target,
  ]);
  expect(stdout).toMatch(/ pass · 0 fail/);
  expect(code).toBe(0);
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow('fetch failed');
});

test('a command that ends at once does not make the run wait, and is named', async () => {
  const began = Date.now();
  const { code, stderr } = await stsBeside([
    'run',
    '--endpoint',
    `http://127.0.0.1:${await freePort()}`,
    '--',
    'false',
  ]);
  expect(code).toBe(3);
  expect(stderr).toContain('false ended (exit code 1) before');
  expect(Date.now() - began).toBeLessThan(20_000);
});

test('an interrupt ends the run with 130 and a valid partial report', async () => {
  const file = join(folder, 'interrupted.json');
  const slow = createServer((_request, response) => void setTimeout(() => response.end('slow'), 50));
  const endpoint = await listen(slow);
  const child = spawn(process.execPath, [main, 'run', '--endpoint', endpoint, '--report', `json=${file}`]);
  await new Promise((resolve) => slow.once('request', resolve));
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.once('close', resolve));
  slow.close();
  expect(code).toBe(130);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ interrupted: true, incomplete: true });
});

test('a secret that was given is in no output, also when the target sends it back', async () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYzEXAMPLEKEY';
  const file = join(folder, 'secret.json');
  const echo = createServer((request, response) => {
    response.end(
      `<oops>${secret} ${encodeURIComponent(secret)} ${request.headers.authorization ?? ''}</oops>`,
    );
  });
  const endpoint = await listen(echo);
  const env = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: secret };
  const { code, stdout, stderr } = await stsBeside(
    ['run', '--endpoint', endpoint, '--credentials', 'env', '--report', `json=${file}`],
    env,
  );
  echo.close();
  expect(code).toBe(3);
  const everything = stdout + stderr + readFileSync(file, 'utf8');
  expect(everything).not.toContain(secret);
  expect(everything).not.toContain(encodeURIComponent(secret));
  expect(existsSync(file)).toBe(true);
});

test('list names every check and every side without one', () => {
  const listing = JSON.parse(sts('list', '--json').stdout) as {
    checks: { id: string; evidence: string[] }[];
    unjudged: { reason: string }[];
  };
  expect(listing.checks.length).toBeGreaterThan(400);
  expect(listing.checks.every(({ evidence }) => evidence.length > 0)).toBe(true);
  expect(listing.unjudged.every(({ reason }) => /^not (observable|violable): ./.test(reason))).toBe(true);
});

test('a reader that stops reading changes neither the verdict nor the report', async () => {
  const file = join(folder, 'unread.json');
  const args = ['run', '--only', 'wire/GetCallerIdentity', '--report', `json=${file}`];
  const child = spawn(process.execPath, [main, ...args]);
  child.stderr.destroy();
  child.stdout.destroy();
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ incomplete: false });
});

test('a full disk behind standard output is said, and is no finding', () => {
  const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${main}" list > /dev/full`], {
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^sts-conformance: cannot write to standard output: .*ENOSPC/m);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(status).toBe(2);
});

test('a report follows a link, and goes into a pipe instead of replacing it', () => {
  const real = join(folder, 'real.json');
  const link = join(folder, 'link.json');
  writeFileSync(real, 'old');
  symlinkSync(real, link);
  const run = ['run', '--only', 'wire/GetCallerIdentity/success/namespace', '--report'];
  expect(sts(...run, `json=${link}`).code).toBe(0);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(real, 'utf8')).toContain('"summary"');

  const pipe = join(folder, 'pipe');
  const command = `mkfifo "${pipe}"; cat "${pipe}" > "${real}" & "${process.execPath}" "${main}" ${run.join(' ')} "json=${pipe}" >/dev/null 2>&1; wait`;
  writeFileSync(real, '');
  spawnSync('sh', ['-c', command]);
  expect(lstatSync(pipe).isFIFO()).toBe(true);
  expect(readFileSync(real, 'utf8')).toContain('"summary"');
});

function listed(pattern: string): string[] {
  return sts('list', '--only', pattern).stdout.trim().split('\n');
}

test('list --only narrows the checks and the sides without one alike', () => {
  expect(listed('constraint/AssumeRole/Tags')).toEqual([
    expect.stringMatching(/^constraint\/AssumeRole\/Tags\/length\.max\/inside /),
    expect.stringMatching(/^constraint\/AssumeRole\/Tags\/length\.max\/outside /),
    expect.stringMatching(/^constraint\/AssumeRole\/Tags\/length\.min\/inside {2}not violable/),
    expect.stringMatching(/^constraint\/AssumeRole\/Tags\/length\.min\/outside {2}not violable/),
    '2 checks, 2 constraint sides without one',
  ]);
  expect(listed('wire/GetCallerIdentity').at(-1)).toMatch(/^\d+ checks, 0 constraint sides/);
});
