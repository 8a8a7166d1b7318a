/** Holds a report against what was expected of the endpoint. */
import type {
  CheckReport,
  ExpectationReport,
  ExpectationsReport,
  OperationReport,
  Report,
} from '../report/report.js';
import { reasonOf, type ExpectationEntry, type Expectations } from './expectations.js';
import { excuses } from './excused.js';
import { signatureOf } from './signature.js';

export interface ApplyOptions {
  /** Entries whose last day is before it have expired; in UTC. */
  readonly today: Date;
  /** Name of the file, for the report. */
  readonly file?: string | undefined;
}

/**
 * The report with what the expectations make of every check and operation. Verdicts stay as they were seen. Only a
 * `fail` with the expected signature, or an operation that is `unsupported` as expected, is excused: never an `error`,
 * a `not-run` or a `skip`.
 */
export function applyExpectations(report: Report, expectations: Expectations, options: ApplyOptions): Report {
  const today = options.today.toISOString().slice(0, 10);
  const checks = new Map(report.checks.map((check) => [check.id, check]));
  const operations = new Map(report.operations.map((operation) => [operation.name, operation]));
  const judged = expectations.entries.flatMap((entry, index) => {
    const judge = (check: string | null, seen: Seen): ExpectationReport => ({
      entry: `/entries/${index}${check === null ? '' : `/checks/${entry.checks?.indexOf(check) ?? 0}`}`,
      kind: entry.kind,
      check,
      operation: entry.operation,
      state: entry.expires !== undefined && entry.expires < today ? 'expired' : stateOf(entry, seen),
      expected: entry.observed,
      now: seen.text,
      reason: reasonOf(expectations, entry),
      ticket: entry.ticket ?? null,
      expires: entry.expires ?? null,
    });
    return entry.checks === undefined
      ? [judge(null, seenOfOperation(operations.get(entry.operation)))]
      : entry.checks.map((id) => judge(id, seenOfCheck(checks.get(id))));
  });
  const ofCheck = bySubject(
    judged.filter(({ check }) => check !== null),
    ({ check }) => check ?? '',
  );
  const ofOperation = bySubject(
    judged.filter(({ check }) => check === null),
    ({ operation }) => operation,
  );
  return {
    ...report,
    expectations: sumUp(judged, options.file),
    operations: report.operations.map((operation) =>
      withExpectation(operation, ofOperation.get(operation.name)),
    ),
    checks: report.checks.map((check) => withExpectation(check, ofCheck.get(check.id))),
  };
}

/** What was seen of a check or an operation: the signature where it missed something, else a word. */
interface Seen {
  readonly kind: 'failed' | 'lacking' | 'fulfilled' | 'unknown';
  readonly text: string;
}

function seenOfCheck(check: CheckReport | undefined): Seen {
  if (check === undefined) return { kind: 'unknown', text: 'not part of the run' };
  switch (check.verdict) {
    case 'pass':
      return { kind: 'fulfilled', text: 'pass' };
    case 'fail':
      return { kind: 'failed', text: signatureOf(check) };
    case 'unsupported':
      return { kind: 'lacking', text: (check.reason ?? '').split(': ', 1)[0] ?? '' };
    case 'skip':
    case 'error':
    case 'not-run':
      return { kind: 'unknown', text: check.verdict };
  }
}

function seenOfOperation(operation: OperationReport | undefined): Seen {
  if (operation === undefined) return { kind: 'unknown', text: 'not part of the run' };
  switch (operation.support) {
    case 'supported':
    case 'invalid':
      return { kind: 'fulfilled', text: operation.decidedBy };
    case 'unsupported':
      return { kind: 'lacking', text: operation.decidedBy };
    case 'fixture-missing':
    case 'unknown':
    case 'disputed':
      return { kind: 'unknown', text: operation.decidedBy };
  }
}

function stateOf({ kind, observed, phase }: ExpectationEntry, seen: Seen): ExpectationReport['state'] {
  const isMet = seen.kind === (kind === 'unsupported' ? 'lacking' : 'failed') && seen.text === observed;
  const isKnown = seen.kind !== 'unknown' && (kind === 'unsupported' || seen.kind !== 'lacking');
  switch (kind) {
    case 'flaky':
      return isMet || seen.kind === 'fulfilled' ? 'flaky' : 'unobserved';
    case 'known-failing':
    case 'unsupported':
      if (isMet) return 'excused';
      return isKnown && phase !== 'random' ? 'stale' : 'unobserved';
  }
}

/** The expectation that excuses a subject, or else the first one about it. */
function bySubject(
  judged: readonly ExpectationReport[],
  subjectOf: (judged: ExpectationReport) => string,
): ReadonlyMap<string, ExpectationReport> {
  const found = new Map<string, ExpectationReport>();
  for (const expectation of judged) {
    const subject = subjectOf(expectation);
    const other = found.get(subject);
    if (other === undefined || (!excuses(other) && excuses(expectation))) found.set(subject, expectation);
  }
  return found;
}

/** Without what an earlier file said. */
function withExpectation<Subject extends { readonly expectation?: ExpectationReport }>(
  subject: Subject,
  expectation: ExpectationReport | undefined,
): Subject {
  const { expectation: _earlier, ...plain } = subject;
  return (expectation === undefined ? plain : { ...plain, expectation }) as Subject;
}

function sumUp(judged: readonly ExpectationReport[], file: string | undefined): ExpectationsReport {
  const inState = (state: ExpectationReport['state']): readonly ExpectationReport[] =>
    judged.filter((expectation) => expectation.state === state);
  const excused = inState('excused');
  return {
    file: file ?? null,
    excused: excused.filter(({ kind }) => kind === 'known-failing').length,
    flaky: new Set(inState('flaky').map(({ check }) => check)).size,
    unsupported: excused.filter(({ kind }) => kind === 'unsupported').length,
    unobserved: inState('unobserved').length,
    stale: inState('stale'),
    expired: inState('expired'),
  };
}
