import type { OperationName } from '../../../generated/index.js';
import { blamesConstraint, isAccepted, isConstraintRefusal, type Reading } from '../../judge.js';
import type { Tolerance } from '../../witnesses/plan.js';

/**
 * What the answer to a legal value says. `accepted`; `semantic`: refused by a later rule with a code of its own;
 * `by-text`: refused by a later rule that only the text tells from the constraint; `refused`: anything else.
 */
export type InsideJudgement = 'accepted' | 'semantic' | 'by-text' | 'refused';

/** Codes that never speak about the value of a member: routing, authentication and trouble of the endpoint. */
const neverSemantic = new Set([
  'ValidationError',
  'MalformedInput',
  'InvalidAction',
  'MissingAction',
  'MissingParameter',
  'MalformedQueryString',
  'UnknownOperationException',
  'NotImplemented',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'RequestExpired',
  'InternalError',
  'InternalFailure',
  'ServiceFailure',
  'ServiceUnavailable',
]);

export function judgeInside(
  reading: Reading,
  operation: OperationName,
  tolerance: Tolerance,
): InsideJudgement {
  if (isAccepted(reading, operation)) return 'accepted';
  if (isConstraintRefusal(reading)) {
    return tolerance.textual && !blamesConstraint(reading) ? 'by-text' : 'refused';
  }
  if (reading.kind !== 'error' || reading.status >= 500) return 'refused';
  const { code } = reading.error;
  const isNamed = tolerance.codes === 'any' ? !neverSemantic.has(code) : tolerance.codes.includes(code);
  return isNamed ? 'semantic' : 'refused';
}

/** The answers that a tolerance allows, in words. */
export function wantedInside(operation: OperationName, { codes, textual }: Tolerance): string {
  const others = codes === 'any' ? ['any other refusal'] : [...codes];
  return [
    `200 ${operation}Response`,
    ...others,
    ...(textual ? ['a ValidationError that does not blame the constraint'] : []),
  ].join(', or ');
}
