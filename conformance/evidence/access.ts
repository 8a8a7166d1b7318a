/** Section C: authentication and authorization. */
import { sources, type EvidenceFact } from './fact.js';

const { argmin, argminPlan, commonErrors, recording } = sources;

export const accessFacts = {
  C1: {
    statement: 'A request without any authentication is 403 MissingAuthenticationToken.',
    sources: [commonErrors, recording],
    confidence: 'documented',
  },
  C2: {
    statement: 'An access key id that does not exist is 403 InvalidClientTokenId.',
    sources: [commonErrors, argmin],
    confidence: 'documented',
  },
  C6: {
    statement:
      'A signature that does not match the request is 403 SignatureDoesNotMatch, without the canonical request in the text.',
    sources: [argmin],
    confidence: 'recorded',
  },
  C21: {
    statement:
      'A trust policy that does not allow sts:SetSourceIdentity makes a SourceIdentity 403 AccessDenied.',
    sources: [argminPlan],
    confidence: 'recorded',
  },
  C22: {
    statement: 'Tags that the trust policy does not allow by sts:TagSession are 403 AccessDenied.',
    sources: [recording],
    confidence: 'reported',
  },
  C29: {
    statement: 'A wrong code of an MFA device is 403 AccessDenied.',
    sources: [
      'https://github.com/aws/aws-cli/issues/2279',
      'https://github.com/step-security/wait-for-secrets/issues/216',
    ],
    confidence: 'reported',
  },
  C30: {
    statement: 'An MFA device that does not exist or belongs to somebody else is 403 AccessDenied.',
    sources: [
      'https://github.com/99designs/aws-vault/issues/676',
      'https://github.com/aws/aws-cli/issues/6325',
    ],
    confidence: 'reported',
  },
} as const satisfies Record<string, EvidenceFact>;
