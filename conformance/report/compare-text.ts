/** A comparison for a terminal. */
import { defuseLine, escapeValue } from '../escape.js';
import { cellText, markOf, type Cell, type Comparison, type Difference } from './compare.js';
import { ellipsis, paint, plural, type Paint } from './layout.js';
import type { TextOptions } from './text.js';

/** Lines of text with a final newline. Everything that stands in a report is escaped. */
export function formatComparison(comparison: Comparison, options: TextOptions = {}): string {
  const colours = paint(options.colour ?? false);
  const lines = [
    ...legend(comparison, colours),
    '',
    ...matrix(comparison, colours),
    '',
    ...differences(comparison, colours),
  ];
  return `${lines.map(defuseLine).join('\n')}\n`;
}

function legend({ reports }: Comparison, colours: Paint): string[] {
  return reports.map((named, index) => {
    const { target, seed, incompleteBecause } = named.report;
    const mark = markOf(named);
    const why =
      mark === '' ? '' : `  ${colours.red(mark)} ${ellipsis(escapeValue(incompleteBecause.join('; ')), 120)}`;
    return `${colours.bold(letter(index))}  ${escapeValue(named.name)}  ${escapeValue(target.endpoint)}  seed ${seed}${why}`;
  });
}

/** `A` for the first report. */
function letter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `#${index + 1}`;
}

function matrix({ reports, matrix: rows }: Comparison, colours: Paint): string[] {
  const head = [
    'operation',
    'area',
    ...reports.map((named, index) => `${letter(index)}${markOf(named) === '' ? '' : ' (incomplete)'}`),
  ];
  const table = rows.map(({ operation, area, cells }) => [
    escapeValue(operation),
    escapeValue(area),
    ...cells.map(cellText),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...table.map((row) => (row[column] ?? '').length)),
  );
  const pad = (row: readonly string[]): string[] =>
    row.map((text, column) => text.padEnd(widths[column] ?? 0));
  return [
    colours.dim(pad(head).join('  ').trimEnd()),
    ...table.map((row, index) => {
      const [operation = '', area = '', ...cells] = pad(row);
      const toned = cells.map((text, column) => tone(rows[index]?.cells[column], colours)(text));
      return [operation, area, ...toned].join('  ').trimEnd();
    }),
  ];
}

function tone(cell: Cell | undefined, colours: Paint): (text: string) => string {
  switch (cell?.tone) {
    case 'good':
      return colours.green;
    case 'bad':
      return colours.red;
    case 'mixed':
      return colours.yellow;
    case 'none':
    case undefined:
      return colours.dim;
  }
}

const titles: Readonly<Record<Difference['kind'], string>> = {
  changed: 'Changed',
  added: 'Added: not in A',
  deleted: 'Deleted: in A alone',
};

function differences({ differences: all, operations, differs }: Comparison, colours: Paint): string[] {
  if (!differs) return ['No difference.'];
  const lines: string[] = [];
  if (operations.length > 0) {
    lines.push(colours.bold(`Support of ${plural(operations.length, 'operation')}`));
    lines.push(...operations.map(({ name, states }) => `  ${escapeValue(name)}  ${statesText(states)}`), '');
  }
  for (const kind of ['changed', 'added', 'deleted'] as const) {
    const found = all.filter((difference) => difference.kind === kind);
    if (found.length === 0) continue;
    lines.push(colours.bold(`${titles[kind]} (${found.length})`));
    lines.push(
      ...found.flatMap(({ id, states }) => [`  ${escapeValue(id)}`, `    ${statesText(states)}`]),
      '',
    );
  }
  lines.push(sumOf(all, operations.length));
  return lines;
}

/** `pass -> fail (must): 200 X` for two reports, with letters for more. */
function statesText(states: readonly (string | undefined)[]): string {
  const shown = states.map((state) => ellipsis(escapeValue(state ?? 'absent'), 120));
  return states.length === 2
    ? shown.join(' -> ')
    : shown.map((state, index) => `${letter(index)} ${state}`).join(' | ');
}

/** How many differences of each kind there are, in one line. */
export function sumOf(all: readonly Difference[], operations: number): string {
  const count = (kind: Difference['kind']): number => all.filter((each) => each.kind === kind).length;
  return `${plural(all.length, 'check')} differ: ${count('changed')} changed, ${count('added')} added, ${count('deleted')} deleted; support of ${plural(operations, 'operation')} differs.`;
}
