/** Kinds of constraint, by the Smithy trait that sets them; bounds of length and range apart. */
export type ConstraintKind =
  'required' | 'length.min' | 'length.max' | 'range.min' | 'range.max' | 'pattern' | 'enum' | 'uniqueItems';

/**
 * Member names, and zero-based positions in lists: `['Tags', 0, 'Key']`. An entry of a map is its key in brackets
 * (no member name starts with one, see `entrySegment`), then `key` or `value`: `['Attributes', '[colour]', 'value']`.
 */
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
  /** Both bounds of the trait, where the kind is a length or a range: some message styles name them together. */
  readonly limits?: Limits | undefined;
}

/** Lower and upper bound, inclusive; undefined where there is none. */
export interface Limits {
  readonly min: number | bigint | undefined;
  readonly max: number | bigint | undefined;
}
