/** A comment for a pull request: the sum, the findings by cause, and what stands behind them folded away. */
import { escapeValue } from '../escape.js';
import { badgeOf } from './badge.js';
import { reproduce } from './curl.js';
import { evidenceText } from './evidence-text.js';
import { exampleText } from './example-text.js';
import { groupBy, groupFindings, nameOf, type FindingGroup } from './findings.js';
import { ellipsis, plural, seconds } from './layout.js';
import { codeBlock, codeCell, codeSpan, plainText } from './markdown-escape.js';
import type { CheckReport, Report } from './report.js';
import { failsRun, type FormatOptions } from './standing.js';

/** A comment on GitHub holds 65,536 characters. What does not fit is counted. */
const mostCharacters = 60_000;

/** GitHub Flavored Markdown with a final newline, at most 60,000 characters. */
export function formatMarkdown(report: Report, options: FormatOptions = {}): string {
  const head = [
    `## ${headline(report, options)}`,
    facts(report),
    ...(report.incomplete ? [incompleteNote(report)] : []),
    summaryTable(report),
    ...expectationNotes(report),
  ].join('\n\n');
  const tail = ['', areas(report), unjudged(report)].filter((part) => part !== '').join('\n\n');
  const groups = groupFindings(report.checks);
  const parts: string[] = [];
  let left = mostCharacters - head.length - tail.length - 200;
  for (const group of groups) {
    const part = finding(report, group, options);
    if (part.length > left) break;
    left -= part.length + 2;
    parts.push(part);
  }
  const hidden = groups.length - parts.length;
  const more = hidden === 0 ? [] : [`${plural(hidden, 'more cause')} of findings: see the whole report.`];
  const title = groups.length === 0 ? [] : ['### Findings by cause'];
  return `${[head, ...title, ...parts, ...more, tail].filter((part) => part !== '').join('\n\n')}\n`;
}

function headline(report: Report, options: FormatOptions): string {
  const failing = report.checks.filter((check) => failsRun(check, options)).length;
  const unmet = (report.expectations?.stale.length ?? 0) + (report.expectations?.expired.length ?? 0);
  const { value, tone } = badgeOf(report);
  if (report.incomplete || tone === 'none') return `STS conformance: ${value}`;
  if (failing > 0)
    return `STS conformance: ${plural(failing, 'finding')} that ${failing === 1 ? 'fails' : 'fail'} the run`;
  if (unmet > 0) return `STS conformance: ${plural(unmet, 'expectation')} no longer met`;
  return `STS conformance: ${value}`;
}

function facts({ target, requests, durationMs, seed, suite }: Report): string {
  return `${codeSpan(target.endpoint)} in ${codeSpan(target.region)} · ${plural(requests, 'request')} in ${seconds(durationMs)} · seed ${seed} · suite ${codeSpan(suite.version)}`;
}

function incompleteNote({ incompleteBecause }: Report): string {
  return `> **This run is incomplete**: ${incompleteBecause.map((reason) => codeSpan(ellipsis(escapeValue(reason), 300))).join(', ')}.`;
}

function summaryTable({ summary, checks, operations }: Report): string {
  const failed = checks.filter(({ verdict }) => verdict === 'fail');
  const ofLevel = (level: string): number => failed.filter((check) => check.level === level).length;
  const supported = operations.filter(({ support }) => support === 'supported').length;
  return [
    '| pass | fail: must | should | may | skip | unsupported | error | not run | operations |',
    '| --: | --: | --: | --: | --: | --: | --: | --: | --: |',
    `| ${[summary.pass, ofLevel('must'), ofLevel('should'), ofLevel('may'), summary.skip, summary.unsupported, summary.error, summary.notRun, `${supported} of ${operations.length}`].join(' | ')} |`,
  ].join('\n');
}

