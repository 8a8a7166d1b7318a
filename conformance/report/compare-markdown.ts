/** A comparison for a pull request. */
import { escapeValue } from '../escape.js';
import { cellText, markOf, type Comparison } from './compare.js';
import { sumOf } from './compare-text.js';
import { ellipsis } from './layout.js';
import { codeCell, codeSpan } from './markdown-escape.js';

/** Differences that are shown one by one; a comment holds no more. */
const mostShown = 200;

/** GitHub Flavored Markdown with a final newline. */
export function formatComparisonMarkdown(comparison: Comparison): string {
  const { reports, matrix, differences, operations, differs } = comparison;
  const names = reports.map(
    (named) => `${codeCell(named.name)}${markOf(named) === '' ? '' : ' **incomplete**'}`,
  );
  const rows = matrix.map(
    ({ operation, area, cells }) =>
      `| ${[codeCell(operation), codeCell(area), ...cells.map(cellText)].join(' | ')} |`,
  );
  const table = [
    `| operation | area | ${names.join(' | ')} |`,
    `| :-- | :-- |${' --: |'.repeat(names.length)}`,
    ...rows,
  ];
  const changes = differences
    .slice(0, mostShown)
    .map(({ id, kind, states }) => `| ${[kind, codeCell(id), ...states.map(stateCell)].join(' | ')} |`);
  const changeTable = [
    `| | check | ${names.join(' | ')} |`,
    `| :-- | :-- |${' :-- |'.repeat(names.length)}`,
    ...changes,
    ...(differences.length > mostShown ? [`\n${differences.length - mostShown} more.`] : []),
  ];
  const support = operations.map(
    ({ name, states }) => `- ${codeSpan(name)}: ${states.map((each) => each ?? 'absent').join(' → ')}`,
  );
  return `${[
    `## STS conformance: ${differs ? 'differences' : 'no difference'}`,
    ...reports
      .filter((named) => markOf(named) !== '')
      .map(
        ({ name, report }) =>
          `> **${codeSpan(name)} is incomplete**: ${report.incompleteBecause.map((why) => codeSpan(ellipsis(escapeValue(why), 200))).join(', ')}`,
      ),
    ...(differs ? [sumOf(differences, operations.length)] : []),
    ...(support.length > 0 ? [support.join('\n')] : []),
    ...(differences.length > 0 ? [changeTable.join('\n')] : []),
    ['<details><summary>Matrix</summary>', table.join('\n'), '</details>'].join('\n\n'),
  ].join('\n\n')}\n`;
}

function stateCell(text: string | undefined): string {
  return text === undefined ? 'absent' : codeCell(ellipsis(escapeValue(text), 100));
}
