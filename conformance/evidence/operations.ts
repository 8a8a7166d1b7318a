/** Sections E to H: federation, newer operations, identity and departures from the model. */
import { sources, type EvidenceFact } from './fact.js';

const { argmin, argminPlan, localstack, model, recording, reference } = sources;

export const operationFacts = {
  E1: {
    statement: 'AssumeRoleWithSAML and AssumeRoleWithWebIdentity take unsigned requests.',
    sources: [model, reference],
    confidence: 'documented',
  },
  E2: {
    statement: 'A web identity token that is no JWT is 400 InvalidIdentityToken.',
    sources: [recording],
    confidence: 'reported',
  },
  E11: {
    statement: 'A role that does not trust the token, or does not exist, is 403 AccessDenied.',
    sources: ['https://github.com/aws-actions/configure-aws-credentials/issues/357'],
    confidence: 'reported',
  },
  E15: {
    statement:
      'AssumeRoleWithWebIdentity answers name the audience, the provider (for a provider of the account its ARN) and the subject of the token.',
    sources: [recording, reference],
    confidence: 'reported',
  },
  E16: {
    statement: 'A SAML provider that does not exist is 400 InvalidIdentityToken.',
    sources: [recording],
    confidence: 'reported',
  },
  E17: {
    statement: 'A SAML assertion that is not base64, or no SAML response, is 400 InvalidIdentityToken.',
    sources: [recording],
    confidence: 'reported',
  },
  E19: {
    statement:
      'An assertion that does not offer the requested role with the provider is 400 InvalidIdentityToken.',
    sources: [recording],
    confidence: 'reported',
  },
  E24: {
    statement:
      'An AssumeRoleWithSAML answer holds Issuer, AssumedRoleUser, Credentials, Subject, SubjectType, NameQualifier and Audience.',
    sources: [`${reference}API_AssumeRoleWithSAML.html`],
    confidence: 'documented',
  },
  F1: {
    statement:
      'AssumeRoot takes a member account (or a principal of one) and a task policy for 0 to 900 seconds and answers with Credentials and, where one is set, SourceIdentity.',
    sources: [model, `${reference}API_AssumeRoot.html`],
    confidence: 'documented',
  },
  F2: {
    statement: 'AssumeRoot takes five task policies under arn:aws:iam::aws:policy/root-task/.',
    sources: [model, `${reference}API_AssumeRoot.html`],
    confidence: 'documented',
  },
  F6: {
    statement:
      'GetWebIdentityToken takes 1 to 10 audiences, RS256 or ES384, 60 to 3600 seconds (300 by default) and up to 50 tags, and answers with WebIdentityToken and Expiration.',
    sources: [model, `${reference}API_GetWebIdentityToken.html`],
    confidence: 'documented',
  },
  F9: {
    statement:
      'The issued token is a JWT; `aud` is the audience asked for (a text where there is one), `exp` its end, and the header names the algorithm asked for.',
    sources: [
      recording,
      'IAM User Guide, token claims: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_token_claims.html',
    ],
    confidence: 'documented',
  },
  F12: {
    statement:
      'GetDelegatedAccessToken takes a trade-in token and answers with Credentials, PackedPolicySize and AssumedPrincipal.',
    sources: [model, `${reference}API_GetDelegatedAccessToken.html`],
    confidence: 'documented',
  },
  G1: {
    statement:
      'GetCallerIdentity of an IAM user answers with its ARN, its id (`AIDA...`, 21 characters) and its account.',
    sources: [localstack, recording],
    confidence: 'recorded',
  },
  G3: {
    statement:
      'GetCallerIdentity of a role session answers with the ARN of the session and `<role id>:<session name>`.',
    sources: [argmin, localstack],
    confidence: 'recorded',
  },
  G6: {
    statement: 'GetAccessKeyInfo answers with the account of the key, 12 digits.',
    sources: [`${reference}API_GetAccessKeyInfo.html`, recording],
    confidence: 'documented',
  },
  G10: {
    statement: 'DecodeAuthorizationMessage answers with DecodedMessage, a JSON document.',
    sources: [
      'https://github.com/aws/aws-sdk-go/issues/1536',
      `${reference}API_DecodeAuthorizationMessage.html`,
    ],
    confidence: 'documented',
  },
  G11: {
    statement: 'A message that cannot be decoded is 400 InvalidAuthorizationMessageException.',
    sources: [model],
    confidence: 'documented',
  },
  G14: {
    statement:
      'Without DurationSeconds the role operations give 3600 seconds, GetSessionToken and GetFederationToken 43200, AssumeRoot 900, GetWebIdentityToken 300.',
    sources: [argmin, reference],
    confidence: 'documented',
  },
  H1: {
    statement: 'SourceIdentity is accepted up to 256 characters, although the model stops at 64.',
    sources: [argminPlan],
    confidence: 'recorded',
  },
} as const satisfies Record<string, EvidenceFact>;