function expectationNotes({ expectations }: Report): string[] {
  if (expectations === undefined) return [];
  const { excused, flaky, unsupported, stale, expired } = expectations;
  const lines = [...stale, ...expired].map(
    ({ check, operation, state, expected, now }) =>
      `- ${codeSpan(check ?? operation)} is ${state}: expected ${codeSpan(expected)}, now ${codeSpan(now)}`,
  );
  const sum = `Expected and excused: ${excused} known, ${flaky} flaky, ${unsupported} unsupported.`;
  return lines.length === 0 ? [sum] : [`${sum} No longer met:`, lines.join('\n')];
}

function finding(report: Report, { shown, others }: FindingGroup, options: FormatOptions): string {
  const again = reproduce(shown, report);
  const mark = failsRun(shown, options) ? `**${shown.level}**` : shown.level;
  const details = [
    `Requirement: ${plainText(shown.title)}`,
    `Evidence: ${plainText(ellipsis(evidenceText(shown.evidence), 400))}`,
    ...(again.kind === 'line' ? [codeBlock(again.line, 'sh')] : []),
    codeBlock(`sts-conformance run --seed ${report.seed} --only ${shown.id}`, 'sh'),
    ...(others.length === 0 ? [] : [alike(others)]),
  ];
  return [
    [
      `#### ${mark} ${codeSpan(shown.id)}${others.length === 0 ? '' : ` and ${others.length} alike`}`,
      '',
      ...item('because', shown.reason),
      ...item('wanted', shown.wanted),
      ...item('got', shown.got),
      ...(shown.counterexample === null ? [] : item('example', exampleText(shown.counterexample))),
    ].join('\n'),
    ['<details><summary>Requirement, evidence, reproduction</summary>', ...details, '</details>'].join(
      '\n\n',
    ),
  ].join('\n\n');
}

function item(label: string, text: string | null): string[] {
  return text === null ? [] : [`- ${label} ${codeSpan(ellipsis(escapeValue(text), 300))}`];
}

function alike(others: readonly CheckReport[]): string {
  const rows = [...groupBy(others, ({ operation }) => operation)].map(([operation, checks]) => {
    const names = [...new Set(checks.map((check) => check.member ?? nameOf(check)))];
    return `- ${codeSpan(operation)} ${checks.length}: ${codeSpan(ellipsis(escapeValue(names.join(', ')), 200))}`;
  });
  return ['Alike:', '', ...rows].join('\n');
}

function areas({ checks }: Report): string {
  const rows = [...groupBy(checks, ({ area }) => area)].map(([area, group]) => {
    const count = (verdict: string): number => group.filter((check) => check.verdict === verdict).length;
    const rest = group.length - count('pass') - count('fail');
    return `| ${codeCell(area)} | ${count('pass')} | ${count('fail')} | ${rest} |`;
  });
  if (rows.length === 0) return '';
  const table = ['| area | pass | fail | without a verdict |', '| :-- | --: | --: | --: |', ...rows].join(
    '\n',
  );
  return ['<details><summary>By area</summary>', table, '</details>'].join('\n\n');
}

function unjudged({ operations, checks }: Report): string {
  const lacking = operations
    .filter(({ support }) => support !== 'supported')
    .map(
      ({ name, support, decidedBy }) =>
        `- ${codeSpan(name)}: ${support}, ${codeSpan(ellipsis(escapeValue(decidedBy), 120))}`,
    );
  const left = checks.filter(
    ({ verdict }) => verdict === 'skip' || verdict === 'error' || verdict === 'not-run',
  );
  const reasons = [...groupBy(left, ({ verdict, reason }) => `${verdict}: ${reason ?? ''}`)].map(
    ([reason, group]) => `- ${group.length} × ${codeSpan(ellipsis(escapeValue(reason), 200))}`,
  );
  const shown = [...lacking, ...reasons.slice(0, 30)];
  if (reasons.length > 30) shown.push(`- ${reasons.length - 30} more reasons`);
  if (shown.length === 0) return '';
  return ['<details><summary>Without a verdict</summary>', shown.join('\n'), '</details>'].join('\n\n');
}
