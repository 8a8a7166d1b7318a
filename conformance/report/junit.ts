/**
 * The report as JUnit XML: a suite for each operation, a case for each check. A finding that fails the run is a
 * failure; what says nothing about the target for a fault of ours, or because it was never tried, is an error; what was
 * left out on purpose is skipped, and so is a finding that does not fail the run. Only what was seen to hold passes.
 */
import { isExcused } from '../expectations/excused.js';
import { evidenceText } from './evidence-text.js';
import { exampleText } from './example-text.js';
import { groupBy } from './findings.js';
import { escapeMarkup, escapeMarkupLines } from './markup.js';
import type { CheckReport, Report } from './report.js';
import { failsRun, type FormatOptions } from './standing.js';

/** XML 1.0 with a final newline. */
export function formatJunit(report: Report, options: FormatOptions = {}): string {
  const cases = report.checks.map((check) => ({ check, ...buildCase(check, options) }));
  const suites = [...groupBy(cases, ({ check }) => check.operation)].map(([operation, group]) =>
    buildSuite(report, operation, group),
  );
  const ofRun = runSuiteOf(report);
  if (ofRun !== undefined) suites.push(ofRun);
  const sum = (pick: (suite: Suite) => number): number =>
    suites.reduce((total, suite) => total + pick(suite), 0);
  const totals = countsOf({
    tests: sum(({ tests }) => tests),
    failures: sum(({ failures }) => failures),
    errors: sum(({ errors }) => errors),
    skipped: sum(({ skipped }) => skipped),
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sts-conformance" ${totals} time="${inSeconds(report.durationMs)}">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
}

type Kind = 'passed' | 'failure' | 'error' | 'skipped';

interface Case {
  readonly kind: Kind;
  readonly check: CheckReport;
  readonly xml: string;
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

interface Suite extends Counts {
  readonly xml: string;
}

function buildSuite(report: Report, operation: string, cases: readonly Case[]): Suite {
  const count = (kind: Kind): number => cases.filter((each) => each.kind === kind).length;
  const counts = {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
  const durationMs = cases.reduce((sum, { check }) => sum + check.durationMs, 0);
  const facts = [
    ['endpoint', report.target.endpoint],
    ['region', report.target.region],
    ['seed', String(report.seed)],
    ['suite', report.suite.version],
  ] as const;
  const xml = [
    `  <testsuite name="${escapeMarkup(operation)}" ${countsOf(counts)} time="${inSeconds(durationMs)}" timestamp="${escapeMarkup(report.startedAt.replace(/\.\d+Z$/, ''))}">`,
    '    <properties>',
    ...facts.map(([name, value]) => `      <property name="${name}" value="${escapeMarkup(value)}"/>`),
    '    </properties>',
    ...cases.map((each) => each.xml),
    '  </testsuite>',
  ].join('\n');
  return { ...counts, xml };
}

function countsOf({ tests, failures, errors, skipped }: Counts): string {
  return `tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function buildCase(
  check: CheckReport,
  options: FormatOptions,
): { readonly kind: Kind; readonly xml: string } {
  const { kind, type, message, details } = outcomeOf(check, options);
  const head = `    <testcase classname="${escapeMarkup(`${check.operation}.${check.area}`)}" name="${escapeMarkup(check.id)}" time="${inSeconds(check.durationMs)}"`;
  if (kind === 'passed') return { kind, xml: `${head}/>` };
  const told = `message="${escapeMarkup(message)}"`;
  const inner =
    kind === 'skipped'
      ? `      <skipped ${told}/>`
      : `      <${kind} type="${type}" ${told}>${escapeMarkupLines(details)}</${kind}>`;
  const out =
    kind === 'skipped' && details !== ''
      ? `\n      <system-out>${escapeMarkupLines(details)}</system-out>`
      : '';
  return { kind, xml: `${head}>\n${inner}${out}\n    </testcase>` };
}

interface CaseOutcome {
  readonly kind: Kind;
  readonly type: string;
  readonly message: string;
  /** Lines of text; none where the message says it all. */
  readonly details: string;
}

function outcomeOf(check: CheckReport, options: FormatOptions): CaseOutcome {
  const reason = check.reason ?? '';
  switch (check.verdict) {
    case 'pass':
      return { kind: 'passed', type: '', message: '', details: '' };
    case 'fail': {
      const message = `${reason}: wanted ${check.wanted ?? ''}, got ${check.got ?? ''}`;
      const details = detailsOf(check);
      if (failsRun(check, options)) return { kind: 'failure', type: check.level, message, details };
      const why = isExcused(check)
        ? `an expected finding (${check.expectation?.reason ?? ''})`
        : `a finding of level ${check.level} that does not fail the run`;
      return { kind: 'skipped', type: check.level, message: `${why}: ${message}`, details };
    }
    case 'skip':
      return { kind: 'skipped', type: 'skip', message: `fixture missing: ${reason}`, details: '' };
    case 'unsupported':
      return { kind: 'skipped', type: 'unsupported', message: `unsupported: ${reason}`, details: '' };
    case 'error':
      return { kind: 'error', type: 'suite', message: `the suite failed: ${reason}`, details: reason };
    case 'not-run':
      return { kind: 'error', type: 'not-run', message: `not run: ${reason}`, details: reason };
  }
}

function detailsOf(check: CheckReport): string {
  return [
    '',
    check.title,
    `because   ${check.reason ?? ''}`,
    `wanted    ${check.wanted ?? ''}`,
    `got       ${check.got ?? ''}`,
    ...(check.counterexample === null ? [] : [`example   ${exampleText(check.counterexample)}`]),
    `evidence  ${evidenceText(check.evidence)}`,
    '',
  ].join('\n');
}

/**
 * What fails a run beside its checks. A run that was cut short must not look green because nothing has failed until
 * then, and an expectation that no longer holds fails the run by itself.
 */
function runSuiteOf(report: Report): Suite | undefined {
  const incomplete = report.incomplete
    ? [
        caseOfRun(
          'complete',
          'error',
          'incomplete',
          `the run is incomplete: ${report.incompleteBecause.join('; ')}`,
        ),
      ]
    : [];
  const expectations = [...(report.expectations?.stale ?? []), ...(report.expectations?.expired ?? [])].map(
    ({ entry, state, check, operation, expected, now }) =>
      caseOfRun(
        `expectations${entry}`,
        'failure',
        state,
        `the expectation about ${check ?? operation} is ${state}: expected ${expected}, now ${now}`,
      ),
  );
  if (incomplete.length + expectations.length === 0) return undefined;
  const counts = {
    tests: incomplete.length + expectations.length,
    failures: expectations.length,
    errors: incomplete.length,
    skipped: 0,
  };
  const head = `  <testsuite name="run" ${countsOf(counts)} time="0.000">`;
  return { ...counts, xml: [head, ...incomplete, ...expectations, '  </testsuite>'].join('\n') };
}

function caseOfRun(name: string, kind: 'error' | 'failure', type: string, message: string): string {
  return [
    `    <testcase classname="run" name="${escapeMarkup(`run/${name}`)}" time="0.000">`,
    `      <${kind} type="${type}" message="${escapeMarkup(message)}"/>`,
    '    </testcase>',
  ].join('\n');
}

function inSeconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
