// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Lists, maps and blobs within bounds; and such as break one bound, or repeat an item. */
import * as fc from 'fast-check';
import type { ConstraintKind } from '../violation.js';
import type { BrokenLeaf } from './broken.js';
import { listArbitrary } from './list-arbitrary.js';

export interface CountRules {
  /** Bounds of the number of items, entries or bytes, inclusive. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** No two items are the same value (lists alone; keys of maps always differ). */
  readonly unique?: boolean | undefined;
  /** Most items among the random ones, 8 unless told: past it there is `max` itself, now and then, if it is under 1024. */
  readonly cap?: number | undefined;
}

/** Lists within bounds, both bounds often. Drawing throws RangeError where there are too few different items. */
export function listArb<Item>(item: fc.Arbitrary<Item>, rules: CountRules = {}): fc.Arbitrary<Item[]> {
  return listArbitrary(item, { ...rules, identity: rules.unique === true ? (value) => value : undefined });
}

/** Maps within bounds, as plain objects; `__proto__` as a key is an entry like any other. */
export function mapArb<Value>(
  key: fc.Arbitrary<string>,
  value: fc.Arbitrary<Value>,
  rules: CountRules = {},
): fc.Arbitrary<Record<string, Value>> {
  const entries = listArbitrary(fc.tuple(key, value), { ...rules, identity: ([name]) => name });
  return entries.map((list) => Object.fromEntries(list));
}

/** Blobs within bounds. */
export function blobArb(rules: CountRules = {}): fc.Arbitrary<Uint8Array> {
  return listArbitrary(fc.nat({ max: 255 }), { cap: 64, ...rules, identity: undefined }).map((bytes) =>
    Uint8Array.from(bytes),
  );
}

/** Lists of fewer items than `min`. */
export function tooFewItemsArb<Item>(
  item: fc.Arbitrary<Item>,
  rules: CountRules,
): fc.Arbitrary<BrokenLeaf<Item[]>> {
  return broken(listArb(item, fewer(rules)), 'length.min');
}

/** Lists of more items than `max`. */
export function tooManyItemsArb<Item>(
  item: fc.Arbitrary<Item>,
  rules: CountRules,
): fc.Arbitrary<BrokenLeaf<Item[]>> {
  return broken(listArb(item, more(rules)), 'length.max');
}

/** Lists of a legal number of items, one of them twice. */
export function duplicateItemsArb<Item>(
  item: fc.Arbitrary<Item>,
  rules: CountRules,
): fc.Arbitrary<BrokenLeaf<Item[]>> {
  const { min = 0, max = Infinity } = rules;
  if (max < 2) throw new RangeError('no list of so few items repeats one');
  const distinct = listArb(item, { ...rules, unique: true, min: Math.max(1, min - 1), max: max - 1 });
  const repeated = fc.tuple(distinct, fc.nat({ max: 7 })).map(([items, position]) => {
    const twin = items[position % items.length];
    return twin === undefined ? items : [...items, twin];
  });
  return broken(repeated, 'uniqueItems');
}

/** Maps of fewer entries than `min`. */
export function tooFewEntriesArb<Value>(
  key: fc.Arbitrary<string>,
  value: fc.Arbitrary<Value>,
  rules: CountRules,
): fc.Arbitrary<BrokenLeaf<Record<string, Value>>> {
  return broken(mapArb(key, value, fewer(rules)), 'length.min');
}

/** Maps of more entries than `max`. */
export function tooManyEntriesArb<Value>(
  key: fc.Arbitrary<string>,
  value: fc.Arbitrary<Value>,
  rules: CountRules,
): fc.Arbitrary<BrokenLeaf<Record<string, Value>>> {
  return broken(mapArb(key, value, more(rules)), 'length.max');
}

/** Blobs of fewer bytes than `min`. */
export function tooFewBytesArb(rules: CountRules): fc.Arbitrary<BrokenLeaf<Uint8Array>> {
  return broken(blobArb(fewer(rules)), 'length.min');
}

/** Blobs of more bytes than `max`. */
export function tooManyBytesArb(rules: CountRules): fc.Arbitrary<BrokenLeaf<Uint8Array>> {
  return broken(blobArb(more(rules)), 'length.max');
}

function fewer(rules: CountRules): CountRules {
  const { min = 0 } = rules;
  if (min <= 0) throw new RangeError('nothing is too few');
  return { ...rules, min: 0, max: min - 1 };
}

function more(rules: CountRules): CountRules {
  const { max } = rules;
  if (max === undefined) throw new RangeError('nothing is too many');
  return { ...rules, min: max + 1, max: max + 3, cap: max + 3 };
}

function broken<Value>(arb: fc.Arbitrary<Value>, kind: ConstraintKind): fc.Arbitrary<BrokenLeaf<Value>> {
  return arb.map((value) => ({ value, kinds: [kind] }));
}
