import { afterEach, describe, expect, it } from 'vitest';
import { defaultWorld } from '../world/default.js';
import { roleArn } from '../world/lookup.js';
import { describeFault, type FaultName, faultNames, type Reference, startReference } from './index.js';
import { alice, refusal, send, type Received, type SendOptions } from './testdata/client.js';
import { counting } from './testdata/random.js';

const now = new Date('2026-07-19T12:00:00Z');
const date = { date: now };
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
};

/** Faults whose seam a probe of another fault passes through as well. */
const overlaps: Readonly<Partial<Record<FaultName, readonly FaultName[]>>> = {
  'length-unchecked': ['bound-off-by-one'],
  'wrong-error-code': [
    'length-unchecked',
    'range-unchecked',
    'pattern-unchecked',
    'required-unchecked',
    'bound-off-by-one',
  ],
  'range-unchecked': ['wrong-error-code'],
  'namespace-missing': faultNames,
  'member-missing': ['result-empty', 'namespace-missing'],
  'result-empty': ['member-missing', 'namespace-missing'],
};

it('there are ten, each with a description', () => {
  expect(faultNames).toHaveLength(10);
  expect(faultNames.map(describeFault).every((text) => text.length > 10)).toBe(true);
  expect(Object.keys(probes).sort()).toEqual([...faultNames].sort());
});

describe.each(faultNames)('%s', (fault) => {
  it('changes what it says and nothing else', async () => {
    const changed: FaultName[] = [];
    for (const name of faultNames) {
      const right = await probes[name](await start());
      await running?.close();
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

  it('an unchecked signature still needs a known key', async () => {
    const url = await start('signature-unchecked');
    const unknown = { accessKeyId: 'AKIAUNKNOWNUNKNOWN00', secretAccessKey: 'none' };
    const answered = await refusal(url, 'GetCallerIdentity', {}, { ...date, credentials: unknown });
    expect(answered.code).toBe('InvalidClientTokenId');
  });
});
