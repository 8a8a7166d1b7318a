/** What a verdict means for the run, in one place for every format. */
import { isExcused } from '../expectations/excused.js';
import { atLeast, type Level } from '../verdict.js';
import type { CheckReport } from './report.js';

export interface FormatOptions {
  /** Findings below it do not fail the run; `must` by default. */
  readonly failOn?: Level | undefined;
}

/** True for a finding that fails the run: grave enough, and excused by no expectation. */
export function failsRun(check: CheckReport, { failOn = 'must' }: FormatOptions = {}): boolean {
  return check.verdict === 'fail' && !isExcused(check) && atLeast(check.level, failOn);
}
