/** Texts of refused input, each as it was recorded or reported. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Draft, OperationInputs, OperationName } from '../generated/index.js';
import { roleArn } from '../world/lookup.js';
import { type NewSession, State } from './state.js';
import { issueCredentials } from './session-request/issue.js';
import { ServiceError } from './service-error.js';
import { call, refusal } from './testdata/client.js';
import { assume, date, now, unsigned, useEndpoint, world } from './testdata/harness.js';
import { counting } from './testdata/random.js';

const endpoint = useEndpoint();

async function refused<Name extends OperationName>(
  name: Name,
  input: Draft<OperationInputs[Name]>,
): Promise<string> {
  const {
    status,
    code,
    message = '',
  } = await refusal(endpoint.url, name, input, name.includes('With') ? unsigned : date);
  return `${status} ${code} ${message}`;
}

const one = '400 ValidationError 1 validation error detected: ';
const arnPattern =
  '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+';
const name65 = 'a'.repeat(65);
const external1225 = 'x'.repeat(1225);

describe('constraint violations', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'a missing member',
      { RoleArn: undefined },
      `${one}Value null at 'roleArn' failed to satisfy constraint: Member must not be null`,
    ],
    [
      'a missing name',
      { RoleSessionName: undefined },
      `${one}Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null`,
    ],
    [
      'a short text',
      { RoleSessionName: 'a' },
      `${one}Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2`,
    ],
    [
      'an empty text',
      { RoleSessionName: '' },
      `${one}Value '' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2`,
    ],
    [
      'a long text, whole',
      { RoleSessionName: name65 },
      `${one}Value '${name65}' at 'roleSessionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    ],
    [
      'a pattern',
      { RoleSessionName: 'bad/name' },
      `${one}Value 'bad/name' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    ],
    [
      'a small number',
      { DurationSeconds: 899 },
      `${one}Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900`,
    ],
    [
      'a large number',
      { DurationSeconds: 43_201 },
      `${one}Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200`,
    ],
    [
      'the largest number',
      { DurationSeconds: 2_147_483_647 },
      `${one}Value '2147483647' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200`,
    ],
    [
      'an external id, whole',
      { ExternalId: external1225 },
      `${one}Value '${external1225}' at 'externalId' failed to satisfy constraint: Member must have length less than or equal to 1224`,
    ],
    [
      'an external id of other characters',
      { ExternalId: 'a b' },
      `${one}Value 'a b' at 'externalId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*`,
    ],
    [
      'a source identity of 257',
      { SourceIdentity: 'a'.repeat(257) },
      `${one}Value '${'a'.repeat(257)}' at 'sourceIdentity' failed to satisfy constraint: Member must have length less than or equal to 256`,
    ],
    [
      'a reserved source identity',
      { SourceIdentity: 'AWS:x' },
      `${one}Value 'AWS:x' at 'sourceIdentity' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    ],
    [
      'a long code',
      { SerialNumber: 'GAHT12345678', TokenCode: '11111111111111' },
      `${one}Value '11111111111111' at 'tokenCode' failed to satisfy constraint: Member must have length less than or equal to 6`,
    ],
  ])('AssumeRole with %s', async (_what, changes, expected) => {
    expect(await refused('AssumeRole', { ...assume('demo'), ...changes })).toBe(expected);
  });

  it('an empty RoleArn breaks two, told in one of the orders seen', async () => {
    expect(await refused('AssumeRole', assume('demo', { RoleArn: '' }))).toMatch(
      /^400 ValidationError 2 validation errors detected: (?:Value '' at 'roleArn' [^;]*; )Value '' at 'roleArn' [^;]*$/u,
    );
    const text = await refused('AssumeRole', assume('demo', { RoleArn: '' }));
    expect(text).toContain(`Member must satisfy regular expression pattern: ${arnPattern}`);
    expect(text).toContain('Member must have length greater than or equal to 20');
    expect(text.endsWith('.')).toBe(false);
  });

  it('GetFederationToken names its member', async () => {
    expect(await refused('GetFederationToken', { Name: 'n'.repeat(33) })).toBe(
      `${one}Value '${'n'.repeat(33)}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 32`,
    );
    expect(await refused('GetFederationToken', { Name: 'temp', Policy: '' })).toContain(
      "Value '' at 'policy' failed to satisfy constraint",
    );
    expect(await refused('GetFederationToken', { Name: 'temp', Policy: 'x'.repeat(2049) })).toContain(
      "at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048",
    );
  });

  it('never echo a sensitive member', async () => {
    const RoleArn = roleArn(world, 'web');
    expect(
      await refused('AssumeRoleWithWebIdentity', {
        RoleArn,
        RoleSessionName: 'web',
        WebIdentityToken: 'abc',
      }),
    ).toBe(
      `${one}Value at 'webIdentityToken' failed to satisfy constraint: Member must have length greater than or equal to 4`,
    );
  });

  it('name what breaks in GetAccessKeyInfo and DecodeAuthorizationMessage', async () => {
    expect(await refused('GetAccessKeyInfo', { AccessKeyId: 'AKIA-SHORT' })).toMatch(
      /^400 ValidationError 2 validation errors detected: .*'accessKeyId'/u,
    );
    expect(await refused('GetAccessKeyInfo', { AccessKeyId: 'A'.repeat(129) })).toContain(
      'less than or equal to 128',
    );
    expect(await refused('DecodeAuthorizationMessage', { EncodedMessage: 'x'.repeat(10_241) })).toContain(
      'less than or equal to 10240',
    );
    expect(await refused('DecodeAuthorizationMessage', { EncodedMessage: '' })).toContain(
      'greater than or equal to 1',
    );
  });

  it('count Unicode scalar values and refuse supplementary ones', async () => {
    const fits = await refused('AssumeRole', assume('demo', { RoleArn: 'é'.repeat(2048) }));
    expect(fits).toBe(`400 ValidationError ${'é'.repeat(2048)} is invalid`);
    expect(await refused('AssumeRole', assume('demo', { RoleArn: 'é'.repeat(2049) }))).toContain(
      'less than or equal to 2048',
    );
    expect(await refused('AssumeRole', assume('demo', { RoleArn: 'e\u0301'.repeat(1025) }))).toContain(
      'less than or equal to 2048',
    );
    expect(await refused('AssumeRole', assume('demo', { RoleArn: '😀'.repeat(20) }))).toBe(
      `${one}Value '${'😀'.repeat(20)}' at 'roleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: ${arnPattern}`,
    );
  });
});

describe('sizes', () => {
  it('PackedPolicySize grows with policies and with tags', async () => {
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement(1)] });
    const longer = JSON.stringify({ Version: '2012-10-17', Statement: [statement(30)] });
    const Tags = [{ Key: 'team', Value: 'red' }];
    const more = Array.from({ length: 10 }, (_, at) => ({ Key: random(8, at), Value: random(20, at + 7) }));
    const PolicyArns = [{ arn: 'arn:aws:iam::123456789012:policy/conformance' }];
    const sizes = [
      {},
      { Tags },
      { Policy },
      { Policy, PolicyArns },
      { Policy, PolicyArns, Tags },
      { Policy: longer },
    ];
    const found = await Promise.all(sizes.map(sizeOf));
    const [none = 0, tags = 0, policy = 0, both = 0, all = 0, long = 0] = found;
    expect(none).toBe(0);
    expect([
      tags > 0,
      policy > 0,
      both > policy,
      all > both,
      long > policy,
      (await sizeOf({ Tags: more })) > tags,
    ]).not.toContain(false);
    expect(Math.max(...found)).toBeLessThanOrEqual(100);
  });

  it('tags that are too large when packed are refused', async () => {
    const Tags = Array.from({ length: 50 }, (_, at) => ({
      Key: `${at}${random(100, at)}`,
      Value: random(250, at * 3),
    }));
    expect(await refused('AssumeRole', assume('demo', { Tags }))).toMatch(
      /^400 PackedPolicyTooLarge Packed size of session tags consumes \d{3,}% of allotted space\.$/u,
    );
  });

  it('a token that is too large is refused', () => {
    const state = new State(world, counting(), () => now);
    const client = { address: undefined, secure: false, userAgent: undefined };
    const context = { world, state, now, requestId: '', client, endpointUrl: '' };
    const session: Pick<NewSession, 'principal' | 'sourceIdentity'> = {
      principal: { kind: 'session-token', issuer: { kind: 'root' } },
      sourceIdentity: Buffer.from(counting()(8192)).toString('base64'),
    };
    const refusalOf = (): unknown => issueCredentials(context, session, 900);
    expect(refusalOf).toThrow(ServiceError);
    expect(refusalOf).toThrow('Serialized token too large for session');
  });
});

/** Text that packs badly, the same in every run. */
function random(size: number, start: number): string {
  const bytes = createHash('sha512').update(String(start)).digest('base64url');
  return bytes.length >= size ? bytes.slice(0, size) : bytes + random(size - bytes.length, start + 1000);
}

async function sizeOf(rest: Parameters<typeof assume>[1]): Promise<number> {
  return (await call(endpoint.url, 'AssumeRole', assume('demo', rest), date)).PackedPolicySize ?? 0;
}

function statement(count: number): object {
  const Resource = Array.from({ length: count }, (_, at) => `arn:aws:s3:::${random(10, at)}`);
  return { Effect: 'Allow', Action: 's3:*', Resource };
}
