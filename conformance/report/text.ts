/** The report for people: findings by cause, then everything that was not judged, then the sum. */
import { defuseLine, escapeValue } from '../escape.js';
import type { Verdict } from '../verdict.js';
import { reproduce } from './curl.js';
import { evidenceText } from './evidence-text.js';
import { exampleText } from './example-text.js';
import { groupBy, groupFindings, nameOf, type FindingGroup } from './findings.js';
import { ellipsis, field, paint, plural, seconds, wrap, type Paint } from './layout.js';
import type { CheckReport, OperationReport, Report } from './report.js';

export { wantsColour } from './layout.js';
export { createProgress, type Progress, type ProgressStream } from './progress.js';

export interface TextOptions {
  /** False by default. */
  readonly colour?: boolean;
  /** Columns, 100 by default. */
  readonly width?: number;
}

/** Lines of text with a final newline. What the target said is escaped; colours are the only control sequences. */
export function formatReport(report: Report, options: TextOptions = {}): string {
  const page: Page = { paint: paint(options.colour ?? false), width: options.width ?? 100, report };
  const sections = [
    findings(page),
    outdated(page),
    errors(page),
    unjudged(page),
    operationsSection(page),
    death(page),
    summary(page),
  ];
  const lines = sections.filter((section) => section.length > 0).flatMap((section) => ['', ...section]);
  return `${[...lines, ''].map(defuseLine).join('\n')}\n`;
}

interface Page {
  readonly paint: Paint;
  readonly width: number;
  readonly report: Report;
}

function findings(page: Page): string[] {
  const groups = groupFindings(page.report.checks);
  if (groups.length === 0) return [];
  return [page.paint.bold('Findings'), ...groups.flatMap((group) => ['', ...finding(page, group)])];
}

function finding(page: Page, { shown, others }: FindingGroup): string[] {
  const { paint } = page;
  const level = shown.level === 'must' ? paint.red('MUST  ') : paint.yellow(shown.level.padEnd(6));
  const lines = [`  ${level}  ${paint.bold(escapeValue(shown.id))}`];
  const say = (label: string, text: string, dim = false): void => {
    const told = field(label, text, { indent: 10, label: 10, width: page.width });
    lines.push(...(dim ? told.map(paint.dim) : told));
  };
  lines.push(...wrap(escapeValue(shown.title), page.width - 10).map((line) => `          ${line}`));
  if (shown.reason !== null) say('because', short(shown.reason));
  say('wanted', short(shown.wanted ?? ''));
  say('got', short(shown.got ?? ''));
  if (shown.counterexample !== null) say('example', short(exampleText(shown.counterexample)));
  say('evidence', ellipsis(escapeValue(evidenceText(shown.evidence)), 400), true);
  const path = shown.path === null ? '' : ` --path ${escapeValue(shown.path)}`;
  say('replay', `${replay(page.report, shown.id)}${path}`, true);
  const again = reproduce(shown, page.report);
  // Never broken into lines: it is there to be copied.
  if (again.kind === 'line') lines.push(paint.dim(`          ${'curl'.padEnd(10)}${again.line}`));
  if (others.length > 0) {
    say('alike', `${plural(others.length, 'check')} more`);
    for (const [operation, checks] of groupBy(others, (check) => check.operation)) {
      const names = [...new Set(checks.map((check) => check.member ?? nameOf(check)))];
      say(
        '',
        ellipsis(escapeValue(`${operation} ${checks.length}: ${names.join(', ')}`), 2 * (page.width - 20)),
        true,
      );
    }
  }
  return lines;
}

/** The target's words: escaped first, so that no escape is cut in half by what follows. */
function short(text: string): string {
  return ellipsis(escapeValue(text), 400);
}

function replay({ seed, runs }: Report, id: string): string {
  return `--seed ${seed}${runs === 10 ? '' : ` --runs ${runs}`} --only ${escapeValue(id)}`;
}

/** Expectations that no longer hold: whoever keeps the file has to look at them. */
function outdated(page: Page): string[] {
  const { stale = [], expired = [] } = page.report.expectations ?? {};
  const lines = [...stale, ...expired].flatMap(({ check, operation, state, expected, now, expires }) => {
    const text = state === 'expired' ? `expired on ${expires ?? ''}` : `expected ${expected}, now ${now}`;
    return [
      `  ${escapeValue(check ?? operation)}`,
      ...field('', short(text), { indent: 4, label: 0, width: page.width }),
    ];
  });
  return lines.length === 0 ? [] : [page.paint.red('Expectations that no longer hold'), ...lines];
}

/** Faults of the suite itself: they come first to whoever maintains it. */
function errors(page: Page): string[] {
  const lines = withVerdict(page.report, 'error').flatMap(({ id, reason }) => [
    `  ${escapeValue(id)}`,
    ...field('', short(reason ?? ''), { indent: 4, label: 0, width: page.width }),
  ]);
  if (lines.length === 0) return [];
  return [page.paint.red('The suite failed in'), ...lines];
}

