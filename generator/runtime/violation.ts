/** Kinds of constraint, by the Smithy trait that sets them; bounds of length and range apart. */
export type ConstraintKind =
  'required' | 'length.min' | 'length.max' | 'range.min' | 'range.max' | 'pattern' | 'enum' | 'uniqueItems';

/** Member names, and zero-based positions in lists: `['Tags', 0, 'Key']`. A map's failures carry its key. */
export type ValuePath = readonly (string | number)[];

/** One constraint that one value does not satisfy. */
export interface Violation {
  readonly path: ValuePath;
  readonly kind: ConstraintKind;
  /** The bound that is broken: a length, a number, a pattern as the model prints it, an enum's values. */
  readonly bound: number | bigint | string | readonly (string | number)[] | undefined;
  /** The value as text; absent for a missing value, for aggregates, and always for sensitive members. */
  readonly value: string | undefined;
  /** True where the value, or what contains it, is marked sensitive: it must never be shown. */
  readonly sensitive: boolean;
  /** Length in Unicode scalar values, items or bytes, where the kind is a length. */
  readonly length: number | undefined;
}
