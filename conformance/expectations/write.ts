/** Makes a file of expectations from a report. The reasons are for people to write. */
import { operations, type OperationName } from '../../generated/index.js';
import { groupBy } from '../report/findings.js';
import type { CheckReport, Report } from '../report/report.js';
import {
  expectationsSchema,
  withUsedReasons,
  type ExpectationEntry,
  type Expectations,
} from './expectations.js';
import { signatureOf } from './signature.js';

/** What one check or operation did; entries are groups of them. */
interface Observation {
  readonly group: string;
  readonly check: string | undefined;
  readonly entry: ExpectationEntry;
}

/**
 * Expectations for everything that failed or is unsupported in a report: one entry for the checks of an operation that
 * fail in the same way. Reasons are empty, except those that `earlier` gives for the same check and signature, with
 * its ticket and last day. What `earlier` calls flaky stays so, and what only generated values show stays, too, when this
 * run has not shown it.
 */
export function buildExpectations(report: Report, earlier?: Expectations): Expectations {
  const observations = [
    ...report.operations.flatMap((operation) =>
      operation.support === 'unsupported' && isOperation(operation.name)
        ? [observe('unsupported', operation.name, operation.decidedBy, undefined, earlier)]
        : [],
    ),
    ...report.checks.flatMap((check) =>
      check.verdict === 'fail' && isOperation(check.operation)
        ? [observe('known-failing', check.operation, signatureOf(check), check, earlier)]
        : [],
    ),
  ];
  const entries = [...groupBy(observations, ({ group }) => group).values()].flatMap(mergeGroup);
  const kept = (earlier?.entries ?? []).flatMap((entry) => keepEntry(entry, observations));
  return withUsedReasons({
    schema: expectationsSchema,
    ...(earlier?.about === undefined ? {} : { about: earlier.about }),
    reasons: earlier?.reasons ?? {},
    entries: [...entries, ...kept],
  });
}

function observe(
  kind: ExpectationEntry['kind'],
  operation: OperationName,
  observed: string,
  check: CheckReport | undefined,
  earlier: Expectations | undefined,
): Observation {
  const known = earlier?.entries.find(
    (entry) => entry.observed === observed && isAbout(entry, operation, check?.id),
  );
  const { reason = '', ticket, expires } = known ?? {};
  const entry: ExpectationEntry = {
    kind,
    operation,
    observed,
    ...(typeof check?.path === 'string' ? { phase: 'random' as const } : {}),
    reason,
    ...(ticket === undefined ? {} : { ticket }),
    ...(expires === undefined ? {} : { expires }),
  };
  // Until somebody has said that two requirements fail for one reason, each kind of requirement is asked about.
  const requirement = reason === '' && check !== undefined ? requirementOf(check) : '';
  return {
    group: known?.kind === 'flaky' ? 'flaky' : JSON.stringify([entry, requirement]),
    check: check?.id,
    entry,
  };
}

/** What of an earlier entry does not depend on having been observed again. */
function keepEntry(
  entry: ExpectationEntry,
  observations: readonly Observation[],
): readonly ExpectationEntry[] {
  if (entry.kind === 'flaky') return [entry];
  if (entry.phase !== 'random' || entry.checks === undefined) return [];
  const isObserved = (id: string): boolean =>
    observations.some(({ check, entry: now }) => check === id && now.observed === entry.observed);
  const checks = entry.checks.filter((id) => !isObserved(id));
  return checks.length === 0 ? [] : [{ ...entry, checks }];
}

function isAbout(entry: ExpectationEntry, operation: string, check: string | undefined): boolean {
  return check === undefined
    ? entry.checks === undefined && entry.operation === operation
    : (entry.checks ?? []).includes(check);
}

/** The kind of constraint, whatever its side; of other checks the last part of the id. */
function requirementOf({ id, area, operation, constraint }: CheckReport): string {
  return constraint?.split('.', 1)[0] ?? id.slice(`${area}/${operation}`.length);
}

function mergeGroup(group: readonly Observation[]): readonly ExpectationEntry[] {
  const [first] = group;
  if (first === undefined || first.group === 'flaky') return [];
  const checks = group.flatMap(({ check }) => (check === undefined ? [] : [check]));
  return [checks.length === 0 ? first.entry : { ...first.entry, checks }];
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}
