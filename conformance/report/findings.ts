import type { CheckReport } from './report.js';

/** Findings of one operation that look alike: the same area, the same answer instead of the same wanted one. */
export interface FindingGroup {
  readonly operation: string;
  /** The finding that is shown in full: the gravest, then the first. */
  readonly shown: CheckReport;
  readonly others: readonly CheckReport[];
}

const weight: Readonly<Record<CheckReport['level'], number>> = { must: 0, should: 1, may: 2 };

/** Groups failures by operation and cause; the gravest first within an operation, operations in their own order. */
export function groupFindings(checks: readonly CheckReport[]): readonly FindingGroup[] {
  const failed = checks.filter(({ verdict }) => verdict === 'fail');
  const groups = groupBy(failed, (check) => JSON.stringify([check.operation, causeOf(check)]));
  return [...groups.values()]
    .flatMap((group) => {
      const [shown, ...others] = group.toSorted((a, b) => weight[a.level] - weight[b.level]);
      return shown === undefined ? [] : [{ operation: shown.operation, shown, others }];
    })
    .toSorted(
      (a, b) =>
        a.operation.localeCompare(b.operation, 'en') ||
        weight[a.shown.level] - weight[b.shown.level] ||
        b.others.length - a.others.length,
    );
}

/** What two findings share when one defect is behind both. */
function causeOf(check: CheckReport): readonly (string | null)[] {
  return check.area === 'constraint'
    ? [check.area, check.constraint, check.side, check.got]
    : [check.area, check.reason, check.got];
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
