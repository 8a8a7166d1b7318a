/** Permissions as callers meet them: worlds with one policy each, and whether a request gets through. */
import { describe, expect, it } from 'vitest';
import type { AssumeRoleRequest } from '../../generated/index.js';
import { readErrorResponse } from '../../generated/runtime/error-document.js';
import { roleArn } from '../../world/lookup.js';
import { mintSamlAssertion, mintTotpCode, mintWebIdentityToken } from '../../world/mint.js';
import type { Role, User, World } from '../../world/world.js';
import { alice, bob, call, refusal, send, type SendOptions } from '../testdata/client.js';
import {
  as,
  date,
  denied,
  deviceSerial,
  now,
  signed,
  unsigned,
  useEndpoint,
  world,
} from '../testdata/harness.js';

const account = 'arn:aws:iam::123456789012:root';
const everything = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const carol = { accessKeyId: 'AKIACAROLCAROLCAROL0', secretAccessKey: 'carol secret', active: true };
let count = 0;

function policy(...statements: readonly object[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

function role(name: string, trustPolicy: object, rest: Partial<Role> = {}): Role {
  count += 1;
  const roleId = `AROA${String(count).padStart(17, '0')}`;
  return { name, path: '/', roleId, trustPolicy, maxSessionDurationSeconds: 3600, policies: [], ...rest };
}

function trusting(name: string, Condition: object): Role {
  const statement = { Effect: 'Allow', Principal: { AWS: account }, Action: everything, Condition };
  return role(name, policy(statement));
}

function named(name: string, AWS: string, rest: Partial<Role> = {}): Role {
  return role(name, policy({ Effect: 'Allow', Principal: { AWS }, Action: everything }), rest);
}

const allowSts = policy({ Effect: 'Allow', Action: 'sts:*', Resource: '*' });
const denySts = policy({ Effect: 'Deny', Action: 'sts:*', Resource: '*', Condition: {} });
const oidc = 'oidc.sts-conformance.example';

function federated(name: string, provider: string, Action: string, Condition: object): Role {
  const Principal = { Federated: `arn:aws:iam::123456789012:${provider}` };
  return role(name, policy({ Effect: 'Allow', Principal, Action, Condition }));
}

const users: readonly User[] = [
  ...world.users.map((user) =>
    user.name === 'alice' ? { ...user, tags: [{ key: 'Team', value: 'red' }] } : user,
  ),
  {
    name: 'carol',
    userId: 'AIDACAROLCAROLCAROLCA',
    accessKeys: [carol],
    mfaDevices: [],
    policies: [denySts],
    managedPolicyArns: ['arn:aws:iam::123456789012:policy/conformance'],
  },
  {
    name: 'dave',
    userId: 'AIDADAVEDAVEDAVEDAVED',
    accountId: '111122223333',
    accessKeys: [{ ...carol, accessKeyId: 'AKIADAVEDAVEDAVEDAVE' }],
    mfaDevices: [],
    policies: [],
  },
  {
    name: 'erin',
    userId: 'AIDAERINERINERINERINE',
    accountId: '111122223333',
    accessKeys: [{ ...carol, accessKeyId: 'AKIAERINERINERINERIN' }],
    mfaDevices: [],
    policies: [allowSts],
  },
];
const dave = { ...carol, accessKeyId: 'AKIADAVEDAVEDAVEDAVE' };
const erin = { ...carol, accessKeyId: 'AKIAERINERINERINERIN' };

const lived: World = {
  ...world,
  users,
  roles: [
    ...world.roles,
    trusting('session-name', { StringLike: { 'sts:RoleSessionName': '${aws:username}-*' } }),
    trusting('source', { StringEquals: { 'sts:SourceIdentity': ['Ann', 'Ben'] } }),
    trusting('team', { StringEquals: { 'aws:PrincipalTag/team': 'red' } }),
    trusting('same-team', { StringEquals: { 'aws:RequestTag/team': '${aws:PrincipalTag/Team}' } }),
    trusting('two-keys', { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost'] } }),
    trusting('transitive', { 'ForAnyValue:StringEquals': { 'sts:TransitiveTagKeys': 'team' } }),
    trusting('by-role', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/path/*' } }),
    trusting('recent', { NumericLessThan: { 'aws:MultiFactorAuthAge': 300 } }),
    trusting('until', { DateLessThan: { 'aws:CurrentTime': '2026-07-19T11:59:59Z' } }),
    trusting('here', {
      IpAddress: { 'aws:SourceIp': '127.0.0.0/8' },
      Bool: { 'aws:SecureTransport': false },
    }),
    trusting('elsewhere', { NotIpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }),
    trusting('long-term', { Null: { 'aws:TokenIssueTime': true } }),
    named('for-bob', 'arn:aws:iam::123456789012:user/bob'),
    named('for-bob-id', 'AIDA3D4LKY6FE5XJMJ6EO'),
    named('for-all', '*'),
    named('for-dave', 'arn:aws:iam::111122223333:user/dave'),
    named('for-erin', 'arn:aws:iam::111122223333:user/erin'),
    named('for-session', 'arn:aws:sts::123456789012:assumed-role/demo/session'),
    named('for-demo', 'arn:aws:iam::123456789012:role/demo'),
    role(
      'not-bob',
      policy(
        { Effect: 'Allow', Principal: '*', Action: everything },
        { Effect: 'Deny', Principal: { AWS: 'arn:aws:iam::123456789012:user/bob' }, Action: 'sts:*' },
      ),
    ),
    role('in-path', policy({ Effect: 'Allow', Principal: { AWS: account }, Action: everything }), {
      path: '/path/',
      policies: [allowSts],
    }),
    federated('amr', `oidc-provider/${oidc}`, 'sts:AssumeRoleWithWebIdentity', {
      'ForAnyValue:StringEquals': { [`${oidc}:amr`]: 'mfa' },
      StringLike: { [`${oidc}:sub`]: 'repo:*' },
    }),
    federated('edu', 'saml-provider/conformance', 'sts:AssumeRoleWithSAML', {
      StringEquals: {
        'SAML:aud': 'https://signin.aws.amazon.com/saml',
        'saml:iss': 'https://saml.sts-conformance.example/metadata',
        'saml:sub_type': 'persistent',
        'saml:doc': '123456789012/conformance',
      },
      StringLike: { 'saml:sub': '?*', 'saml:namequalifier': '?*' },
      'ForAnyValue:StringEquals': { 'saml:edupersonorgdn': 'dc=example' },
    }),
  ],
};

const endpoint = useEndpoint(lived);

function assume(name: string, rest: Partial<AssumeRoleRequest> = {}): AssumeRoleRequest {
  return { RoleArn: roleArn(lived, name), RoleSessionName: 'session', ...rest };
}

async function outcome(
  name: string,
  rest: Partial<AssumeRoleRequest> = {},
  options: SendOptions = date,
): Promise<string> {
  const { status, text } = await send(endpoint.url, 'AssumeRole', assume(name, rest), options);
  return status === 200 ? 'allowed' : (readErrorResponse(text).code ?? '');
}

async function session(
  name: string,
  rest: Partial<AssumeRoleRequest> = {},
  options: SendOptions = date,
): Promise<SendOptions> {
  return as(signed((await call(endpoint.url, 'AssumeRole', assume(name, rest), options)).Credentials));
}

const red = [{ Key: 'team', Value: 'red' }];

describe('conditions of trust policies', () => {
  it.each<[string, Partial<AssumeRoleRequest>, string]>([
    ['session-name', { RoleSessionName: 'alice-1' }, 'allowed'],
    ['session-name', { RoleSessionName: 'bob-1' }, 'AccessDenied'],
    ['source', { SourceIdentity: 'Ben' }, 'allowed'],
    ['source', { SourceIdentity: 'Eve' }, 'AccessDenied'],
    ['source', {}, 'AccessDenied'],
    ['team', {}, 'allowed'],
    ['same-team', { Tags: red }, 'allowed'],
    ['same-team', { Tags: [{ Key: 'team', Value: 'blue' }] }, 'AccessDenied'],
    ['two-keys', { Tags: red }, 'allowed'],
    ['two-keys', { Tags: [...red, { Key: 'owner', Value: '' }] }, 'AccessDenied'],
    ['transitive', { Tags: red, TransitiveTagKeys: ['team'] }, 'allowed'],
    ['transitive', { Tags: red }, 'AccessDenied'],
    ['until', {}, 'AccessDenied'],
    ['here', {}, 'allowed'],
    ['elsewhere', {}, 'AccessDenied'],
    ['recent', {}, 'AccessDenied'],
    ['long-term', {}, 'allowed'],
  ])('%s with %j: %s', async (name, rest, expected) => {
    expect(await outcome(name, rest)).toBe(expected);
  });

  it('know the role of a session by its ARN with the path', async () => {
    expect(await outcome('by-role', {}, await session('in-path'))).toBe('allowed');
    expect(await outcome('by-role', {}, await session('demo'))).toBe('AccessDenied');
  });

  it('know how old the MFA of a session is, and when it began', async () => {
    const code = { SerialNumber: deviceSerial, TokenCode: mintTotpCode(world, deviceSerial, now) };
    expect(await outcome('recent', code)).toBe('allowed');
    const token = await call(endpoint.url, 'GetSessionToken', code, date);
    const options = as(signed(token.Credentials));
    expect(await outcome('recent', {}, options)).toBe('allowed');
    expect(await outcome('long-term', {}, options)).toBe('AccessDenied');
  });

  it('know tags of a session over those of its principal', async () => {
    const tagged = await session('demo', { Tags: [{ Key: 'TEAM', Value: 'red' }] });
    expect(await outcome('team', {}, tagged)).toBe('allowed');
    expect(await outcome('team', {}, await session('demo'))).toBe('AccessDenied');
  });

  it('know the claims of web identity tokens', async () => {
    await expect(assumeWithClaims({ amr: ['pwd', 'mfa'] })).resolves.toBeDefined();
    await expect(assumeWithClaims({ amr: ['pwd'] })).rejects.toThrow('AccessDenied');
    await expect(assumeWithClaims({})).rejects.toThrow('AccessDenied');
  });

  it('know the attributes of SAML assertions', async () => {
    await expect(assumeWithUnit('dc=example')).resolves.toBeDefined();
    await expect(assumeWithUnit('dc=other')).rejects.toThrow(
      'Not authorized to perform sts:AssumeRoleWithSAML',
    );
  });
});

describe('both sides', () => {
  it.each<[string, SendOptions, string]>([
    ['for-bob', as(bob), 'allowed'],
    ['for-bob-id', as(bob), 'allowed'],
    ['for-all', as(bob), 'allowed'],
    ['for-bob', as(alice), 'AccessDenied'],
    ['demo', as(bob), 'AccessDenied'],
    ['for-all', as(carol), 'AccessDenied'],
    ['not-bob', as(bob), 'AccessDenied'],
    ['not-bob', as(alice), 'allowed'],
    ['for-dave', as(dave), 'AccessDenied'],
    ['for-all', as(dave), 'AccessDenied'],
    ['for-erin', as(erin), 'allowed'],
    ['demo', as(erin), 'AccessDenied'],
  ])('of %s for %o: %s', async (name, options, expected) => {
    expect(await outcome(name, {}, options)).toBe(expected);
  });

  it('session policies limit what trust gives to the role, not what it gives to the very session', async () => {
    const Policy = JSON.stringify(policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' }));
    const limited = await session('demo', { Policy });
    expect(await outcome('for-session', {}, limited)).toBe('allowed');
    expect(await outcome('for-demo', {}, limited)).toBe('AccessDenied');
    expect(await outcome('for-demo', {}, await session('demo'))).toBe('allowed');
    const deny = JSON.stringify(denySts);
    expect(await outcome('for-session', {}, await session('demo', { Policy: deny }))).toBe('AccessDenied');
  });

  it('inline and managed session policies add up', async () => {
    const Policy = JSON.stringify(policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' }));
    const PolicyArns = [{ arn: 'arn:aws:iam::123456789012:policy/conformance' }];
    expect(await outcome('short', {}, await session('demo', { Policy }))).toBe('AccessDenied');
    expect(await outcome('short', {}, await session('demo', { Policy, PolicyArns }))).toBe('allowed');
  });

  it('a chained session has the permissions of its own role', async () => {
    const chained = await session('chained', {}, await session('demo'));
    expect(await outcome('short', {}, chained)).toBe('AccessDenied');
    const { message } = await refusal(endpoint.url, 'AssumeRole', assume('short'), chained);
    expect(message).toBe(
      denied('sts:AssumeRole', 'short', 'sts::123456789012:assumed-role/chained/session').message,
    );
  });

  it('say which kind of policy denied, where a reason is given', async () => {
    const input = { AccessKeyId: carol.accessKeyId };
    const text = async (options: SendOptions): Promise<string | undefined> =>
      (await refusal(endpoint.url, 'GetAccessKeyInfo', input, options)).message?.replace(
        /^.*?GetAccessKeyInfo /u,
        '',
      );
    expect(await text(as(carol))).toBe('with an explicit deny in an identity-based policy');
    const Policy = JSON.stringify(policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' }));
    expect(await text(await session('demo', { Policy }))).toBe(
      'because no session policy allows the sts:GetAccessKeyInfo action',
    );
    expect(await text(await session('demo', { Policy: JSON.stringify(denySts) }))).toBe(
      'with an explicit deny in a session policy',
    );
  });
});

async function assumeWithClaims(claims: Record<string, unknown>): Promise<unknown> {
  const token = await mintWebIdentityToken(world, {
    subject: 'repo:a',
    audience: 'sts.amazonaws.com',
    now,
    claims,
  });
  const input = { RoleArn: roleArn(lived, 'amr'), RoleSessionName: 'web', WebIdentityToken: token };
  return call(endpoint.url, 'AssumeRoleWithWebIdentity', input, unsigned);
}

async function assumeWithUnit(unit: string): Promise<unknown> {
  const RoleArn = roleArn(lived, 'edu');
  const attributes = { 'urn:oid:1.3.6.1.4.1.5923.1.1.1.3': [unit] };
  const SAMLAssertion = mintSamlAssertion(world, {
    roleArn: RoleArn,
    sessionName: 'saml',
    now,
    attributes,
  });
  const PrincipalArn = 'arn:aws:iam::123456789012:saml-provider/conformance';
  return call(endpoint.url, 'AssumeRoleWithSAML', { RoleArn, PrincipalArn, SAMLAssertion }, unsigned);
}
