import {
  oidcTestKey,
  outboundEcTestKey,
  outboundRsaTestKey,
  samlTestCertificate,
  samlTestPrivateKey,
} from './test-keys.js';
import type { Role, World } from './world.js';

const accountId = '123456789012';
const oidcHost = 'oidc.sts-conformance.example';
const sessionActions = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity', 'sts:SetContext'];

/**
 * The built-in world: a management account with two users, ten roles, an OIDC and a SAML provider. All keys in it are
 * fixed, public test keys.
 */
export const defaultWorld: World = {
  accountId,
  region: 'us-east-1',
  enabledRegions: ['us-east-1', 'eu-central-1'],
  users: [
    {
      name: 'alice',
      userId: 'AIDAERSM6W6MLMFHSQRYN',
      accessKeys: [
        {
          accessKeyId: 'AKIARZPUZDIKEQUBNAWI',
          secretAccessKey: '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',
          active: true,
        },
        {
          accessKeyId: 'AKIARZPUZDIKDJJUOICW',
          secretAccessKey: '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',
          active: false,
        },
      ],
      mfaDevices: [
        { serialNumber: `arn:aws:iam::${accountId}:mfa/alice`, seed: 'RCVVPN25KR5M65WCLBBP7OS35BZ3UB4L' },
      ],
      policies: [allow('sts:*')],
    },
    {
      name: 'bob',
      userId: 'AIDA3D4LKY6FE5XJMJ6EO',
      accessKeys: [
        {
          accessKeyId: 'AKIARZPUZDIKITAAWEN3',
          secretAccessKey: '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',
          active: true,
        },
      ],
      mfaDevices: [],
      policies: [],
    },
  ],
  roles: [
    role('demo', 'AROA5YP2E4F3VJFILZFBP', trustAccount(), {
      maxSessionDurationSeconds: 43_200,
      policies: [allow('sts:*')],
    }),
    role('short', 'AROA4CFUMZAPLNSOIRWDR', trustAccount()),
    role('external', 'AROA557YCA7WUELD2U7IX', trustAccount({ StringEquals: { 'sts:ExternalId': '123ABC' } })),
    role('mfa', 'AROA5ICKIZBZULA5ZUQF7', trustAccount({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })),
    role(
      'chained',
      'AROAXH2QTN7THUB3VWTEN',
      trust({ AWS: `arn:aws:iam::${accountId}:role/demo` }, sessionActions),
      {
        maxSessionDurationSeconds: 43_200,
      },
    ),
    role('deep', 'AROA2O6YFZ7XEY55RHPMT', trustAccount(), { path: '/path/to/' }),
    role('tagged', 'AROACJFHFHQANVJFRYQNJ', {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: root() }, Action: ['sts:AssumeRole'] },
        {
          Effect: 'Allow',
          Principal: { AWS: root() },
          Action: ['sts:TagSession'],
          Condition: { StringLike: { 'aws:RequestTag/Project': '*' } },
        },
      ],
    }),
    role(
      'web',
      'AROARC34HSTAS7T674HXW',
      trust(
        { Federated: `arn:aws:iam::${accountId}:oidc-provider/${oidcHost}` },
        ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity'],
        { StringEquals: { [`${oidcHost}:aud`]: 'sts.amazonaws.com' } },
      ),
      { maxSessionDurationSeconds: 43_200 },
    ),
    role(
      'saml',
      'AROAMRCIO47CHTQBOECNW',
      trust(
        { Federated: `arn:aws:iam::${accountId}:saml-provider/conformance` },
        ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'],
        { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      ),
      { maxSessionDurationSeconds: 43_200 },
    ),
    role(
      'untrusting',
      'AROAUXVG6UL5YMSQCT5N2',
      trust({ AWS: 'arn:aws:iam::999999999999:root' }, ['sts:AssumeRole']),
    ),
  ],
  oidcProviders: [
    {
      issuer: `https://${oidcHost}`,
      clientIds: ['sts.amazonaws.com', 'sts-conformance'],
      jwks: { keys: [publicRsaKey(oidcTestKey)] },
      signingKey: oidcTestKey,
    },
  ],
  samlProviders: [
    {
      name: 'conformance',
      entityId: 'https://saml.sts-conformance.example/metadata',
      certificate: samlTestCertificate,
      privateKey: samlTestPrivateKey,
    },
  ],
  memberAccounts: ['111122223333'],
  delegationRequests: [
    {
      tradeInToken: 'sts-conformance-test-trade-in-token-reusable',
      assumedPrincipal: `arn:aws:iam::${accountId}:role/demo`,
      reusable: true,
    },
    {
      tradeInToken: 'sts-conformance-test-trade-in-token-single-use',
      assumedPrincipal: `arn:aws:iam::${accountId}:role/demo`,
    },
    {
      tradeInToken: 'sts-conformance-test-trade-in-token-expired',
      assumedPrincipal: `arn:aws:iam::${accountId}:role/demo`,
      expiresAt: '2026-01-01T00:00:00Z',
    },
  ],
  authorizationMessages: [
    {
      encoded: 'sts-conformance-test-message-kJ3v9QhXbT7mZ2LrYwC5',
      decoded: JSON.stringify({
        allowed: false,
        explicitDeny: false,
        matchedStatements: { items: [] },
        failures: { items: [] },
        context: {
          principal: { id: 'AIDA3D4LKY6FE5XJMJ6EO', name: 'bob', arn: `arn:aws:iam::${accountId}:user/bob` },
          action: 'ec2:RunInstances',
          resource: `arn:aws:ec2:us-east-1:${accountId}:instance/*`,
          conditions: { items: [] },
        },
      }),
    },
  ],
  centralizedRootAccess: true,
  outboundFederation: {
    organizationId: 'o-stsconform1',
    signingKeys: { RS256: outboundRsaTestKey, ES384: outboundEcTestKey },
  },
  managedPolicies: [
    { arn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess', document: allow('s3:Get*', 's3:List*') },
    { arn: `arn:aws:iam::${accountId}:policy/conformance`, document: allow('sts:*') },
  ],
};

function root(): string {
  return `arn:aws:iam::${accountId}:root`;
}

function allow(...actions: readonly string[]): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] };
}

function trust(principal: object, actions: readonly string[], condition?: object): object {
  const statement = { Effect: 'Allow', Principal: principal, Action: actions };
  return {
    Version: '2012-10-17',
    Statement: [condition === undefined ? statement : { ...statement, Condition: condition }],
  };
}

/** Trust in the whole account: the caller's own policies decide who of it. */
function trustAccount(condition?: object): object {
  return trust({ AWS: root() }, sessionActions, condition);
}

function role(name: string, roleId: string, trustPolicy: object, rest: Partial<Role> = {}): Role {
  return { name, path: '/', roleId, trustPolicy, maxSessionDurationSeconds: 3600, policies: [], ...rest };
}

function publicRsaKey({ kty, kid, alg, use, n, e }: typeof oidcTestKey): object {
  return { kty, kid, alg, use, n, e };
}
