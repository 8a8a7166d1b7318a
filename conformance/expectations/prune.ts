/** Takes out of a file of expectations what is no longer so. */
import type { Report } from '../report/report.js';
import { applyExpectations } from './apply.js';
import { withUsedReasons, type Expectations } from './expectations.js';

export interface Pruned {
  readonly expectations: Expectations;
  /** Ids of checks, or names of operations, that are no longer expected to fail. */
  readonly removed: readonly string[];
}

/** Takes out what the report shows to be stale; entries that nothing is left of, and reasons that nobody uses, go too. */
export function pruneExpectations(expectations: Expectations, report: Report): Pruned {
  const { stale = [] } = applyExpectations(report, expectations, { today: new Date() }).expectations ?? {};
  const gone = new Set(stale.map(({ entry }) => entry));
  const entries = expectations.entries.flatMap((entry, index) => {
    if (entry.checks === undefined) return gone.has(`/entries/${index}`) ? [] : [entry];
    const checks = entry.checks.filter((_, at) => !gone.has(`/entries/${index}/checks/${at}`));
    return checks.length === 0 ? [] : [{ ...entry, checks }];
  });
  return {
    expectations: withUsedReasons({ ...expectations, entries }),
    removed: stale.map(({ check, operation }) => check ?? operation),
  };
}
