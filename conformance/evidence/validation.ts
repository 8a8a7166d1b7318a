/** Section B: how constraints and other input errors are answered. */
import { sources, type EvidenceFact } from './fact.js';

const { argmin, argminPlan, localstack, model, recording } = sources;

export const validationFacts = {
  B1: {
    statement:
      "A required member that is missing is 400 ValidationError: `1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null`. MissingParameter does not occur.",
    sources: [argmin],
    confidence: 'recorded',
  },
  B2: {
    statement:
      'A value that is too short is 400 ValidationError with `Member must have length greater than or equal to N`.',
    sources: [argmin],
    confidence: 'recorded',
  },
  B3: {
    statement: 'A value sent empty is too short, not missing: 400 ValidationError by length.',
    sources: [argmin],
    confidence: 'recorded',
  },
  B4: {
    statement:
      'A value that is too long is 400 ValidationError with `Member must have length less than or equal to N`.',
    sources: [argmin, localstack],
    confidence: 'recorded',
  },
  B5: {
    statement:
      'A value outside its pattern is 400 ValidationError with `Member must satisfy regular expression pattern: P`, P as in the model without anchors.',
    sources: [argmin, localstack],
    confidence: 'recorded',
  },
  B6: {
    statement:
      'An integer out of range is 400 ValidationError with `Member must have value greater than or equal to N` or `... less than or equal to N`.',
    sources: [argmin],
    confidence: 'recorded',
  },
  B7: {
    statement:
      'An empty RoleArn breaks length and pattern and is answered by one ValidationError that lists both.',
    sources: [argmin],
    confidence: 'recorded',
  },
  B12: {
    statement: 'A TokenCode of more or fewer than 6 characters is refused by length.',
    sources: [recording],
    confidence: 'reported',
  },
  B13: {
    statement: 'A federated user name of more than 32 characters is refused by length.',
    sources: [recording],
    confidence: 'reported',
  },
  B14: {
    statement:
      'Lengths count decoded characters, not bytes, and nothing is normalized first. Seen with characters up to U+FFFF alone.',
    sources: [argmin],
    confidence: 'recorded',
  },
  B15: {
    statement:
      'Characters beyond U+FFFF in a RoleArn are refused by the pattern, although its text seems to allow them.',
    sources: [argmin],
    confidence: 'recorded',
  },
  B16: {
    statement:
      'A RoleArn of AssumeRole that satisfies length and pattern but is no ARN is 400 ValidationError `<value> is invalid`, without the words `failed to satisfy constraint`; 20 characters such as `arn:a:a::aaaaaaaaaa:` are enough.',
    sources: [localstack, argmin],
    confidence: 'recorded',
  },
  B17: {
    statement:
      'A RoleArn of AssumeRoleWithWebIdentity that is no role ARN is 400 ValidationError `Request ARN is invalid`.',
    sources: [recording],
    confidence: 'reported',
  },
  B18: {
    statement: 'Whether an ARN is one is looked at only after all constraints hold.',
    sources: [localstack],
    confidence: 'recorded',
  },
  B19: {
    statement: 'A role that does not exist is 403 AccessDenied, like a role that does not trust the caller.',
    sources: [argmin],
    confidence: 'recorded',
  },
  B22: {
    statement: 'DurationSeconds -1, -2147483648 and 2147483647 are ordinary range violations.',
    sources: [argmin],
    confidence: 'recorded',
  },
  B24: {
    statement:
      'DurationSeconds above the MaxSessionDuration of the role is 400 ValidationError with a sentence of its own, without the words `failed to satisfy constraint`.',
    sources: [argmin, 'd2a4u/sqs4s PR 270 (raw body)'],
    confidence: 'recorded',
  },
  B25: {
    statement:
      'DurationSeconds above one hour for a chained role is 400 ValidationError with a sentence of its own.',
    sources: [argmin],
    confidence: 'recorded',
  },
  B27: {
    statement: 'ExternalId takes 2 to 1224 characters of `[\\w+=,.@:\\/-]`.',
    sources: [argmin],
    confidence: 'recorded',
  },
  B28: {
    statement: 'SourceIdentity takes 2 to 256 characters of `[\\w+=,.@-]`; the model stops at 64.',
    sources: [argminPlan],
    confidence: 'recorded',
  },
  B29: {
    statement: 'A SourceIdentity that begins with `aws:` is refused by the pattern: a colon is not in it.',
    sources: [argmin],
    confidence: 'recorded',
  },
  B31: {
    statement: 'A transitive tag key that is not among the tags is 400 InvalidParameterValue.',
    sources: [localstack],
    confidence: 'recorded',
  },
  B35: {
    statement: 'A managed policy that does not exist is InvalidParameterValue.',
    sources: [recording],
    confidence: 'reported',
  },
  B36: {
    statement: 'Session policies that are too large when packed are 400 PackedPolicyTooLarge.',
    sources: [model],
    confidence: 'documented',
  },
  B37: {
    statement:
      'Session tags that are too large when packed are refused as PackedPolicyTooLarge; the code on the wire has not been recorded.',
    sources: [recording],
    confidence: 'reported',
  },
  B39: {
    statement:
      'An inline policy that is not JSON is 400 MalformedPolicyDocument; the text has changed over the years.',
    sources: [
      'https://github.com/ansible-collections/amazon.aws/pull/2778',
      'https://github.com/hashicorp/vault/issues/1113',
    ],
    confidence: 'reported',
  },
  B40: {
    statement: 'A GetFederationToken policy of more than 2048 characters is refused by length.',
    sources: [model, 'https://github.com/getmoto/moto/issues/2075'],
    confidence: 'documented',
  },
  B41: {
    statement: 'A parameter that the operation does not know is ignored.',
    sources: [argmin],
    confidence: 'recorded',
  },
} as const satisfies Record<string, EvidenceFact>;
