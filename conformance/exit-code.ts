import type { Report } from './report/report.js';
import { atLeast, type Level } from './verdict.js';

export interface ExitOptions {
  /** Findings below it do not fail a run; `must` by default. */
  readonly failOn?: Level;
  /** Makes `unsupported` a failure: of these operations, or of all with `true`. */
  readonly requireOperations?: boolean | readonly string[];
  /** True where a profile was asked for: a `skip` makes the run incomplete then. */
  readonly profile?: boolean;
}

/**
 * The exit code that a report earns: 130 interrupted, 4 a check ended in `error`, 3 incomplete, 1 a finding at or
 * above `failOn`, 0 none of these. The first that applies wins.
 */
export function exitCode(report: Report, options: ExitOptions = {}): 0 | 1 | 3 | 4 | 130 {
  const { failOn = 'must', requireOperations = false, profile = false } = options;
  if (report.interrupted) return 130;
  if (report.summary.error > 0) return 4;
  if (report.incomplete || report.summary.notRun > 0) return 3;
  if (profile && report.summary.skip > 0) return 3;
  if (report.checks.some(({ verdict, level }) => verdict === 'fail' && atLeast(level, failOn))) return 1;
  const lacking = report.operations
    .filter(({ support }) => support === 'unsupported')
    .map(({ name }) => name);
  const required = (name: string): boolean =>
    typeof requireOperations === 'boolean' ? requireOperations : requireOperations.includes(name);
  return lacking.some(required) ? 1 : 0;
}
