/** Numbers within bounds, and just outside. */
import * as fc from 'fast-check';
import { compareDecimal, parseBigDecimal } from '../numbers.js';
import type { BrokenLeaf } from './broken.js';

/** Smithy's simple types for whole numbers that fit a JavaScript number. */
export type IntegerKind = 'byte' | 'short' | 'integer' | 'intEnum';
export type BigKind = 'long' | 'bigInteger';
export type FloatKind = 'float' | 'double';
export type NumberKind = IntegerKind | BigKind | FloatKind;

/** Inclusive bounds of a range; numbers and bigints as the model has them. */
export interface NumberRules {
  readonly min?: number | bigint | undefined;
  readonly max?: number | bigint | undefined;
}

/** Whole numbers of a type within bounds, both bounds often. */
export function integerArb(kind: IntegerKind, rules: NumberRules = {}): fc.Arbitrary<number> {
  const [low, high] = INTEGER_LIMITS[kind];
  const min = Math.max(low, Math.ceil(Number(rules.min ?? low)));
  const max = Math.min(high, Math.floor(Number(rules.max ?? high)));
  return withBounds(fc.integer({ min, max }), min, max);
}

/** Bigints within bounds, both bounds often; `bigInteger` without bounds has up to 80 bits. */
export function bigintArb(kind: BigKind, rules: NumberRules = {}): fc.Arbitrary<bigint> {
  const [low, high] = BIG_LIMITS[kind];
  const min = largest(low, rules.min);
  const max = smallest(high, rules.max);
  return withBounds(fc.bigInt({ min, max }), min, max);
}

/** Floating-point numbers within bounds, both bounds often; without bounds also NaN and the infinities. Never -0. */
export function floatArb(kind: FloatKind, rules: NumberRules = {}): fc.Arbitrary<number> {
  const round = kind === 'float' ? Math.fround : Number;
  const min = rules.min === undefined ? undefined : round(Number(rules.min));
  const max = rules.max === undefined ? undefined : round(Number(rules.max));
  const isFree = min === undefined && max === undefined;
  const limits = {
    noNaN: !isFree,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
  const numbers = kind === 'float' ? fc.float(limits) : fc.double(limits);
  const positiveZero = numbers.map((value) => (value === 0 ? 0 : value));
  return isFree
    ? positiveZero
    : withBounds(positiveZero, ...[min, max].filter((bound) => bound !== undefined));
}

/** Decimal text within bounds, both bounds often; without bounds any finite double. */
export function decimalArb(rules: NumberRules = {}): fc.Arbitrary<string> {
  const exact = [rules.min, rules.max].filter((bound) => bound !== undefined).map(String);
  const bounded = { min: rules.min ?? -Number.MAX_VALUE, max: rules.max ?? Number.MAX_VALUE };
  const near = floatArb('double', bounded).map(String);
  const inside = near.filter((text) => isWithin(text, rules));
  return exact.length === 0
    ? inside
    : fc.oneof(
        { withCrossShrink: true },
        { arbitrary: inside, weight: 3 },
        ...exact.map((text) => fc.constant(text)),
      );
}

/** Decimal text below `min`, at times by less than a double can tell. */
export function decimalBelowArb(min: number | bigint): fc.Arbitrary<BrokenLeaf<string>> {
  return decimalOutside(belowMinArb('double', min), 'range.min', (text) => compareDecimal(text, min) < 0);
}

/** Decimal text above `max`, at times by less than a double can tell. */
export function decimalAboveArb(max: number | bigint): fc.Arbitrary<BrokenLeaf<string>> {
  const finest = Number.isInteger(Number(max)) && max >= 0 ? [`${max}.${'0'.repeat(24)}1`] : [];
  return decimalOutside(
    aboveMaxArb('double', max),
    'range.max',
    (text) => compareDecimal(text, max) > 0,
    finest,
  );
}

function decimalOutside(
  doubles: fc.Arbitrary<BrokenLeaf<number | bigint>>,
  kind: 'range.min' | 'range.max',
  breaks: (text: string) => boolean,
  finest: readonly string[] = [],
): fc.Arbitrary<BrokenLeaf<string>> {
  const texts = doubles
    .map(({ value }) => String(value))
    .filter((text) => parseBigDecimal(text) !== undefined && breaks(text));
  const all = finest.length === 0 ? texts : fc.oneof(texts, fc.constantFrom(...finest));
  return all.map((value) => ({ value, kinds: [kind] }));
}

function isWithin(text: string, { min, max }: NumberRules): boolean {
  return (
    (min === undefined || compareDecimal(text, min) >= 0) &&
    (max === undefined || compareDecimal(text, max) <= 0)
  );
}

/** Numbers of the type below `min`, often by the least possible. RangeError where the type has none. */
export function belowMinArb(
  kind: NumberKind,
  min: number | bigint,
): fc.Arbitrary<BrokenLeaf<number | bigint>> {
  return outsideArb(kind, belowWitnesses(kind, min), 'range.min', { max: nextTo(kind, min, -1) });
}

/** Numbers of the type above `max`, often by the least possible. RangeError where the type has none. */
export function aboveMaxArb(
  kind: NumberKind,
  max: number | bigint,
): fc.Arbitrary<BrokenLeaf<number | bigint>> {
  return outsideArb(kind, aboveWitnesses(kind, max), 'range.max', { min: nextTo(kind, max, 1) });
}

/** Numbers of the type below a bound: the nearest first, then zero, minus one and the least of the type. Empty where there is none. */
export function belowWitnesses(kind: NumberKind, min: number | bigint): (number | bigint)[] {
  return candidates(kind, nextTo(kind, min, -1), 0).filter((value) => value < min);
}

/** Numbers of the type above a bound: the nearest first, and the greatest of the type. Empty where there is none. */
export function aboveWitnesses(kind: NumberKind, max: number | bigint): (number | bigint)[] {
  return candidates(kind, nextTo(kind, max, 1), 1).filter((value) => value > max);
}

const INTEGER_LIMITS: Readonly<Record<IntegerKind, readonly [number, number]>> = {
  byte: [-128, 127],
  short: [-32_768, 32_767],
  integer: [-2_147_483_648, 2_147_483_647],
  intEnum: [-2_147_483_648, 2_147_483_647],
};

const BIG_LIMITS: Readonly<Record<BigKind, readonly [bigint, bigint]>> = {
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  bigInteger: [-(2n ** 80n), 2n ** 80n],
};

const FLOAT_LIMIT: Readonly<Record<FloatKind, number>> = {
  float: 3.4028234663852886e38,
  double: Number.MAX_VALUE,
};

function outsideArb(
  kind: NumberKind,
  witnesses: readonly (number | bigint)[],
  broken: 'range.min' | 'range.max',
  rest: NumberRules,
): fc.Arbitrary<BrokenLeaf<number | bigint>> {
  if (witnesses.length === 0) throw new RangeError(`no ${kind} breaks ${broken}`);
  const leaf = (value: number | bigint): BrokenLeaf<number | bigint> => ({ value, kinds: [broken] });
  return fc.oneof({ withCrossShrink: true }, fc.constantFrom(...witnesses), numberArb(kind, rest)).map(leaf);
}

function numberArb(kind: NumberKind, rules: NumberRules): fc.Arbitrary<number | bigint> {
  switch (kind) {
    case 'byte':
    case 'short':
    case 'integer':
    case 'intEnum':
      return integerArb(kind, rules);
    case 'long':
    case 'bigInteger':
      return bigintArb(kind, rules);
    case 'float':
    case 'double':
      return floatArb(kind, rules);
  }
}

/** The nearest number of the type below (-1) or above (1) a bound, be it of the type or not. */
function nextTo(kind: NumberKind, bound: number | bigint, direction: -1 | 1): number | bigint {
  switch (kind) {
    case 'byte':
    case 'short':
    case 'integer':
    case 'intEnum':
      return direction < 0 ? Math.ceil(Number(bound)) - 1 : Math.floor(Number(bound)) + 1;
    case 'long':
    case 'bigInteger':
      return typeof bound === 'bigint' || Number.isInteger(bound)
        ? BigInt(bound) + BigInt(direction)
        : BigInt(direction < 0 ? Math.floor(bound) : Math.ceil(bound));
    case 'float':
    case 'double':
      return nextFloat(kind, Number(bound), direction);
  }
}

/** The neighbour in the bits of the number: magnitudes order as integers do. */
function nextFloat(kind: FloatKind, bound: number, direction: -1 | 1): number {
  const view = new DataView(new ArrayBuffer(8));
  const start = kind === 'float' ? Math.fround(bound) : bound;
  if (direction < 0 ? start < bound : start > bound) return start;
  if (start === 0) return direction * (kind === 'float' ? 2 ** -149 : Number.MIN_VALUE);
  const step = start > 0 === direction > 0 ? 1 : -1;
  if (kind === 'float') {
    view.setFloat32(0, start);
    view.setInt32(0, view.getInt32(0) + step);
    return view.getFloat32(0);
  }
  view.setFloat64(0, start);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(step));
  return view.getFloat64(0);
}