/** Why checks have no verdict, each reason once. */
function unjudged(page: Page): string[] {
  const lines: string[] = [];
  // What the death of the target kept from running is told with it.
  const report =
    page.report.death === null ? page.report : { ...page.report, checks: withVerdict(page.report, 'skip') };
  for (const [verdict, label] of [
    ['skip', 'skipped'],
    ['not-run', 'not run'],
  ] as const) {
    const reasons = groupBy(withVerdict(report, verdict), ({ operation, reason }) =>
      verdict === 'skip' ? `${operation}: ${reason ?? ''}` : (reason ?? ''),
    );
    for (const [reason, checks] of reasons) {
      lines.push(
        ...field(`${plural(checks.length, 'check')} ${label}`, short(reason), {
          indent: 2,
          label: 24,
          width: page.width,
        }),
      );
    }
  }
  return lines.length === 0 ? [] : [page.paint.bold('Without a verdict'), ...lines];
}

function withVerdict(report: Report, verdict: Verdict): readonly CheckReport[] {
  return report.checks.filter((check) => check.verdict === verdict);
}

const supportLabels: Readonly<Record<OperationReport['support'], string>> = {
  supported: 'supported',
  invalid: 'answered wrongly',
  unsupported: 'unsupported',
  'fixture-missing': 'fixture missing',
  unknown: 'no answer',
  disputed: 'not decided',
};

function operationsSection(page: Page): string[] {
  const lines = Object.entries(supportLabels).flatMap(([support, label]) => {
    const group = page.report.operations.filter((operation) => operation.support === support);
    if (group.length === 0) return [];
    const names = group.map(({ name, decidedBy }) =>
      support === 'supported' || support === 'unknown'
        ? escapeValue(name)
        : `${escapeValue(name)} (${ellipsis(escapeValue(decidedBy), 60)})`,
    );
    return field(`${group.length} ${label}`, names.join(', '), { indent: 2, label: 24, width: page.width });
  });
  return [page.paint.bold('Operations'), ...lines];
}

function death(page: Page): string[] {
  const { death } = page.report;
  if (death === null) return [];
  const { request } = death.exchange;
  const where =
    death.check === null ? 'while the operations were tried out' : `in ${escapeValue(death.check)}`;
  const body = request.body === '' ? '' : ` with ${request.body}`;
  const answered = page.report.operations.some(({ support }) => support !== 'unknown');
  return [
    page.paint.red(answered ? 'The target stopped answering' : 'The target could not be reached'),
    ...field('', `${where}: ${short(death.detail)}`, { indent: 2, label: 0, width: page.width }),
    ...field('', ellipsis(escapeValue(`${request.method} ${request.path}${body}`), 180), {
      indent: 2,
      label: 0,
      width: page.width,
    }),
  ];
}

function summary(page: Page): string[] {
  const { paint, report } = page;
  const { summary: sum } = report;
  const failed = withVerdict(report, 'fail');
  const levels = (['must', 'should', 'may'] as const)
    .map((level) => ({ level, count: failed.filter((check) => check.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => `${count} ${level}`);
  const parts = [
    count(sum.pass, 'pass', paint.green),
    `${count(sum.fail, 'fail', paint.red)}${levels.length === 0 ? '' : ` (${levels.join(', ')})`}`,
    count(sum.skip, 'skip', paint.yellow),
    count(sum.unsupported, 'unsupported', paint.yellow),
    count(sum.error, 'error', paint.red),
    count(sum.notRun, 'not run', paint.yellow),
  ];
  const supported = report.operations.filter(({ support }) => support === 'supported').length;
  const rows: [string, string][] = [
    [
      'Target',
      `${escapeValue(report.target.endpoint)}  ${escapeValue(report.target.region)}, ${credentialsText(report)}`,
    ],
    ['Operations', `${supported} of ${report.operations.length} supported`],
    ['Checks', parts.filter((part) => part !== '').join(' · ')],
    ...(report.expectations === undefined ? [] : [expected(report.expectations)]),
    ['Run', `${plural(report.requests, 'request')} in ${seconds(report.durationMs)}, seed ${report.seed}`],
  ];
  if (report.incomplete) rows.push(['Incomplete', short(report.incompleteBecause.join('; '))]);
  if (failed.length > 0) rows.push(['Replay', `add ${replay(report, '<id of a check>')}`]);
  return rows.flatMap(([label, text]) => {
    const [first = '', ...more] = field(label, text, { indent: 0, label: 12, width: page.width });
    return [`${paint.bold(first.slice(0, 12))}${first.slice(12)}`, ...more];
  });
}

function expected(expectations: NonNullable<Report['expectations']>): [string, string] {
  const { excused, flaky, unsupported, unobserved, stale, expired } = expectations;
  const parts = [
    plural(excused, 'finding') + ' excused',
    ...(flaky > 0 ? [`${flaky} flaky`] : []),
    ...(unsupported > 0 ? [`${unsupported} unsupported`] : []),
    ...(unobserved > 0 ? [`${unobserved} not observed`] : []),
    `${stale.length} stale`,
    `${expired.length} expired`,
  ];
  return ['Expected', parts.join(' · ')];
}

function count(number: number, name: string, colour: (text: string) => string): string {
  const text = `${number} ${name}`;
  return number === 0 ? text : colour(text);
}

function credentialsText({ target }: Report): string {
  switch (target.credentials) {
    case 'dummy':
      return 'public test keys';
    case 'environment':
      return 'credentials of the environment';
    case 'explicit':
      return 'given credentials';
  }
}
