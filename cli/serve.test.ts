/** The endpoint as a process: its files, its clock, its end. Needs `dist/`, see `pretest`. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Agent, fetch as undiciFetch } from 'undici';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { call, refusal, type SendOptions, signingOf } from '../reference/testdata/client.js';
import { defaultWorld } from '../world/default.js';
import { roleArn } from '../world/lookup.js';

const main = new URL('../dist/cli/main.js', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'sts-conformance-serve-'));
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function serve(...args: string[]): Promise<{ child: ChildProcess; url: string; output: () => string }> {
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', ...args]);
  running.add(child);
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      const [, found] = /endpoint: (\S+)/u.exec(output) ?? [];
      if (found !== undefined && output.includes('Stop with')) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
  return { child, url, output: () => output };
}

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  running.delete(child);
  return ended;
}

function refused(...args: string[]): string {
  const { status, stderr } = spawnSync(process.execPath, [main, 'serve', '--port', '0', ...args], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  expect(status).toBe(2);
  return stderr;
}

const date = (): SendOptions => ({ date: new Date() });

describe('serve', () => {
  it('lives in the world of a file and keeps its keys to itself', async () => {
    const key = { accessKeyId: 'AKIAOFAFILEOFMYOWN00', secretAccessKey: 'a secret of a file', active: true };
    const world = {
      accountId: '210987654321',
      users: [{ name: 'carol', userId: 'AIDACAROLCAROLCAROLCA', accessKeys: [key] }],
    };
    const { url, output } = await serve(
      '--world',
      file('world.json', JSON.stringify(world)),
      '--region',
      'eu-west-1',
    );
    const options = { ...date(), credentials: key, region: 'eu-west-1' };
    expect((await call(url, 'GetCallerIdentity', {}, options)).Arn).toBe(
      'arn:aws:iam::210987654321:user/carol',
    );
    expect(output()).toContain('AWS_REGION=eu-west-1');
    expect(output()).not.toContain(key.secretAccessKey);
  });

  it('says everything that is wrong with a world and starts nothing', () => {
    const errors = refused('--world', file('bad.json', '{ "accountId": "1", "roles": [{}] }'));
    expect(errors).toBe(
      `sts-conformance: ${join(folder, 'bad.json')}: 4 mistakes\n` +
        '  /accountId must be an account of 12 digits\n  /roles/0/name is missing\n' +
        '  /roles/0/roleId is missing\n  /roles/0/trustPolicy is missing\n',
    );
  });

  it.each<[string, readonly string[], string]>([
    ['no world', ['--world', 'none.json'], 'none.json: one mistake\n  (whole) cannot be read: ENOENT'],
    [
      'a region of no form',
      ['--region', 'here'],
      '/region must be a region such as us-east-1, or aws-global',
    ],
    ['a certificate alone', ['--tls-cert', 'c.pem'], '--tls-cert and --tls-key go together'],
    ['TLS files that are not there', ['--tls-cert', 'c.pem', '--tls-key', 'k.pem'], 'cannot read c.pem'],
    ['no state key', ['--state-key', 'none.key'], 'cannot read none.key'],
    ['half a second', ['--clock-offset', '0.5'], 'wanted a whole number of seconds'],
  ])('refuses %s', (_what, args, message) => {
    expect(refused(...args)).toContain(message);
  });

  it('refuses TLS files that do not belong together, and a state key that can be guessed', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const [cert, key] = [
      file('saml.pem', defaultWorld.samlProviders[0]?.certificate ?? ''),
      file('other.pem', privateKey.export({ type: 'pkcs8', format: 'pem' })),
    ];
    expect(refused('--tls-cert', cert, '--tls-key', key)).toContain(
      'cannot be used: the key is not the one of the certificate',
    );
    expect(refused('--state-key', file('short.key', 'secret'))).toContain(
      'short.key is too short: at least 16 bytes',
    );
  });

  it('speaks https with a certificate', async () => {
    const [provider] = defaultWorld.samlProviders;
    const cert = file('cert.pem', provider?.certificate ?? '');
    const { url } = await serve('--tls-cert', cert, '--tls-key', file('key.pem', provider?.privateKey ?? ''));
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/u);
    const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
    const response = await undiciFetch(`${url}/`, { method: 'POST', dispatcher, redirect: 'manual' });
    expect(response.status).toBe(302);
    await dispatcher.close();
  });

  it('has a clock that can be off', async () => {
    const { url } = await serve('--clock-offset', '-86400');
    const { message } = await refusal(url, 'GetCallerIdentity', {}, date());
    expect(message).toMatch(/^Signature not yet current: /u);
    const yesterday = new Date(Date.now() - 86_400_000);
    await expect(call(url, 'GetCallerIdentity', {}, { date: yesterday })).resolves.toBeDefined();
  });

  it('takes the session tokens of its last life with the same state key alone', async () => {
    const key = file('state.key', Buffer.alloc(32, 7));
    const assume = { RoleArn: roleArn(defaultWorld, 'demo'), RoleSessionName: 'session' };
    const first = await serve('--state-key', key);
    const { Credentials } = await call(first.url, 'AssumeRole', assume, date());
    if (Credentials === undefined) throw new Error('no credentials');
    const session = (): SendOptions => ({ ...date(), credentials: signingOf(Credentials) });
    expect(await end(first.child)).toBe(0);
    const second = await serve('--state-key', key);
    expect((await call(second.url, 'GetCallerIdentity', {}, session())).Arn).toContain(
      'assumed-role/demo/session',
    );
    const other = await serve();
    expect((await refusal(other.url, 'GetCallerIdentity', {}, session())).code).toBe('InvalidClientTokenId');
  });

  it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])(
    'answers what is in flight at %s, then ends',
    async (signal) => {
      const { child, url } = await serve();
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      const body = 'Action=NoSuchAction&Version=2011-06-15';
      const half = body.slice(0, 10);
      socket.write(
        'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n' +
          `Content-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
      );
      await new Promise((resolve) => socket.once('data', resolve));
      socket.write(half);
      const ended = end(child, signal);
      await expect.poll(async () => canConnect(url)).toBe(false);
      socket.write(body.slice(half.length));
      const answer = await text(socket);
      expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/u);
      expect(answer).toContain('Could not find operation NoSuchAction for version 2011-06-15');
      expect(await ended).toBe(0);
    },
  );
});

async function canConnect(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}
