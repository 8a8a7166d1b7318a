// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Values that break constraints, and which. */
import type { ConstraintKind, ValuePath } from '../violation.js';

/**
 * A value of one member and everything that it violates, in the order in which validators report it. Nearly always
 * one kind; two where no value breaks the one without the other. `value` is undefined for a member left out.
 */
export interface BrokenLeaf<Value = unknown> {
  readonly value: Value;
  readonly kinds: readonly ConstraintKind[];
}

/** A whole input and exactly what its validator must report. */
export interface Broken<Input = unknown> {
  readonly input: Input;
  readonly violations: readonly { readonly path: ValuePath; readonly kind: ConstraintKind }[];
}
