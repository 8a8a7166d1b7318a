/** Tokens and assertions of the world's providers, for both operations that need no signature. */
import { defaultWorld } from '../world/default.js';
import { samlProviderArn } from '../world/lookup.js';
import { mintSamlAssertion, mintWebIdentityToken } from '../world/mint.js';
import type { ClientCase } from './client-case.js';
import { account, assume, demo, errors, fails, issuedKey, noise, sessionPolicy, succeeds } from './known.js';

const minute = 60_000;
const tooMuch = sessionPolicy().replace(
  '[]',
  `[{"Effect":"Allow","Action":"sts:*","Resource":"arn:aws:s3:::${noise(1900)}"}]`,
);

export async function federationCases(now: Date): Promise<readonly ClientCase[]> {
  return [...(await webIdentityCases(now)), ...samlCases(now)];
}

async function webIdentityCases(now: Date): Promise<readonly ClientCase[]> {
  const operation = 'AssumeRoleWithWebIdentity';
  const base = { subject: 'repo:example', audience: 'sts.amazonaws.com', now };
  const WebIdentityToken = await mintWebIdentityToken(defaultWorld, base);
  const past = new Date(now.getTime() - 61 * minute);
  const expired = await mintWebIdentityToken(defaultWorld, { ...base, now: past });
  const otherAudience = await mintWebIdentityToken(defaultWorld, { ...base, audience: 'other' });
  const input = assume('web', { WebIdentityToken });
  return [
    succeeds(operation, operation, input, {
      'AssumedRoleUser.Arn': `^arn:aws:sts::${account}:assumed-role/web/client$`,
      'Credentials.AccessKeyId': issuedKey,
      Audience: '^sts\\.amazonaws\\.com$',
      Provider: `^arn:aws:iam::${account}:oidc-provider/oidc\\.sts-conformance\\.example$`,
      SubjectFromWebIdentityToken: '^repo:example$',
    }),
    succeeds(
      'GetCallerIdentity of a web session',
      'GetCallerIdentity',
      {},
      { Arn: '/web/client$' },
      { signer: { from: operation } },
    ),
    fails(
      `${operation}, expired`,
      operation,
      assume('web', { WebIdentityToken: expired }),
      errors.expiredToken,
    ),
    fails(
      `${operation}, no token`,
      operation,
      assume('web', { WebIdentityToken: 'none' }),
      errors.invalidIdentityToken,
    ),
    fails(
      `${operation}, another audience`,
      operation,
      assume('web', { WebIdentityToken: otherAudience }),
      errors.invalidIdentityToken,
    ),
    fails(
      `${operation}, another role`,
      operation,
      { ...input, RoleArn: demo },
      {
        ...errors.accessDenied,
        message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
      },
    ),
    ...policyRefusals(operation, input),
  ];
}

function samlCases(now: Date): readonly ClientCase[] {
  const operation = 'AssumeRoleWithSAML';
  const [provider] = defaultWorld.samlProviders;
  if (provider === undefined) throw new Error('the built-in world has no SAML provider');
  const base = { sessionName: 'client', now };
  const { RoleArn } = assume('saml');
  const input = {
    RoleArn,
    PrincipalArn: samlProviderArn(defaultWorld, provider),
    SAMLAssertion: mintSamlAssertion(defaultWorld, base),
  };
  const past = new Date(now.getTime() - 10 * minute);
  const old = mintSamlAssertion(defaultWorld, { ...base, now: past });
  const forDemo = mintSamlAssertion(defaultWorld, { ...base, roleArn: demo });
  return [
    succeeds(operation, operation, input, {
      'AssumedRoleUser.Arn': `^arn:aws:sts::${account}:assumed-role/saml/client$`,
      'Credentials.AccessKeyId': issuedKey,
      Audience: '^https://signin\\.aws\\.amazon\\.com/saml$',
      Issuer: '^https://saml\\.sts-conformance\\.example/metadata$',
      NameQualifier: '^[A-Za-z0-9+/]{27}=$',
      Subject: '^conformance$',
      SubjectType: '^persistent$',
    }),
    succeeds(
      'GetCallerIdentity of a SAML session',
      'GetCallerIdentity',
      {},
      { Arn: '/saml/client$' },
      { signer: { from: operation } },
    ),
    fails(`${operation}, expired`, operation, { ...input, SAMLAssertion: old }, errors.expiredToken),
    fails(
      `${operation}, no assertion`,
      operation,
      { ...input, SAMLAssertion: '****' },
      errors.invalidIdentityToken,
    ),
    fails(
      `${operation}, another role`,
      operation,
      { ...input, RoleArn: demo, SAMLAssertion: forDemo },
      errors.accessDenied,
    ),
    ...policyRefusals(operation, input),
  ];
}

function policyRefusals(
  operation: ClientCase['operation'],
  input: ClientCase['input'],
): readonly ClientCase[] {
  return [
    fails(`${operation}, no policy`, operation, { ...input, Policy: 'none' }, errors.malformedPolicy),
    fails(`${operation}, too much policy`, operation, { ...input, Policy: tooMuch }, errors.packedTooLarge),
    fails(`${operation} in a disabled region`, operation, input, errors.regionDisabled, {
      endpoint: 'disabled',
    }),
  ];
}
