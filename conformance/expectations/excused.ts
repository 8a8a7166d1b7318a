/** What an expectation takes from the weight of a verdict. */
import type { ExpectationReport } from '../report/report.js';

/** True where the expectation holds: what it is about was seen as expected, or may be seen at times. */
export function excuses({ state }: ExpectationReport): boolean {
  return state === 'excused' || state === 'flaky';
}

/** True for a check, or an operation, whose finding is excused. */
export function isExcused({ expectation }: { readonly expectation?: ExpectationReport }): boolean {
  return expectation !== undefined && excuses(expectation);
}
