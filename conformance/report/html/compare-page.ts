/** A comparison as one page without any script. */
import { cellText, markOf, type Comparison, type NamedReport } from '../compare.js';
import { sumOf } from '../compare-text.js';
import { plural } from '../layout.js';
import { escapeMarkup as e } from '../markup.js';
import { breakable } from './check-part.js';
import { drawDocument } from './document.js';

/** A whole HTML document with a final newline. */
export function formatComparisonHtml(comparison: Comparison): string {
  const { reports, differences, operations, differs } = comparison;
  return drawDocument({
    title: `STS conformance compared: ${reports.map(({ name }) => name).join(', ')}`,
    icon: 'data:,',
    body: [
      `<header><p class="eyebrow">STS conformance compared</p><h1>${differs ? headline(comparison) : 'No difference'}</h1><ul class="run">${reports.map(drawReport).join('')}</ul></header>`,
      '<main>',
      drawIncomplete(reports),
      differs ? `<p>${e(sumOf(differences, operations.length))}</p>` : '',
      drawMatrix(comparison),
      drawDifferences(comparison),
      '</main>',
      '<footer></footer>',
    ].join('\n'),
  });
}

function headline({ differences, operations }: Comparison): string {
  const [count, noun] =
    differences.length > 0 ? [differences.length, 'check'] : [operations.length, 'operation'];
  return `${plural(count, noun)} ${count === 1 ? 'differs' : 'differ'}`;
}

function drawReport({ name, report }: NamedReport): string {
  return `<li><b>${e(name)}</b> <code>${e(report.target.endpoint)}</code> seed ${report.seed}</li>`;
}

function drawIncomplete(reports: readonly NamedReport[]): string {
  const marked = reports.filter((named) => markOf(named) !== '');
  if (marked.length === 0) return '';
  const items = marked.map(
    ({ name, report }) => `<li>${e(name)}: ${e(report.incompleteBecause.join('; '))}</li>`,
  );
  return `<div class="alert" role="note"><p><b>Incomplete reports.</b></p><ul>${items.join('')}</ul></div>`;
}

function drawMatrix({ reports, matrix }: Comparison): string {
  const rows = matrix.map(
    ({ operation, area, cells }) =>
      `<tr><th scope="row">${e(operation)}</th><td>${e(area)}</td>${cells.map((cell) => `<td><span class="cell ${cell.tone}">${cellText(cell)}</span></td>`).join('')}</tr>`,
  );
  return section('matrix', 'Matrix', drawTable(['operation', 'area', ...reports.map(titleOf)], rows));
}

function drawDifferences({ reports, differences, operations }: Comparison): string {
  const support = operations.map(
    ({ name, states }) =>
      `<tr><th scope="row">${e(name)}</th><td>support</td>${states.map(drawState).join('')}</tr>`,
  );
  const rows = differences.map(
    ({ id, kind, states }) =>
      `<tr><th scope="row"><code>${breakable(id)}</code></th><td>${kind}</td>${states.map(drawState).join('')}</tr>`,
  );
  if (rows.length + support.length === 0) return '';
  return section(
    'differences',
    'Differences',
    drawTable(['check', '', ...reports.map(titleOf)], [...support, ...rows]),
  );
}

function titleOf(named: NamedReport): string {
  return markOf(named) === '' ? named.name : `${named.name} (incomplete)`;
}

function section(id: string, title: string, body: string): string {
  return `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><div class="scroll" role="region" aria-label="${title}" tabindex="0">${body}</div></section>`;
}

function drawTable(head: readonly string[], rows: readonly string[]): string {
  return `<table><thead><tr>${head.map((title) => `<th scope="col">${e(title)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function drawState(text: string | undefined): string {
  return `<td>${e(text ?? 'absent')}</td>`;
}
