import { describe, expect, it } from 'vitest';
import { roleArn } from '../../world/lookup.js';
import { mintTotpCode } from '../../world/mint.js';
import { bob, call, refusal } from '../testdata/client.js';
import {
  as,
  assume,
  date,
  denied,
  deviceSerial,
  now,
  rootKey,
  sessionOf,
  signed,
  useEndpoint,
  world,
} from '../testdata/harness.js';

const endpoint = useEndpoint();

describe('AssumeRole', () => {
  it('answers credentials in the live forms, for the time asked', async () => {
    const output = await call(endpoint.url, 'AssumeRole', assume('demo', { DurationSeconds: 43_200 }), date);
    expect(output.AssumedRoleUser).toEqual({
      AssumedRoleId: `${world.roles[0]?.roleId}:session`,
      Arn: 'arn:aws:sts::123456789012:assumed-role/demo/session',
    });
    expect(output.Credentials?.Expiration).toEqual(new Date('2026-07-20T00:00:00Z'));
    expect(output.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z0-9]{16}$/u);
    expect(output.Credentials?.SecretAccessKey).toMatch(/^[A-Za-z0-9+/=]{40}$/u);
    expect(output.Credentials?.SessionToken).toMatch(/^IQoJ[A-Za-z0-9+/=]{96,}$/u);
    expect(output).not.toHaveProperty('PackedPolicySize');
    expect(output).not.toHaveProperty('SourceIdentity');
  });

  it('gives credentials that act as the role', async () => {
    const credentials = await sessionOf(endpoint.url, 'deep');
    const identity = await call(endpoint.url, 'GetCallerIdentity', {}, as(credentials));
    expect(identity.Arn).toBe('arn:aws:sts::123456789012:assumed-role/deep/session');
    expect(identity.UserId).toBe(`${world.roles.find(({ name }) => name === 'deep')?.roleId}:session`);
  });

  it.each([
    'nothing-valid-in-here',
    'arn::b:::something/test-role',
    'arn:a::::something/test-role',
    'arn:a:a::aaaaaaaaaa:',
  ])('calls %s invalid', async (RoleArn) => {
    const answered = await refusal(endpoint.url, 'AssumeRole', { RoleArn, RoleSessionName: 'session' }, date);
    expect(answered).toEqual({ status: 400, code: 'ValidationError', message: `${RoleArn} is invalid` });
  });

  it('checks constraints before the structure of the ARN', async () => {
    const input = { RoleArn: 'arn:a:b:::something/test-role', RoleSessionName: 'Session1:2' };
    expect((await refusal(endpoint.url, 'AssumeRole', input, date)).message).toBe(
      "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    );
  });

  it('refuses a role that is not there as it refuses one that does not trust', async () => {
    const absent = `${roleArn(world, 'demo')}-absent`;
    const answered = await refusal(endpoint.url, 'AssumeRole', { ...assume('demo'), RoleArn: absent }, date);
    expect(answered.message).toBe(
      `User: arn:aws:iam::123456789012:user/alice is not authorized to perform: sts:AssumeRole on resource: ${absent}`,
    );
    await expect(refusal(endpoint.url, 'AssumeRole', assume('untrusting'), date)).resolves.toEqual(
      denied('sts:AssumeRole', 'untrusting'),
    );
  });

  it('needs the caller to be allowed where the whole account is trusted', async () => {
    await expect(refusal(endpoint.url, 'AssumeRole', assume('demo'), as(bob))).resolves.toEqual(
      denied('sts:AssumeRole', 'demo', 'iam::123456789012:user/bob'),
    );
  });

  it('holds back a role until its external id is given', async () => {
    await expect(refusal(endpoint.url, 'AssumeRole', assume('external'), date)).resolves.toEqual(
      denied('sts:AssumeRole', 'external'),
    );
    await expect(
      refusal(endpoint.url, 'AssumeRole', assume('external', { ExternalId: '123abc' }), date),
    ).resolves.toEqual(denied('sts:AssumeRole', 'external'));
    await expect(
      call(endpoint.url, 'AssumeRole', assume('external', { ExternalId: '123ABC' }), date),
    ).resolves.toBeDefined();
  });

  it('is for no root user', async () => {
    await expect(refusal(endpoint.url, 'AssumeRole', assume('demo'), as(rootKey))).resolves.toEqual({
      status: 403,
      code: 'AccessDenied',
      message: 'Roles may not be assumed by root accounts.',
    });
  });

  it('holds to the maximum of the role, then to the hour of a chain', async () => {
    const overRole = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
    const overHour =
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.';
    expect(
      await refusal(endpoint.url, 'AssumeRole', assume('short', { DurationSeconds: 3601 }), date),
    ).toEqual({
      status: 400,
      code: 'ValidationError',
      message: overRole,
    });
    const chain = as(await sessionOf(endpoint.url, 'demo'));
    const refused = await refusal(
      endpoint.url,
      'AssumeRole',
      assume('chained', { DurationSeconds: 3601 }),
      chain,
    );
    expect(refused).toEqual({ status: 400, code: 'ValidationError', message: overHour });
    await expect(
      call(endpoint.url, 'AssumeRole', assume('chained', { DurationSeconds: 3600 }), chain),
    ).resolves.toBeDefined();
  });

  it('lets only its role into a chain', async () => {
    await expect(refusal(endpoint.url, 'AssumeRole', assume('chained'), date)).resolves.toEqual(
      denied('sts:AssumeRole', 'chained'),
    );
    const credentials = await sessionOf(endpoint.url, 'deep');
    await expect(refusal(endpoint.url, 'AssumeRole', assume('chained'), as(credentials))).resolves.toEqual(
      denied('sts:AssumeRole', 'chained', 'sts::123456789012:assumed-role/deep/session'),
    );
  });

  it('asks MFA of the role that wants it', async () => {
    await expect(refusal(endpoint.url, 'AssumeRole', assume('mfa'), date)).resolves.toEqual(
      denied('sts:AssumeRole', 'mfa'),
    );
    const TokenCode = mintTotpCode(world, deviceSerial, now);
    const given = assume('mfa', { SerialNumber: deviceSerial, TokenCode });
    await expect(call(endpoint.url, 'AssumeRole', given, date)).resolves.toBeDefined();
    const token = await call(
      endpoint.url,
      'GetSessionToken',
      { SerialNumber: deviceSerial, TokenCode },
      date,
    );
    await expect(
      call(endpoint.url, 'AssumeRole', assume('mfa'), as(signed(token.Credentials))),
    ).resolves.toBeDefined();
  });

  it('says what is wrong with MFA', async () => {
    const TokenCode = mintTotpCode(world, deviceSerial, new Date(now.getTime() + 3_600_000));
    const messages = [
      [
        { SerialNumber: deviceSerial, TokenCode },
        'MultiFactorAuthentication failed with invalid MFA one time pass code.',
      ],
      [
        { SerialNumber: 'arn:aws:iam::123456789012:mfa/other', TokenCode },
        'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
      ],
      [
        { SerialNumber: deviceSerial },
        'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
      ],
    ] as const;
    for (const [mfa, message] of messages) {
      expect(await refusal(endpoint.url, 'AssumeRole', assume('mfa', mfa), date)).toEqual({
        status: 403,
        code: 'AccessDenied',
        message,
      });
    }
  });

  it('asks tags to be allowed, and their keys to be distinct', async () => {
    await expect(
      refusal(endpoint.url, 'AssumeRole', assume('tagged', { Tags: [{ Key: 'Team', Value: 'a' }] }), date),
    ).resolves.toEqual(denied('sts:TagSession', 'tagged'));
    const Tags = [{ Key: 'Project', Value: 'a' }];
    const output = await call(endpoint.url, 'AssumeRole', assume('tagged', { Tags }), date);
    expect(output.PackedPolicySize).toBeGreaterThan(0);
    const twice = [...Tags, { Key: 'PROJECT', Value: 'b' }];
    expect(await refusal(endpoint.url, 'AssumeRole', assume('demo', { Tags: twice }), date)).toEqual({
      status: 400,
      code: 'InvalidParameterValue',
      message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    });
  });

  it('hands transitive tags on and keeps them', async () => {
    const Tags = [{ Key: 'Project', Value: 'a' }];
    expect(
      await refusal(endpoint.url, 'AssumeRole', assume('demo', { Tags, TransitiveTagKeys: ['Team'] }), date),
    ).toEqual({
      status: 400,
      code: 'InvalidParameterValue',
      message: 'The specified transitive tag key must be included in the requested tags.',
    });
    const chain = as(await sessionOf(endpoint.url, 'demo', { Tags, TransitiveTagKeys: ['PROJECT'] }));
    const again = assume('chained', { Tags: [{ Key: 'project', Value: 'b' }] });
    expect(await refusal(endpoint.url, 'AssumeRole', again, chain)).toEqual({
      status: 400,
      code: 'InvalidParameterValue',
      message:
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    });
    const output = await call(endpoint.url, 'AssumeRole', assume('chained'), chain);
    expect(output.PackedPolicySize).toBeGreaterThan(0);
  });

  it('sets a source identity once', async () => {
    const chain = as(await sessionOf(endpoint.url, 'demo', { SourceIdentity: 'alice' }));
    const output = await call(endpoint.url, 'AssumeRole', assume('chained'), chain);
    expect(output.SourceIdentity).toBe('alice');
    expect(
      await refusal(endpoint.url, 'AssumeRole', assume('chained', { SourceIdentity: 'other' }), chain),
    ).toEqual({
      status: 400,
      code: 'ValidationError',
      message: 'The source identity is already set for this assume role session',
    });
    expect(
      await refusal(endpoint.url, 'AssumeRole', assume('tagged', { SourceIdentity: 'alice' }), date),
    ).toEqual(denied('sts:SetSourceIdentity', 'tagged'));
    const longest = 'a'.repeat(256);
    expect(
      (await call(endpoint.url, 'AssumeRole', assume('demo', { SourceIdentity: longest }), date))
        .SourceIdentity,
    ).toBe(longest);
  });

  it('limits a session by its policies', async () => {
    const output = await call(
      endpoint.url,
      'AssumeRole',
      assume('demo', { Policy: allow('sts:AssumeRole') }),
      date,
    );
    expect(output.PackedPolicySize).toBeGreaterThan(0);
    const limited = as(signed(output.Credentials));
    await expect(call(endpoint.url, 'AssumeRole', assume('short'), limited)).resolves.toBeDefined();
    expect(
      (await refusal(endpoint.url, 'GetAccessKeyInfo', { AccessKeyId: bob.accessKeyId }, limited)).code,
    ).toBe('AccessDenied');
    const arn = world.managedPolicies?.[0]?.arn ?? '';
    const managed = await call(endpoint.url, 'AssumeRole', assume('demo', { PolicyArns: [{ arn }] }), date);
    const s3 = as(signed(managed.Credentials));
    expect((await refusal(endpoint.url, 'GetAccessKeyInfo', { AccessKeyId: bob.accessKeyId }, s3)).code).toBe(
      'AccessDenied',
    );
  });

  it('refuses policies that are malformed, unknown or too large', async () => {
    expect(
      (await refusal(endpoint.url, 'AssumeRole', assume('demo', { Policy: 'invalid' }), date)).code,
    ).toBe('MalformedPolicyDocument');
    const PolicyArns = [{ arn: 'arn:aws:iam::aws:policy/NoSuchPolicy' }];
    expect(await refusal(endpoint.url, 'AssumeRole', assume('demo', { PolicyArns }), date)).toEqual({
      status: 400,
      code: 'InvalidParameterValue',
      message:
        'At least one Policy ARN in the PolicyArns parameter does not match an existing IAM Managed Policy ARN.',
    });
    const Resource = Array.from({ length: 200 }, (_, index) => `arn:aws:s3:::bucket-${index * index * 7919}`);
    const Policy = JSON.stringify({ Statement: { Effect: 'Allow', Action: 's3:*', Resource } });
    const tooLarge = await refusal(endpoint.url, 'AssumeRole', assume('demo', { Policy }), date);
    expect(tooLarge).toMatchObject({ status: 400, code: 'PackedPolicyTooLarge' });
    expect(tooLarge.message).toMatch(
      /^Packed policy consumes \d{3}% of allotted space, please use smaller policy\.$/u,
    );
  });
});

function allow(Action: string): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
}
