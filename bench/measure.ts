/**
 * Times functions against each other: same process, interleaved rounds. A round is long enough to hold the collection
 * of its own garbage. Nothing is collected by force in between: a full collection takes the hidden classes of results
 * that nobody holds, and the optimized code that relies on them with it. Time is processor time, since others may be at
 * work on the machine; nothing that is measured waits for anything.
 */

import { processorMs } from './statistics.js';

export interface Contender {
  readonly name: string;
  /** One operation. `index` counts up: to take another input each time. A promise is awaited. */
  readonly run: (index: number) => unknown;
}

export interface MeasureOptions {
  readonly rounds: number;
  /** Milliseconds of one contender in one round. */
  readonly roundMs: number;
}

/** Nanoseconds per operation of every contender, one number a round, after one round that does not count. */
export async function measure<Name extends string>(
  contenders: readonly (Contender & { readonly name: Name })[],
  { rounds, roundMs }: MeasureOptions,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const times = Object.fromEntries(contenders.map(({ name }) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >;
  for (let round = -1; round < rounds; round++) {
    // Another one starts every time, so that nobody always follows the same one.
    const start = (round + 1) % contenders.length;
    for (const { name, run } of [...contenders.slice(start), ...contenders.slice(0, start)]) {
      // Warming up takes longer than a round: the optimizing compiler has to be done with it.
      const time = await timeOf(run, round < 0 ? 3 * roundMs : roundMs);
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
}

const nanosecondsPerMs = 1e6;

/** What the functions return ends here, so that nobody finds their work useless. */
export const sink: { last: unknown } = { last: undefined };

async function timeOf(run: Contender['run'], durationMs: number): Promise<number> {
  const isAsync = run(0) instanceof Promise;
  const start = process.cpuUsage();
  let count = 0;
  let elapsed: number;
  do {
    const end = count + 32;
    if (isAsync) for (; count < end; count++) sink.last = await run(count);
    else for (; count < end; count++) sink.last = run(count);
    elapsed = processorMs(start);
  } while (elapsed < durationMs);
  return (elapsed / count) * nanosecondsPerMs;
}
