import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointsOf, ranges } from './character-set.js';
import { propertySet } from './properties.js';
import {
  complement,
  intersect,
  MAX_CODE_POINT,
  type Ranges,
  rangesHave,
  rangesOf,
  sizeOf,
  union,
  valueAt,
} from './ranges.js';

const setArb = fc
  .array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 6 })), { maxLength: 6 })
  .map((list) => rangesOf(...list.map(([low, width]) => [low, low + width] as const)));

function members(set: Ranges): number[] {
  return Array.from({ length: 60 }, (_, value) => value).filter((value) => rangesHave(set, value));
}

describe('ranges', () => {
  it('are sorted, disjoint and not adjacent', () => {
    fc.assert(
      fc.property(setArb, (set) => {
        for (let index = 1; index < set.length; index++) {
          const gap = (set[index] ?? 0) - (set[index - 1] ?? 0);
          expect(gap).toBeGreaterThanOrEqual(index % 2 === 0 ? 2 : 0);
        }
      }),
      { seed: 1 },
    );
  });

  it('behave as sets', () => {
    fc.assert(
      fc.property(setArb, setArb, (left, right) => {
        const a = members(left);
        const b = members(right);
        expect(members(union(left, right))).toEqual([...new Set([...a, ...b])].sort((x, y) => x - y));
        expect(members(intersect(left, right))).toEqual(a.filter((value) => b.includes(value)));
        expect(members(intersect(left, complement(right)))).toEqual(a.filter((value) => !b.includes(value)));
        expect(complement(complement(left))).toEqual(left);
        expect(sizeOf(left)).toBe(a.length);
        expect(sizeOf(complement(left))).toBe(MAX_CODE_POINT + 1 - a.length);
        expect(a.map((_, position) => valueAt(left, position))).toEqual(a);
        expect([valueAt(left, a.length), valueAt(left, -1)]).toEqual([undefined, undefined]);
      }),
      { seed: 2 },
    );
  });
});

describe('propertySet', () => {
  it('has exactly the code points of the property', () => {
    const letters = propertySet('L');
    expect(letters).toBeDefined();
    const table = letters === undefined ? [] : codePointsOf(letters);
    const reference = /\p{L}/u;
    for (let codePoint = 0; codePoint <= 0x3ffff; codePoint += 7) {
      expect([codePoint, rangesHave(table, codePoint)]).toEqual([
        codePoint,
        reference.test(String.fromCodePoint(codePoint)),
      ]);
    }
  });

  it.each([
    ['Digit', '09', '٣a'],
    ['IsDigit', '0٣', 'a'],
    ['IsLatin', 'aé', 'ж'],
    ['IsL', 'aж', '1'],
    ['Script=Greek', 'α', 'a'],
    ['script=greek', 'α', 'a'],
    ['gc=Lu', 'A', 'a'],
    ['XDigit', 'fF0', 'g'],
    ['IsWhite_Space', ' \u2003', 'a'],
  ])('knows %s', (name, inside, outside) => {
    const set = codePointsOf(propertySet(name) ?? ranges());
    const has = (character: string): boolean => rangesHave(set, character.codePointAt(0) ?? 0);
    expect(Array.from(inside).every(has)).toBe(true);
    expect(Array.from(outside).some(has)).toBe(false);
  });

  it('does not know blocks, methods and code', () => {
    for (const name of ['InGreek', 'javaLowerCase', '', 'L}|a', 'Script=Nothing'])
      expect(propertySet(name)).toBeUndefined();
  });
});
