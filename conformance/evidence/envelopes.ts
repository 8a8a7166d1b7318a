/** Section A: envelopes, headers and the form of values. */
import { sources, type EvidenceFact } from './fact.js';

const { argmin, localstack, recording } = sources;

export const envelopeFacts = {
  A1: {
    statement:
      'A success is `<XxxResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">` with `XxxResult` and `ResponseMetadata/RequestId`. The namespace ends in a slash; no XML declaration, two blanks of indentation, line feeds, a final newline.',
    sources: [argmin],
    confidence: 'recorded',
  },
  A2: {
    statement:
      'An error is `ErrorResponse` in the namespace of the service, with `Error` (Type, Code, Message in this order) and, as its sibling, `RequestId`; the type of a client error is Sender.',
    sources: [
      argmin,
      'https://github.com/awslabs/aws-sdk-rust/issues/827',
      'https://github.com/mozilla-iam/mozilla-aws-cli/issues/146',
      'https://github.com/jlevers/selling-partner-api/issues/278',
    ],
    confidence: 'recorded',
  },
  A5: {
    statement:
      'Every answer of the service carries x-amzn-RequestId, a UUID equal to the RequestId of the body, and Date; bodies are `Content-Type: text/xml` without a charset.',
    sources: [argmin, recording],
    confidence: 'recorded',
  },
  A7: {
    statement:
      'Request ids are lower-case UUIDs; older ones look like version 1, recent ones like version 4.',
    sources: [argmin, recording],
    confidence: 'recorded',
  },
  A10: {
    statement:
      'An AssumeRole answer holds AssumedRoleUser (AssumedRoleId, Arn), Credentials (AccessKeyId, SecretAccessKey, SessionToken, Expiration) and, where one is set, SourceIdentity.',
    sources: [argmin],
    confidence: 'recorded',
  },
  A11: {
    statement:
      'An AssumeRoleWithWebIdentity answer holds Audience, AssumedRoleUser, Provider, Credentials and SubjectFromWebIdentityToken.',
    sources: [recording],
    confidence: 'reported',
  },
  A13: {
    statement:
      'Expiration is written `YYYY-MM-DDTHH:MM:SSZ`: whole seconds, UTC. The milliseconds of the documentation examples do not occur.',
    sources: [argmin, recording],
    confidence: 'recorded',
  },
  A14: {
    statement: 'Expiration is the Date of the answer plus DurationSeconds, or one second less.',
    sources: [argmin],
    confidence: 'recorded',
  },
  A15: {
    statement: 'A temporary access key id has 20 characters: `ASIA` and upper-case letters or digits.',
    sources: [argmin],
    confidence: 'recorded',
  },
  A16: {
    statement: 'A secret access key has 40 characters of the base64 alphabet.',
    sources: [argmin],
    confidence: 'recorded',
  },
  A17: {
    statement:
      'A session token has at least 100 characters of the base64 alphabet; its size is not fixed and no size may be relied upon.',
    sources: [argmin, sources.model],
    confidence: 'recorded',
  },
  A18: {
    statement:
      'AssumedRoleId is the id of the role (21 characters, `AROA...`, the same for every session of the role), a colon and the session name.',
    sources: [argmin, localstack],
    confidence: 'recorded',
  },
  A19: {
    statement:
      'The ARN of a role session is `arn:aws:sts::<account>:assumed-role/<role name>/<session name>`; the path of the role is dropped.',
    sources: [argmin],
    confidence: 'recorded',
  },
  A20: {
    statement:
      'A federated user has the ARN `arn:aws:sts::<account>:federated-user/<name>` and the id `<account>:<name>`.',
    sources: [localstack],
    confidence: 'recorded',
  },
  A21: {
    statement: 'Without policies and tags an AssumeRole answer has no PackedPolicySize element (not even 0).',
    sources: [argmin, localstack],
    confidence: 'recorded',
  },
  A22: {
    statement: 'With a small inline policy an AssumeRole answer holds PackedPolicySize, a whole percentage.',
    sources: [localstack],
    confidence: 'recorded',
  },
  A23: {
    statement: 'Without a policy a GetFederationToken answer holds PackedPolicySize, and it is 0.',
    sources: [localstack],
    confidence: 'recorded',
  },
} as const satisfies Record<string, EvidenceFact>;
