import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRange } from '../constraints.js';
import type { Violation } from '../violation.js';
import {
  aboveMaxArb,
  aboveWitnesses,
  belowMinArb,
  belowWitnesses,
  bigintArb,
  floatArb,
  integerArb,
  type NumberKind,
} from './numbers.js';

function sample<Value>(arb: fc.Arbitrary<Value>, numRuns = 500): Value[] {
  return fc.sample(arb, { seed: 13, numRuns });
}

function kinds(
  value: number | bigint,
  min: number | bigint | undefined,
  max: number | bigint | undefined,
): string[] {
  const violations: Violation[] = [];
  checkRange(violations, 'x', value, min, max, false);
  return violations.map((violation) => violation.kind);
}

describe('numbers within bounds', () => {
  it('keep them and hit both', () => {
    const numbers = sample(integerArb('integer', { min: 900, max: 43200 }));
    expect(numbers.flatMap((value) => kinds(value, 900, 43200))).toEqual([]);
    for (const bound of [900, 43200])
      expect(numbers.filter((value) => value === bound).length).toBeGreaterThan(50);
    const longs = sample(bigintArb('long', { min: 2n ** 53n + 1n }));
    expect(longs.flatMap((value) => kinds(value, 2n ** 53n + 1n, 2n ** 63n - 1n))).toEqual([]);
    expect(longs).toContain(2n ** 63n - 1n);
    expect(sample(integerArb('byte')).every((value) => value >= -128 && value <= 127)).toBe(true);
    const floats = sample(floatArb('double', { min: 0.1, max: 0.3 }));
    expect(floats.flatMap((value) => kinds(value, 0.1, 0.3))).toEqual([]);
    expect(floats).toEqual(expect.arrayContaining([0.1, 0.3]));
  });

  it('never are minus zero, and are NaN or infinite only without bounds', () => {
    const floats = sample(floatArb('float'), 2000);
    expect(floats.some((value) => Object.is(value, -0))).toBe(false);
    expect(floats.every((value) => Number.isNaN(value) || Math.fround(value) === value)).toBe(true);
    expect(floats.some(Number.isNaN)).toBe(true);
  });
});

describe('numbers outside bounds', () => {
  it.each<[NumberKind, number | bigint, (number | bigint)[], (number | bigint)[]]>([
    ['integer', 900, [899, 0, -1, -2147483648], [901, 2147483647]],
    ['byte', 0, [-1, -128], [1, 127]],
    ['long', 2n ** 53n, [2n ** 53n - 1n, 0n, -1n, -(2n ** 63n)], [2n ** 53n + 1n, 2n ** 63n - 1n]],
    ['double', 1, [1 - 2 ** -53, 0, -1, -Number.MAX_VALUE], [1 + 2 ** -52, Number.MAX_VALUE]],
    ['double', 0, [-Number.MIN_VALUE, -1, -Number.MAX_VALUE], [Number.MIN_VALUE, Number.MAX_VALUE]],
    ['float', 1, [1 - 2 ** -24, 0, -1, -3.4028234663852886e38], [1 + 2 ** -23, 3.4028234663852886e38]],
  ])('of %s are nearest to %s', (kind, bound, below, above) => {
    expect(belowWitnesses(kind, bound)).toEqual(below);
    expect(aboveWitnesses(kind, bound)).toEqual(above);
  });

  it.each<NumberKind>(['byte', 'short', 'integer', 'intEnum', 'long', 'bigInteger', 'float', 'double'])(
    'of %s break one bound',
    (kind) => {
      for (const { value, kinds: broken } of sample(belowMinArb(kind, 5))) {
        expect([value, kinds(value, 5, 9)]).toEqual([value, broken]);
        expect(broken).toEqual(['range.min']);
      }
      for (const { value, kinds: broken } of sample(aboveMaxArb(kind, 9))) {
        expect([value, kinds(value, 5, 9)]).toEqual([value, broken]);
        expect(broken).toEqual(['range.max']);
      }
    },
  );

  it('do not exist past the type', () => {
    expect(belowWitnesses('integer', -2147483648)).toEqual([]);
    expect(() => belowMinArb('integer', -2147483648)).toThrow(RangeError);
    expect(() => aboveMaxArb('long', 2n ** 63n - 1n)).toThrow(RangeError);
  });
});
