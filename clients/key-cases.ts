/** Operations that long-term keys call, and keys that are not right. */
import { defaultWorld } from '../world/default.js';
import type { ClientCase } from './client-case.js';
import { account, alice, bob, errors, fails, issuedKey, noise, sessionPolicy, succeeds } from './known.js';

const audience = ['https://example.com'];

export function keyCases(): readonly ClientCase[] {
  return [
    ...identityCases(),
    ...sessionTokenCases(),
    ...federationTokenCases(),
    ...webIdentityTokenCases(),
    ...delegationCases(),
    ...informationCases(),
  ];
}

function identityCases(): readonly ClientCase[] {
  const inactive = defaultWorld.users[0]?.accessKeys.find(({ active }) => !active);
  const unknown = { accessKeyId: 'AKIAUNKNOWNUNKNOWN00', secretAccessKey: alice.secretAccessKey };
  const operation = 'GetCallerIdentity';
  return [
    succeeds(
      operation,
      operation,
      {},
      {
        Account: `^${account}$`,
        Arn: `^arn:aws:iam::${account}:user/alice$`,
        UserId: '^AIDA[A-Z0-9]{17}$',
      },
    ),
    succeeds(`${operation} of bob`, operation, {}, { Arn: ':user/bob$' }, { signer: bob }),
    succeeds(
      `${operation} at the global endpoint`,
      operation,
      {},
      { Arn: ':user/alice$' },
      { endpoint: 'global' },
    ),
    fails(`${operation} with an unknown key`, operation, {}, errors.invalidKey, { signer: unknown }),
    fails(`${operation} with an inactive key`, operation, {}, errors.invalidKey, {
      signer: inactive ?? unknown,
    }),
    fails(`${operation} with a wrong secret`, operation, {}, errors.wrongSignature, {
      signer: { ...alice, secretAccessKey: 'wrong' },
    }),
    fails(`${operation} with a token of nobody`, operation, {}, errors.invalidKey, {
      signer: { ...alice, sessionToken: noise(200) },
    }),
  ];
}

function sessionTokenCases(): readonly ClientCase[] {
  const operation = 'GetSessionToken';
  return [
    succeeds(operation, operation, { DurationSeconds: 900 }, { 'Credentials.AccessKeyId': issuedKey }),
    fails(`${operation} in a disabled region`, operation, {}, errors.regionDisabled, {
      endpoint: 'disabled',
    }),
  ];
}

function federationTokenCases(): readonly ClientCase[] {
  const operation = 'GetFederationToken';
  const tooMuch = {
    Name: 'guest',
    Tags: [1, 2, 3, 4, 5, 6, 7].map((n) => ({ Key: `k${n}`, Value: noise(256) })),
  };
  return [
    succeeds(
      operation,
      operation,
      { Name: 'guest', Policy: sessionPolicy('All') },
      {
        'FederatedUser.Arn': `^arn:aws:sts::${account}:federated-user/guest$`,
        'FederatedUser.FederatedUserId': `^${account}:guest$`,
        'Credentials.AccessKeyId': issuedKey,
        PackedPolicySize: '^[1-9][0-9]?$',
      },
    ),
    succeeds(`${operation} without a policy`, operation, { Name: 'guest' }, { PackedPolicySize: '^0$' }),
    succeeds(
      'GetCallerIdentity of a federated user',
      'GetCallerIdentity',
      {},
      { Arn: `^arn:aws:sts::${account}:federated-user/guest$`, UserId: `^${account}:guest$` },
      { signer: { from: operation } },
    ),
    fails(`${operation} by bob`, operation, { Name: 'guest' }, errors.accessDenied, { signer: bob }),
    fails(`${operation}, no policy`, operation, { Name: 'guest', Policy: '{' }, errors.malformedPolicy),
    fails(`${operation}, too many tags`, operation, tooMuch, errors.packedTooLarge),
    fails(`${operation} in a disabled region`, operation, { Name: 'guest' }, errors.regionDisabled, {
      endpoint: 'disabled',
    }),
  ];
}

function webIdentityTokenCases(): readonly ClientCase[] {
  const operation = 'GetWebIdentityToken';
  const jwt = { WebIdentityToken: '^[\\w-]+\\.[\\w-]+\\.[\\w-]+$', Expiration: '^20\\d\\d-\\d\\d-\\d\\d' };
  const rs256 = { Audience: audience, SigningAlgorithm: 'RS256' };
  const long = {
    ...rs256,
    Tags: Array.from({ length: 50 }, (_, n) => ({ Key: `k${n}`, Value: noise(256) })),
  };
  const longAudience = Array.from({ length: 10 }, () => noise(1000));
  return [
    succeeds(operation, operation, { ...rs256, Tags: [{ Key: 'Project', Value: 'x' }] }, jwt),
    succeeds(`${operation} by ES384`, operation, { Audience: ['a', 'b'], SigningAlgorithm: 'ES384' }, jwt),
    fails(`${operation} by bob`, operation, rs256, errors.accessDenied, { signer: bob }),
    fails(`${operation}, too long`, operation, { ...long, Audience: longAudience }, errors.payloadTooLarge),
    fails(`${operation} without federation`, operation, rs256, errors.federationDisabled, {
      endpoint: 'unfederated',
    }),
    fails(`${operation} for too long`, operation, { ...rs256, DurationSeconds: 3601 }, errors.validation),
  ];
}

function delegationCases(): readonly ClientCase[] {
  const operation = 'GetDelegatedAccessToken';
  const redeemed = {
    'Credentials.AccessKeyId': issuedKey,
    AssumedPrincipal: `^arn:aws:iam::${account}:role/demo$`,
  };
  return [
    succeeds(operation, operation, token('reusable'), redeemed),
    fails(`${operation}, expired`, operation, token('expired'), errors.expiredTradeInToken),
    fails(`${operation}, of nobody`, operation, token('unknown'), errors.accessDenied),
    fails(`${operation} in a disabled region`, operation, token('reusable'), errors.regionDisabled, {
      endpoint: 'disabled',
    }),
  ];
}

function informationCases(): readonly ClientCase[] {
  const decode = 'DecodeAuthorizationMessage';
  const info = 'GetAccessKeyInfo';
  const EncodedMessage = defaultWorld.authorizationMessages[0]?.encoded ?? '';
  const AccessKeyId = bob.accessKeyId;
  return [
    succeeds(
      decode,
      decode,
      { EncodedMessage },
      { DecodedMessage: '^\\{"allowed":false,.*ec2:RunInstances' },
    ),
    fails(`${decode} of no message`, decode, { EncodedMessage: 'none' }, errors.invalidMessage),
    fails(`${decode} by bob`, decode, { EncodedMessage }, errors.accessDenied, { signer: bob }),
    succeeds(info, info, { AccessKeyId }, { Account: `^${account}$` }),
    fails(
      `${info} by bob`,
      info,
      { AccessKeyId },
      {
        ...errors.accessDenied,
        message: `User: .*:user/bob is not authorized to perform: sts:GetAccessKeyInfo because no identity-based policy .*`,
      },
      { signer: bob },
    ),
    fails(`${info} of no key`, info, { AccessKeyId: 'not a key id, not at all' }, errors.validation),
  ];
}

function token(end: string): { TradeInToken: string } {
  return { TradeInToken: `sts-conformance-test-trade-in-token-${end}` };
}
