import * as fc from 'fast-check';
import type { Failure, Outcome } from './verdict.js';

export interface PropertyOptions<Value> {
  readonly arb: fc.Arbitrary<Value>;
  /**
   * Judges one value. `fail` is shrunk; `skip` says that the value was of no use and another is tried; `unsupported`,
   * `error`, `not-run` and exceptions end the property as they are.
   */
  readonly predicate: (value: Value) => Promise<Outcome>;
  readonly seed: number;
  /** Values to try. With 0 the outcome is `skip`: nothing was seen. */
  readonly runs: number;
  /** Tries the counterexample that an earlier run found there, and no other value. */
  readonly path?: string | undefined;
  /** Values tried while shrinking; 40 by default. */
  readonly maxShrinks?: number;
  /** Ends the property as `not-run`. */
  readonly signal?: AbortSignal;
  /** Milliseconds since the epoch after which no further value is tried. */
  readonly deadline?: number;
  /** What a report shows of a failing value; the value itself by default. */
  readonly show?: (value: Value) => unknown;
}

/** Useless values in a row for each useful one before a property is given up. */
const maxSkipsPerRun = 5;

/**
 * Tries a predicate on random values, one at a time, and shrinks what fails. A failing outcome is that of the shrunk
 * value, with the value as `counterexample` and the path to it. `pass` means that at least half of the runs, and one
 * at least, judged a value; with fewer the outcome is `error`.
 */
export async function runProperty<Value>(options: PropertyOptions<Value>): Promise<Outcome> {
  const { arb, predicate, seed, runs, path, maxShrinks = 40 } = options;
  if (runs === 0) return { verdict: 'skip', reason: 'the random phase is switched off' };

  let usable = 0;
  let failure: Failure | undefined;
  let ended: Outcome | undefined;
  let thrown: { readonly error: unknown } | undefined;
  let late = false;

  const property = fc.asyncProperty(fc.limitShrink(arb, maxShrinks), async (value) => {
    // Once decided, the remaining values cost nothing: no request is sent for them.
    if (ended !== undefined || thrown !== undefined || late) return true;
    if (options.signal?.aborted === true) {
      ended = { verdict: 'not-run', reason: 'the run was interrupted' };
      return true;
    }
    if (options.deadline !== undefined && Date.now() > options.deadline) {
      late = true;
      return true;
    }
    let outcome: Outcome;
    try {
      outcome = await predicate(value);
    } catch (error) {
      thrown = { error };
      return true;
    }
    switch (outcome.verdict) {
      case 'pass':
        usable += 1;
        return true;
      case 'fail':
        failure = outcome;
        return false;
      case 'skip':
        return fc.pre(false);
      case 'unsupported':
      case 'error':
      case 'not-run':
        ended = outcome;
        return true;
    }
  });
  const details = await fc.check(property, {
    seed,
    maxSkipsPerRun,
    ...(path === undefined ? { numRuns: runs } : { numRuns: 1, path, endOnFailure: true }),
  });

  // A target that dies while a failure is shrunk does not take the failure back.
  if (failure !== undefined) {
    const [value] = details.counterexample ?? [];
    const shown = value === undefined ? {} : { counterexample: options.show?.(value) ?? value };
    const at = details.counterexamplePath === null ? {} : { path: details.counterexamplePath };
    return { ...shown, ...at, ...failure };
  }
  if (thrown !== undefined) throw thrown.error;
  if (ended !== undefined) return ended;
  const needed = path === undefined ? Math.max(1, Math.ceil(runs / 2)) : 1;
  if (usable >= needed) return { verdict: 'pass' };
  const why = late ? 'the deadline passed' : 'the other values were of no use';
  return { verdict: 'error', reason: `${usable} of ${runs} random runs judged a value: ${why}` };
}
