// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** What a string must be. */
import { checkText } from '../constraints.js';
import { compilePattern } from '../pattern/pattern.js';
import type { ConstraintKind, Violation } from '../violation.js';

export interface TextRules {
  /** Bounds of the length in Unicode scalar values, inclusive. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** A pattern as the model has it. */
  readonly pattern?: string | undefined;
  /**
   * Longest text among the random ones, 2048 unless told: past it there is `max` itself, now and then. Witnesses,
   * and texts that are too long, keep to `max` whatever it is.
   */
  readonly cap?: number | undefined;
  /** Texts that satisfy a pattern that strings cannot be made from (backreferences, lookaround). */
  readonly examples?: readonly string[] | undefined;
}

/** The constraints that a text violates, in the order of validators. */
export function brokenRules(text: string, rules: TextRules): ConstraintKind[] {
  const violations: Violation[] = [];
  const pattern = rules.pattern === undefined ? undefined : compilePattern(rules.pattern);
  checkText(violations, '', text, rules.min, rules.max, pattern, false);
  return violations.map((violation) => violation.kind);
}
