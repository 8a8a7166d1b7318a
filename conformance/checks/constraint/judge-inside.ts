import type { OperationName } from '../../../generated/index.js';
import {
  blamesConstraint,
  isAccepted,
  isConstraintRefusal,
  neverAboutValues,
  type Reading,
} from '../../judge.js';
import type { Level } from '../../verdict.js';
import type { Tolerance } from '../../witnesses/plan.js';

/**
 * What the answer to a legal value says. `accepted`; `semantic`: refused by a later rule with a code of its own;
 * `by-text`: refused by a later rule that only the text tells from the constraint; `refused`: anything else.
 */
export type InsideJudgement = 'accepted' | 'semantic' | 'by-text' | 'refused';

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
  const isNamed = tolerance.codes === 'any' ? !neverAboutValues.has(code) : tolerance.codes.includes(code);
  return isNamed ? 'semantic' : 'refused';
}

/**
 * Weight of a wrong refusal where it is less than the check's. That a legal value is not refused for its constraint
 * rests on the model; with which code or text a later rule refuses it has in most cases only been reported.
 */
export function levelOfRefusal(reading: Reading, { codes, textual }: Tolerance): Level | undefined {
  if (reading.kind !== 'error' || reading.status >= 500) return undefined;
  if (isConstraintRefusal(reading)) {
    return textual || (codes.length > 0 && !blamesConstraint(reading)) ? 'should' : undefined;
  }
  return codes.length > 0 && !neverAboutValues.has(reading.error.code) ? 'should' : undefined;
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
