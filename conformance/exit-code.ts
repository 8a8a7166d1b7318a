import { isExcused } from './expectations/excused.js';
import type { Report } from './report/report.js';
import { atLeast, type Level } from './verdict.js';

export interface ExitOptions {
  /** Findings below it do not fail a run; `must` by default. */
  readonly failOn?: Level;
  /** Makes `unsupported` a failure: of these operations, or of all with `true`; not where an expectation excuses it. */
  readonly requireOperations?: boolean | readonly string[];
  /** True where a profile was asked for: a `skip` makes the run incomplete then. */
  readonly profile?: boolean;
}

/**
 * The exit code that a report earns: 130 interrupted, 4 a check ended in `error`, 3 incomplete, 1 a finding at or
 * above `failOn` that no expectation excuses, an expectation that is stale or has expired, or a required operation that
 * is unsupported, 0 none of these. The first that applies wins.
 */
export function exitCode(report: Report, options: ExitOptions = {}): 0 | 1 | 3 | 4 | 130 {
  const { failOn = 'must', requireOperations = false, profile = false } = options;
  if (report.interrupted) return 130;
  if (report.summary.error > 0) return 4;
  if (report.incomplete || report.summary.notRun > 0) return 3;
  if (profile && report.summary.skip > 0) return 3;
  const isFinding = (check: Report['checks'][number]): boolean =>
    check.verdict === 'fail' && atLeast(check.level, failOn) && !isExcused(check);
  if (report.checks.some(isFinding)) return 1;
  const { stale = [], expired = [] } = report.expectations ?? {};
  if (stale.length > 0 || expired.length > 0) return 1;
  const lacking = report.operations
    .filter((operation) => operation.support === 'unsupported' && !isExcused(operation))
    .map(({ name }) => name);
  const required = (name: string): boolean =>
    typeof requireOperations === 'boolean' ? requireOperations : requireOperations.includes(name);
  return lacking.some(required) ? 1 : 0;
}
