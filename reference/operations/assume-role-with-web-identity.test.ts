import { describe, expect, it } from 'vitest';
import { roleArn } from '../../world/lookup.js';
import { mintWebIdentityToken } from '../../world/mint.js';
import { startReference } from '../index.js';
import { call, refusal } from '../testdata/client.js';
import { as, now, signed, unsigned, useEndpoint, world } from '../testdata/harness.js';

const endpoint = useEndpoint();
const sourceIdentity = 'https://aws.amazon.com/source_identity';
const notValidated =
  'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.';

describe('AssumeRoleWithWebIdentity', () => {
  const token = { subject: 'repo:example', audience: 'sts.amazonaws.com', now };
  const base = { RoleArn: roleArn(world, 'web'), RoleSessionName: 'session' };

  it('answers what the token says', async () => {
    const WebIdentityToken = await mintWebIdentityToken(world, token);
    const output = await call(
      endpoint.url,
      'AssumeRoleWithWebIdentity',
      { ...base, WebIdentityToken },
      unsigned,
    );
    expect(output).toMatchObject({
      Audience: 'sts.amazonaws.com',
      Provider: 'arn:aws:iam::123456789012:oidc-provider/oidc.sts-conformance.example',
      SubjectFromWebIdentityToken: 'repo:example',
      AssumedRoleUser: { Arn: 'arn:aws:sts::123456789012:assumed-role/web/session' },
    });
    expect(output.Credentials?.Expiration).toEqual(new Date('2026-07-19T13:00:00Z'));
    const identity = await call(endpoint.url, 'GetCallerIdentity', {}, as(signed(output.Credentials)));
    expect(identity.Arn).toBe('arn:aws:sts::123456789012:assumed-role/web/session');
  });

  it('carries tags and source identity of the token', async () => {
    const claims = {
      'https://aws.amazon.com/tags': { principal_tags: { Project: ['a'] }, transitive_tag_keys: ['Project'] },
      'https://aws.amazon.com/source_identity': 'source',
    };
    const WebIdentityToken = await mintWebIdentityToken(world, { ...token, claims });
    const output = await call(
      endpoint.url,
      'AssumeRoleWithWebIdentity',
      { ...base, WebIdentityToken },
      unsigned,
    );
    expect(output.SourceIdentity).toBe('source');
    expect(output.PackedPolicySize).toBeGreaterThan(0);
  });

  const seconds = now.getTime() / 1000;
  it.each<[string, Record<string, unknown>, string, string]>([
    ['no subject', { sub: undefined }, 'InvalidIdentityToken', 'Missing a required claim: sub'],
    ['an issuer that is no URL', { iss: 'nobody' }, 'InvalidIdentityToken', 'Issuer must be a valid URL'],
    [
      'an unknown issuer',
      { iss: 'https://other.example' },
      'InvalidIdentityToken',
      'No OpenIDConnect provider found in your account for https://other.example',
    ],
    ['an unknown audience', { aud: 'other' }, 'InvalidIdentityToken', 'Incorrect token audience'],
    [
      'a past expiry',
      { exp: seconds },
      'ExpiredTokenException',
      `Token expired: current date/time ${seconds} must be before the expiration date/time ${seconds}`,
    ],
    ['an old issue', { iat: seconds - 90_000 }, 'ExpiredTokenException', 'Token too old: 90000'],
  ])('refuses a token with %s', async (_what, claims, code, message) => {
    const WebIdentityToken = await mintWebIdentityToken(world, { ...token, claims });
    const answered = await refusal(
      endpoint.url,
      'AssumeRoleWithWebIdentity',
      { ...base, WebIdentityToken },
      unsigned,
    );
    expect(answered).toEqual({ status: 400, code, message });
  });

  it.each([
    'refs/heads/\ufffe',
    'refs/heads/\u0001',
    'refs/heads/\ud800',
    '',
    'x'.repeat(5),
    'x'.repeat(256),
    'x'.repeat(3000),
  ])('refuses a subject that no answer can carry: %j', async (sub) => {
    const WebIdentityToken = await mintWebIdentityToken(world, { ...token, claims: { sub } });
    const answered = await refusal(
      endpoint.url,
      'AssumeRoleWithWebIdentity',
      { ...base, WebIdentityToken },
      unsigned,
    );
    expect(answered).toEqual({ status: 400, code: 'InvalidIdentityToken', message: notValidated });
  });

  it('takes subjects of 6 and 255 characters, and source identities of 2 and 256', async () => {
    for (const [sub, source] of [
      ['x'.repeat(6), 'ab'],
      ['\u{1F600}'.repeat(255), 'a'.repeat(256)],
    ] as const) {
      const claims = { sub, [sourceIdentity]: source };
      const WebIdentityToken = await mintWebIdentityToken(world, { ...token, claims });
      const input = { ...base, WebIdentityToken };
      const output = await call(endpoint.url, 'AssumeRoleWithWebIdentity', input, unsigned);
      expect(output).toMatchObject({ SubjectFromWebIdentityToken: sub, SourceIdentity: source });
    }
  });

  it.each(['', 'x', 'a b', 'aws:x', 'line\n', 'source\ufffe', 'x'.repeat(257), 'x'.repeat(3000)])(
    'refuses a source identity out of bounds: %j',
    async (source) => {
      const claims = { [sourceIdentity]: source };
      const WebIdentityToken = await mintWebIdentityToken(world, { ...token, claims });
      const input = { ...base, WebIdentityToken };
      const answered = await refusal(endpoint.url, 'AssumeRoleWithWebIdentity', input, unsigned);
      expect(answered).toEqual({
        status: 400,
        code: 'InvalidIdentityToken',
        message: 'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
      });
    },
  );

  it.each<[string, object]>([
    ['an empty key', { principal_tags: { '': ['a'] } }],
    ['a long key', { principal_tags: { ['k'.repeat(129)]: ['a'] } }],
    ['a long value', { principal_tags: { Project: ['a'.repeat(257)] } }],
    ['a value that no answer can carry', { principal_tags: { Project: ['\ufffe'] } }],
  ])('refuses a tag with %s', async (_what, tags) => {
    const claims = { 'https://aws.amazon.com/tags': tags };
    const WebIdentityToken = await mintWebIdentityToken(world, { ...token, claims });
    const input = { ...base, WebIdentityToken };
    const answered = await refusal(endpoint.url, 'AssumeRoleWithWebIdentity', input, unsigned);
    expect(answered).toMatchObject({ status: 400, code: 'InvalidParameterValue' });
  });

  it('refuses what is no token, another key, a changed signature, and no signature', async () => {
    const minted = await mintWebIdentityToken(world, token);
    const [header = '', payload = '', signature = ''] = minted.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const otherKey = Buffer.from(JSON.stringify({ alg: 'RS256', kid: 'other' })).toString('base64url');
    const changed = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const notJwt =
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
    const noKey =
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
    for (const [WebIdentityToken, message] of [
      ['none', notJwt],
      [`${header}.${payload}.${changed}`, notJwt],
      [`${none}.${payload}.`, notJwt],
      [`${otherKey}.${payload}.${signature}`, noKey],
    ] as const) {
      const answered = await refusal(
        endpoint.url,
        'AssumeRoleWithWebIdentity',
        { ...base, WebIdentityToken },
        unsigned,
      );
      expect(answered).toEqual({ status: 400, code: 'InvalidIdentityToken', message });
    }
  });

  it.each<[string, object, string]>([
    ['twice', { principal_tags: { Team: ['a'], TEAM: ['b'] } }, 'Duplicate tag keys found.'],
    [
      'that is transitive and not there',
      { transitive_tag_keys: ['x'] },
      'The specified transitive tag key must',
    ],
  ])('refuses a token with a tag %s', async (_what, tags, text) => {
    const claims = { 'https://aws.amazon.com/tags': tags };
    const WebIdentityToken = await mintWebIdentityToken(world, { ...token, claims });
    const answered = await refusal(
      endpoint.url,
      'AssumeRoleWithWebIdentity',
      { ...base, WebIdentityToken },
      unsigned,
    );
    expect(answered).toMatchObject({ status: 400, code: 'InvalidParameterValue' });
    expect(answered.message).toContain(text);
  });

  it('holds to the maximum of the role', async () => {
    const WebIdentityToken = await mintWebIdentityToken(world, token);
    const roles = world.roles.map((role) =>
      role.name === 'web' ? { ...role, maxSessionDurationSeconds: 3600 } : role,
    );
    const short = await startReference({ world: { ...world, roles }, clock: () => now });
    const input = { ...base, WebIdentityToken, DurationSeconds: 3601 };
    expect(await refusal(short.url, 'AssumeRoleWithWebIdentity', input, unsigned)).toEqual({
      status: 400,
      code: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    });
    await short.close();
  });

  it('refuses other roles, other audiences and other ARNs', async () => {
    const WebIdentityToken = await mintWebIdentityToken(world, token);
    const notAuthorized = {
      status: 403,
      code: 'AccessDenied',
      message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    };
    const demo = { ...base, RoleArn: roleArn(world, 'demo'), WebIdentityToken };
    expect(await refusal(endpoint.url, 'AssumeRoleWithWebIdentity', demo, unsigned)).toEqual(notAuthorized);
    const other = await mintWebIdentityToken(world, { ...token, audience: 'sts-conformance' });
    const answered = await refusal(
      endpoint.url,
      'AssumeRoleWithWebIdentity',
      { ...base, WebIdentityToken: other },
      unsigned,
    );
    expect(answered).toEqual(notAuthorized);
    const user = { ...base, RoleArn: 'arn:aws:iam::123456789012:user/alice', WebIdentityToken };
    expect((await refusal(endpoint.url, 'AssumeRoleWithWebIdentity', user, unsigned)).message).toBe(
      'Request ARN is invalid',
    );
  });
});
