/** One line of the result, and how the lines are printed. */
import type { Spread } from './statistics.js';

/** What a ratio should be at least, or at most. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number };

export interface Row {
  readonly what: string;
  readonly against: string;
  /** Our figure and that of the peer, with their units. */
  readonly ours: string;
  readonly peer: string;
  /** Between the two, as the goal counts it; absent where the row only informs. */
  readonly ratio?: Spread | undefined;
  readonly goal?: Goal | undefined;
}

/** A Markdown table, its columns aligned. */
export function printRows(rows: readonly Row[]): string {
  const head = ['what', 'ours', 'against', 'peer', 'ratio (quartiles)', 'goal', ''];
  const cells = rows.map(({ what, ours, against, peer, ratio, goal }) => [
    what,
    ours,
    against,
    peer,
    ratio === undefined ? '' : `${number(ratio.median)} (${number(ratio.low)} - ${number(ratio.high)})`,
    goal === undefined ? '' : 'atLeast' in goal ? `>= ${number(goal.atLeast)}` : `<= ${number(goal.atMost)}`,
    ratio === undefined || goal === undefined ? '' : isMet(ratio, goal) ? 'met' : 'MISSED',
  ]);
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

/** How many goals there are and how many are missed. */
export function countGoals(rows: readonly Row[]): { readonly goals: number; readonly missed: number } {
  const judged = rows.flatMap(({ ratio, goal }) =>
    ratio === undefined || goal === undefined ? [] : [isMet(ratio, goal)],
  );
  return { goals: judged.length, missed: judged.filter((met) => !met).length };
}

/** Operations per second, from nanoseconds. */
export function perSecond(nanoseconds: number): string {
  return `${Math.round(1e9 / nanoseconds).toLocaleString('en-US')}/s`;
}

function isMet({ median }: Spread, goal: Goal): boolean {
  return 'atLeast' in goal ? median >= goal.atLeast : median <= goal.atMost;
}

function number(value: number): string {
  return value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toFixed(3);
}
