/** Times, medians and spreads. */

/** Middle and the two quartiles of some numbers. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** @throws RangeError for no numbers */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const value = sorted[Math.round(share * (sorted.length - 1))];
    if (value === undefined) throw new RangeError('a spread needs numbers');
    return value;
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** Spread of what round `i` of one has to round `i` of the other: what slows a whole round down cancels out. */
export function ratioOf(numerators: readonly number[], denominators: readonly number[]): Spread {
  return spreadOf(numerators.map((numerator, round) => numerator / (denominators[round] ?? Number.NaN)));
}

/** Milliseconds of processor time, of all threads, since `start`: others may be at work on the machine. */
export function processorMs(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
