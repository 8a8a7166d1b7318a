import { afterEach, describe, expect, it } from 'vitest';
import { defaultWorld } from '../world/default.js';
import { roleArn } from '../world/lookup.js';
import { describeFault, type FaultName, faultNames, type Reference, startReference } from './index.js';
import { alice, refusal, send, type Received, type SendOptions } from './testdata/client.js';
import { counting } from './testdata/random.js';

const now = new Date('2026-07-19T12:00:00Z');
const date = { date: now };
const unknownKey = { accessKeyId: 'AKIAUNKNOWNUNKNOWN00', secretAccessKey: 'none' };
const session = { RoleArn: roleArn(defaultWorld, 'demo'), RoleSessionName: 'session' };
let running: Reference | undefined;

afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function start(...faults: readonly FaultName[]): Promise<string> {
  running = await startReference({ clock: () => now, random: counting(), faults });
  return running.url;
}

/** Requests that each touch one seam, by the fault that changes its answer. */
const probes: Readonly<Record<FaultName, (url: string) => Promise<Received>>> = {
  'length-unchecked': (url) => send(url, 'AssumeRole', { ...session, RoleSessionName: 'a'.repeat(66) }, date),
  'range-unchecked': (url) => send(url, 'GetSessionToken', { DurationSeconds: 898 }, date),
  'pattern-unchecked': (url) => send(url, 'AssumeRole', { ...session, RoleSessionName: 'bad/name' }, date),
  'required-unchecked': (url) => send(url, 'AssumeRole', { RoleArn: session.RoleArn }, date),
  'bound-off-by-one': (url) => send(url, 'AssumeRole', { ...session, RoleSessionName: 'a'.repeat(65) }, date),
  'wrong-error-code': (url) => send(url, 'GetSessionToken', { DurationSeconds: 1 }, date),
  'namespace-missing': (url) => send(url, 'GetCallerIdentity', {}, date),
  'member-missing': (url) => send(url, 'GetCallerIdentity', {}, date),
  'result-empty': (url) => send(url, 'GetCallerIdentity', {}, date),
  'signature-unchecked': (url) =>
    send(url, 'GetCallerIdentity', {}, { ...date, credentials: { ...alice, secretAccessKey: 'wrong' } }),
  'unsigned-accepted': (url) => send(url, 'GetCallerIdentity', {}, { credentials: null }),
  'unknown-key-accepted': (url) => send(url, 'GetCallerIdentity', {}, { ...date, credentials: unknownKey }),
  'duration-ignored': (url) => send(url, 'GetSessionToken', { DurationSeconds: 900 }, date),
  'account-constant': (url) => send(url, 'GetCallerIdentity', {}, date),
  'role-id-unstable': (url) => send(url, 'AssumeRole', session, date),
  'expiration-fractional': (url) => send(url, 'GetSessionToken', {}, date),
  'packed-size-always': (url) => send(url, 'AssumeRole', session, date),
  'source-identity-lost': (url) => send(url, 'AssumeRole', { ...session, SourceIdentity: 'source' }, date),
  'access-key-long-term': (url) => send(url, 'GetSessionToken', {}, date),
  'request-id-constant': (url) => send(url, 'GetSessionToken', { DurationSeconds: 1 }, date),
};

const ofCaller: readonly FaultName[] = [
  'namespace-missing',
  'member-missing',
  'result-empty',
  'account-constant',
];
const ofUserSessions: readonly FaultName[] = [
  'duration-ignored',
  'expiration-fractional',
  'access-key-long-term',
];
const ofRoleSessions: readonly FaultName[] = [
  'role-id-unstable',
  'packed-size-always',
  'source-identity-lost',
];
const ofSessions = [...ofUserSessions, ...ofRoleSessions];

/** Faults whose seam a probe of another fault passes through as well. */
const overlaps: Readonly<Partial<Record<FaultName, readonly FaultName[]>>> = {
  'length-unchecked': ['bound-off-by-one'],
  'wrong-error-code': [
    'length-unchecked',
    'range-unchecked',
    'pattern-unchecked',
    'required-unchecked',
    'bound-off-by-one',
    'request-id-constant',
  ],
  'range-unchecked': ['wrong-error-code', 'request-id-constant'],
  'namespace-missing': faultNames,
  'request-id-constant': faultNames,
  'member-missing': [...ofCaller, ...ofSessions],
  'result-empty': [...ofCaller, ...ofSessions],
  'account-constant': ofCaller,
  'role-id-unstable': ofRoleSessions,
  'packed-size-always': ofRoleSessions,
  'expiration-fractional': ofSessions,
  'access-key-long-term': ofSessions,
};

it('there are twenty, each with a description', () => {
  expect(faultNames).toHaveLength(20);
  expect(faultNames.map(describeFault).every((text) => text.length > 10)).toBe(true);
  expect(Object.keys(probes).sort()).toEqual([...faultNames].sort());
});

const rightAnswers = new Map<FaultName, Received>();

async function rightAnswer(name: FaultName): Promise<Received> {
  const known = rightAnswers.get(name);
  if (known !== undefined) return known;
  const right = await probes[name](await start());
  await running?.close();
  rightAnswers.set(name, right);
  return right;
}

