import { isExcused } from '../expectations/excused.js';
import type { Level } from '../verdict.js';
import type { CheckReport } from './report.js';

/** Findings that one defect may be behind: the same kind of requirement, the same answer instead of what is wanted. */
export interface FindingGroup {
  /** The finding that is shown in full: the gravest, and the first of these. */
  readonly shown: CheckReport;
  readonly others: readonly CheckReport[];
}

const weight: Readonly<Record<Level, number>> = { must: 0, should: 1, may: 2 };

/** Groups failures that nothing excuses by cause; the gravest first, then what most checks meet. */
export function groupFindings(checks: readonly CheckReport[]): readonly FindingGroup[] {
  const failed = checks.filter((check) => check.verdict === 'fail' && !isExcused(check));
  const groups = groupBy(failed, (check) => JSON.stringify(causeOf(check)));
  return [...groups.values()]
    .flatMap((group) => {
      const [shown, ...others] = group.toSorted(
        (a, b) => weight[a.level] - weight[b.level] || sideOf(a) - sideOf(b),
      );
      return shown === undefined ? [] : [{ shown, others }];
    })
    .toSorted((a, b) => weight[a.shown.level] - weight[b.shown.level] || b.others.length - a.others.length);
}

/** What is refused wrongly or not at all shows a defect better than its twin. */
function sideOf({ side }: CheckReport): number {
  return side === 'inside' ? 1 : 0;
}

/** What findings share when one defect is behind them. Names of operations and values that differ by chance do not count. */
function causeOf(check: CheckReport): readonly string[] {
  const got = (check.got ?? '').replaceAll(check.operation, '*');
  if (check.area === 'constraint') return [check.area, check.constraint?.replace(/\..*/, '') ?? '', got];
  const reason = (check.reason ?? '').replaceAll(check.operation, '*');
  return [check.area, reason, /^\d{3} |^no answer/.test(got) ? got : nameOf(check)];
}

/** The id without its area and operation. */
export function nameOf({ id, area, operation }: Pick<CheckReport, 'id' | 'area' | 'operation'>): string {
  const prefix = `${area}/${operation}/`;
  return id.startsWith(prefix) ? id.slice(prefix.length) : id;
}

/** Items by key; keys and items in the order in which they came. */
export function groupBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
