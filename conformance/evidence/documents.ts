/** Published rules: specifications and reference pages. */
import { sources, type EvidenceFact } from './fact.js';

export const documentFacts = {
  'spec:xml': {
    statement: 'An XML document that is not well-formed is none: a reader must stop (XML 1.0, section 2.1).',
    sources: ['https://www.w3.org/TR/xml/#sec-well-formed', 'https://www.w3.org/TR/xml-names/'],
    confidence: 'documented',
  },
  'spec:aws-query-response': {
    statement:
      'An awsQuery answer is text/xml: `<OperationResponse>` in the namespace of the service, holding `<OperationResult>` and `<ResponseMetadata>` with `<RequestId>`.',
    sources: [
      'Smithy, AWS query protocol: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html',
      sources.model,
    ],
    confidence: 'documented',
  },
  'spec:aws-query-empty-list': {
    statement:
      'An empty list travels as its bare key, `Name=`; how the live service reads that is not recorded.',
    sources: ['Smithy, AWS query protocol tests (EmptyQueryLists)'],
    confidence: 'inferred',
  },
  'doc:common-errors': {
    statement:
      'Every action may answer with the common errors: MissingAuthenticationToken, InvalidClientTokenId and AccessDenied are 403, ValidationError 400.',
    sources: [sources.commonErrors],
    confidence: 'documented',
  },
  'doc:temporary-credentials': {
    statement:
      'Each call that hands out temporary security credentials makes new ones: an access key id, a secret access key and a session token, which are unique in combination.',
    sources: [
      'IAM User Guide, temporary security credentials: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html',
      'IAM User Guide, identifiers: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
    ],
    confidence: 'documented',
  },
} as const satisfies Record<string, EvidenceFact>;
