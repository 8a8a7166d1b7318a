import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasDuplicate } from '../value-key.js';
import {
  blobArb,
  duplicateItemsArb,
  listArb,
  mapArb,
  tooFewBytesArb,
  tooFewEntriesArb,
  tooFewItemsArb,
  tooManyBytesArb,
  tooManyEntriesArb,
  tooManyItemsArb,
} from './collections.js';
import { stringArb } from './strings.js';

const KEY = stringArb({ min: 1, max: 12 });

function sample<Value>(arb: fc.Arbitrary<Value>, numRuns = 400): Value[] {
  return fc.sample(arb, { seed: 11, numRuns });
}

function counts(lists: readonly (readonly unknown[])[]): Set<number> {
  return new Set(lists.map((list) => list.length));
}

describe('listArb', () => {
  it('keeps the bounds and hits both', () => {
    const lists = sample(listArb(KEY, { min: 1, max: 50 }));
    expect(lists.every((list) => list.length >= 1 && list.length <= 50)).toBe(true);
    expect(lists.filter((list) => list.length === 1).length).toBeGreaterThan(50);
    expect(lists.filter((list) => list.length === 50).length).toBeGreaterThan(20);
    expect(counts(lists).size).toBeGreaterThan(6);
  });

  it('keeps items different on demand, while it shrinks too', () => {
    const arb = listArb(fc.nat({ max: 9 }), { min: 2, max: 10, unique: true });
    expect(sample(arb).some(hasDuplicate)).toBe(false);
    let calls = 0;
    const details = fc.check(
      fc.property(arb, (list) => {
        calls++;
        expect(hasDuplicate(list) || list.length < 2 || list.length > 10).toBe(false);
        return !list.includes(7);
      }),
      { seed: 5, numRuns: 200 },
    );
    expect(details.counterexample?.[0]).toHaveLength(2);
    expect(details.counterexample?.[0]).toContain(7);
    expect(calls - details.numRuns).toBeLessThan(40);
    expect(() => sample(listArb(fc.boolean(), { min: 3, unique: true }), 1)).toThrow(RangeError);
  });

  it('shrinks a long list of long strings in few calls', () => {
    let calls = 0;
    const details = fc.check(
      fc.property(listArb(stringArb({ min: 1, max: 128 }), { max: 50 }), (list) => {
        calls++;
        return list.every((item) => item.length < 100);
      }),
      { seed: 6, numRuns: 200 },
    );
    expect(details.counterexample?.[0]).toEqual(['a'.repeat(100)]);
    expect(calls - details.numRuns).toBeLessThan(40);
  });
});

describe('a list that must be long', () => {
  it('shrinks all its items at once', () => {
    let calls = 0;
    const details = fc.check(
      fc.property(tooManyItemsArb(KEY, { max: 50 }), () => {
        calls++;
        return false;
      }),
      { seed: 8, numRuns: 1 },
    );
    const value = Array.from({ length: 51 }, () => 'a');
    expect(details.counterexample).toEqual([{ value, kinds: ['length.max'] }]);
    expect(calls).toBeLessThan(20);
  });
});

describe('maps and blobs', () => {
  it('keep the bounds and hit both', () => {
    const maps = sample(mapArb(KEY, fc.nat(), { min: 1, max: 5 }));
    expect(counts(maps.map(Object.keys))).toEqual(new Set([1, 2, 3, 4, 5]));
    const blobs = sample(blobArb({ min: 2, max: 30 }));
    expect(Math.min(...blobs.map((blob) => blob.length))).toBe(2);
    expect(Math.max(...blobs.map((blob) => blob.length))).toBe(30);
  });

  it('take __proto__ for a key', () => {
    const [map] = sample(mapArb(fc.constant('__proto__'), fc.constant(1), { min: 1, max: 1 }), 1);
    expect(Object.entries(map ?? {})).toEqual([['__proto__', 1]]);
  });
});

describe('what breaks a bound', () => {
  const rules = { min: 2, max: 4 };

  it('has too few', () => {
    expect(counts(sample(tooFewItemsArb(KEY, rules)).map(({ value }) => value))).toEqual(new Set([0, 1]));
    expect(counts(sample(tooFewEntriesArb(KEY, KEY, rules)).map(({ value }) => Object.keys(value)))).toEqual(
      new Set([0, 1]),
    );
    expect(counts(sample(tooFewBytesArb(rules)).map(({ value }) => [...value]))).toEqual(new Set([0, 1]));
    expect(() => tooFewItemsArb(KEY, { min: 0 })).toThrow(RangeError);
  });

  it('has too many', () => {
    expect(counts(sample(tooManyItemsArb(KEY, rules)).map(({ value }) => value))).toEqual(new Set([5, 6, 7]));
    expect(counts(sample(tooManyEntriesArb(KEY, KEY, rules)).map(({ value }) => Object.keys(value)))).toEqual(
      new Set([5, 6, 7]),
    );
    expect(counts(sample(tooManyBytesArb(rules)).map(({ value }) => [...value]))).toEqual(new Set([5, 6, 7]));
    expect(sample(tooManyItemsArb(KEY, rules), 1)[0]?.kinds).toEqual(['length.max']);
  });

  it('repeats one item, within the bounds', () => {
    const leaves = sample(duplicateItemsArb(KEY, rules));
    for (const { value, kinds } of leaves) {
      expect(kinds).toEqual(['uniqueItems']);
      expect(hasDuplicate(value)).toBe(true);
      expect(value.length >= 2 && value.length <= 4).toBe(true);
    }
    expect(() => duplicateItemsArb(KEY, { max: 1 })).toThrow(RangeError);
  });
});
