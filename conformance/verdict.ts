/** The vocabulary of the suite: what a check may say, how much it weighs, and where its expectation comes from. */

import type { Exchange } from './exchange.js';

/** Only `pass` is green. `skip`: a fixture is missing. `error`: the suite's own fault. `not-run`: never tried. */
export type Verdict = 'pass' | 'fail' | 'skip' | 'unsupported' | 'error' | 'not-run';

export type Level = 'must' | 'should' | 'may';

export type Confidence =
  'model' | 'recorded' | 'documented' | 'reported' | 'impl-claim' | 'doubtful' | 'inferred';

/** Area of a check, the first segment of its id. */
export type Area =
  | 'wire'
  | 'dispatch'
  | 'constraint'
  | 'round-trip'
  | 'identity'
  | 'authentication'
  | 'authorization'
  | 'session'
  | 'policy'
  | 'web-identity'
  | 'saml'
  | 'root'
  | 'delegation'
  | 'token'
  | 'error';

/** What a check found. Facts of a finding are text for people; the exchange holds the bytes. */
export type Outcome =
  | {
      readonly verdict: 'pass';
      /** The exchanges that decided, where the last ones sent are not they. */
      readonly exchanges?: readonly Exchange[];
    }
  | {
      readonly verdict: 'fail';
      readonly reason: string;
      readonly wanted: string;
      readonly got: string;
      /** Level of this very finding where it weighs less than the check: a text, a reported detail. */
      readonly level?: Level;
      /** The member's value or the input that shows the failure, as JSON-compatible data. */
      readonly counterexample?: unknown;
      /** fast-check's path to it, where a property found it. */
      readonly path?: string;
      /** The exchanges that decided, where the last ones sent are not they. */
      readonly exchanges?: readonly Exchange[];
    }
  | { readonly verdict: 'skip' | 'unsupported' | 'error' | 'not-run'; readonly reason: string };

/** A finding. */
export type Failure = Extract<Outcome, { readonly verdict: 'fail' }>;

/**
 * The suite's own fault: what it was told, read or built contradicts itself. Thrown inside a check it makes the
 * verdict `error`, never a finding about the target.
 */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
}

const order: Readonly<Record<Level, number>> = { must: 2, should: 1, may: 0 };

/** True when a finding of level `level` is at or above `threshold`. */
export function atLeast(level: Level, threshold: Level): boolean {
  return order[level] >= order[threshold];
}

/** The highest level that evidence of this confidence may carry. */
export function highestLevel(confidence: Confidence): Level {
  switch (confidence) {
    case 'model':
    case 'recorded':
    case 'documented':
      return 'must';
    case 'reported':
      return 'should';
    case 'impl-claim':
    case 'doubtful':
    case 'inferred':
      return 'may';
  }
}