describe.each(faultNames)('%s', (fault) => {
  it('changes what it says and nothing else', async () => {
    const changed: FaultName[] = [];
    for (const name of faultNames) {
      const right = await rightAnswer(name);
      const wrong = await probes[name](await start(fault));
      await running?.close();
      running = undefined;
      if (right.status !== wrong.status || right.text !== wrong.text) changed.push(name);
    }
    expect(changed).toContain(fault);
    expect(changed.filter((name) => name !== fault && overlaps[fault]?.includes(name) !== true)).toEqual([]);
  });
});

describe('answers under a fault', () => {
  it('unchecked constraints let the request through', async () => {
    for (const name of [
      'length-unchecked',
      'range-unchecked',
      'pattern-unchecked',
      'required-unchecked',
      'bound-off-by-one',
    ] as const) {
      const { status } = await probes[name](await start(name));
      expect([name, status]).toEqual([name, 200]);
      await running?.close();
    }
  });

  it('a bound off by one holds two beyond', async () => {
    const url = await start('bound-off-by-one');
    const statuses = async (lengths: readonly number[]): Promise<number[]> =>
      Promise.all(
        lengths.map(async (length) => {
          const input = { ...session, RoleSessionName: 'a'.repeat(length) };
          return (await send(url, 'AssumeRole', input, date)).status;
        }),
      );
    expect(await statuses([1, 2, 64, 65, 66])).toEqual([200, 200, 200, 200, 400]);
  });

  it('every missing member can be overlooked without a crash', async () => {
    const url = await start('required-unchecked', 'length-unchecked', 'pattern-unchecked');
    const unsigned: SendOptions = { credentials: null };
    const answers = await Promise.all([
      refusal(url, 'AssumeRole', { RoleSessionName: 'session' }, date),
      refusal(url, 'AssumeRoleWithWebIdentity', {}, unsigned),
      refusal(url, 'AssumeRoleWithSAML', {}, unsigned),
      refusal(url, 'AssumeRoot', {}, date),
      refusal(url, 'DecodeAuthorizationMessage', {}, date),
      refusal(url, 'GetAccessKeyInfo', {}, date),
      refusal(url, 'GetDelegatedAccessToken', {}, date),
      refusal(url, 'GetWebIdentityToken', {}, date),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    const tags = await send(url, 'AssumeRole', { ...session, Tags: [{ Key: 'Project' }] }, date);
    expect(tags.status).toBe(200);
  });

  it('a wrong code keeps the text', async () => {
    const url = await start('wrong-error-code');
    const answered = await refusal(url, 'GetSessionToken', { DurationSeconds: 1 }, date);
    expect(answered).toMatchObject({ status: 400, code: 'ValidationException' });
    expect(answered.message).toContain("Value '1' at 'durationSeconds' failed to satisfy constraint");
  });

  it('results lack what the fault says', async () => {
    const without = await probes['namespace-missing'](await start('namespace-missing'));
    expect(without.text).toMatch(/^<GetCallerIdentityResponse>\n/u);
    await running?.close();
    const missing = await probes['member-missing'](await start('member-missing'));
    expect(missing.text).not.toContain('<Arn>');
    expect(missing.text).toContain('<UserId>');
    await running?.close();
    const empty = await probes['result-empty'](await start('result-empty'));
    expect(empty.text).toContain('GetCallerIdentityResult');
    expect(empty.text).not.toMatch(/<(?:Arn|UserId|Account)>/u);
  });

  it('strangers are the first user', async () => {
    for (const fault of ['unsigned-accepted', 'unknown-key-accepted'] as const) {
      const { status, text } = await probes[fault](await start(fault));
      expect([status, text]).toEqual([200, expect.stringContaining(':user/alice</Arn>')]);
      await running?.close();
    }
  });

  it('results say something else, in the right form', async () => {
    expect(await textUnder('account-constant')).toContain('<Account>000000000000</Account>');
    expect(await textUnder('expiration-fractional')).toContain('<Expiration>2026-07-20T00:00:00.123Z<');
    expect(await textUnder('duration-ignored')).toContain('<Expiration>2026-07-20T00:00:00Z<');
    expect(await textUnder('packed-size-always')).toContain('<PackedPolicySize>0</PackedPolicySize>');
    expect(await textUnder('source-identity-lost')).not.toContain('SourceIdentity');
    expect(await textUnder('access-key-long-term')).toMatch(/<AccessKeyId>AKIA[A-Z2-7]{16}</u);
    expect(await textUnder('request-id-constant')).toContain('>00000000-0000-4000-8000-000000000000<');
  });

  it('a role has another id each time', async () => {
    const url = await start('role-id-unstable');
    const ids = new Set<string | undefined>();
    for (let count = 0; count < 2; count += 1) {
      const { text } = await probes['role-id-unstable'](url);
      ids.add(/<AssumedRoleId>(AROA[A-Z0-9]{17}):session</u.exec(text)?.[1]);
    }
    expect(ids.size).toBe(2);
    expect([...ids]).not.toContain(undefined);
  });

  it('an unchecked signature still needs a known key', async () => {
    const url = await start('signature-unchecked');
    const answered = await refusal(url, 'GetCallerIdentity', {}, { ...date, credentials: unknownKey });
    expect(answered.code).toBe('InvalidClientTokenId');
  });
});

async function textUnder(fault: FaultName): Promise<string> {
  const { text } = await probes[fault](await start(fault));
  await running?.close();
  return text;
}