function candidates(kind: NumberKind, nearest: number | bigint, end: 0 | 1): (number | bigint)[] {
  switch (kind) {
    case 'byte':
    case 'short':
    case 'integer':
    case 'intEnum': {
      const [low, high] = INTEGER_LIMITS[kind];
      return unique([Number(nearest), 0, -1, INTEGER_LIMITS[kind][end]]).filter(
        (value) => value >= low && value <= high,
      );
    }
    case 'long':
    case 'bigInteger': {
      const [low, high] = BIG_LIMITS[kind];
      return unique([BigInt(nearest), 0n, -1n, BIG_LIMITS[kind][end]]).filter(
        (value) => value >= low && value <= high,
      );
    }
    case 'float':
    case 'double':
      return unique([Number(nearest), 0, -1, end === 0 ? -FLOAT_LIMIT[kind] : FLOAT_LIMIT[kind]]).filter(
        Number.isFinite,
      );
  }
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

/** Shrinks as `arb` does. */
function withBounds<Value>(arb: fc.Arbitrary<Value>, ...bounds: readonly Value[]): fc.Arbitrary<Value> {
  const others = bounds.map((bound) => ({ arbitrary: fc.constant(bound), weight: 1 }));
  return fc.oneof({ withCrossShrink: true }, { arbitrary: arb, weight: 3 }, ...others);
}

function largest(low: bigint, bound: number | bigint | undefined): bigint {
  const value = bound === undefined ? low : BigInt(typeof bound === 'number' ? Math.ceil(bound) : bound);
  return value > low ? value : low;
}

function smallest(high: bigint, bound: number | bigint | undefined): bigint {
  const value = bound === undefined ? high : BigInt(typeof bound === 'number' ? Math.floor(bound) : bound);
  return value < high ? value : high;
}
