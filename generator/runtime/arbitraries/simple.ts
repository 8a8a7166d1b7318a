/** Enums, timestamps, and what is not there. */
import * as fc from 'fast-check';
import type { BrokenLeaf } from './broken.js';
import { brokenRules, type TextRules } from './text-rules.js';
import { stringArb } from './strings.js';

/** The values of an enum. */
export function enumArb<const Value extends string | number>(values: readonly Value[]): fc.Arbitrary<Value> {
  return fc.constantFrom(...values);
}

/**
 * Instants that every timestamp format can write: years 1970 to 9999, whole seconds unless told otherwise, the first
 * and the last of them, the end of February in a leap year, and the seconds around 2038.
 */
export function timestampArb(options: { readonly milliseconds?: boolean } = {}): fc.Arbitrary<Date> {
  const step = options.milliseconds === true ? 1 : 1000;
  const seconds = fc.integer({ min: 0, max: LAST_SECOND });
  const drawn =
    options.milliseconds === true
      ? fc.tuple(seconds, fc.nat({ max: 999 }))
      : fc.tuple(seconds, fc.constant(0));
  const anywhere = drawn.map(([second, millisecond]) => second * 1000 + millisecond);
  const telling = fc.constantFrom(
    ...TELLING_SECONDS.map((second) => second * 1000),
    LAST_SECOND * 1000 + (1000 - step),
  );
  const instants = fc.oneof(
    { withCrossShrink: true },
    { arbitrary: anywhere, weight: 3 },
    { arbitrary: telling, weight: 1 },
  );
  return instants.map((instant) => new Date(instant));
}

/** Values near those of an enum that are not among them: other cases, blanks, parts, and numbers beside the others. */
export function notInEnumArb(
  values: readonly (string | number)[],
  rules: TextRules = {},
): fc.Arbitrary<BrokenLeaf<string | number>> {
  const near = fc.constantFrom(...notInEnumWitnesses(values, rules));
  const isText = values.some((value) => typeof value === 'string');
  const far = isText ? stringArb({ max: 32, ...rules }) : fc.integer();
  return fc
    .oneof({ withCrossShrink: true }, near, far)
    .filter((value) => !values.some((known) => known === value))
    .map((value) => ({ value, kinds: ['enum'] }));
}

/** What breaks another rule of a text that has an enum as well: none of the enum's values would. */
export function alsoNotInEnum(
  values: readonly (string | number)[],
  leaves: fc.Arbitrary<BrokenLeaf<string>>,
): fc.Arbitrary<BrokenLeaf<string>> {
  return leaves
    .filter(({ value }) => !values.includes(value))
    .map(({ value, kinds }) => ({ value, kinds: ['enum', ...kinds] }));
}

/** A few values that are not in an enum, the nearest first; `rules` are what else holds for the value. */
export function notInEnumWitnesses(
  values: readonly (string | number)[],
  rules: TextRules = {},
): (string | number)[] {
  const near = values.flatMap((value): (string | number)[] =>
    typeof value === 'number'
      ? [value - 1, value + 1]
      : [value.toLowerCase(), value.toUpperCase(), `${value}x`, value.slice(0, -1), `${value} `, ` ${value}`],
  );
  const fallback = values.some((value) => typeof value === 'string')
    ? ['NotInTheEnum', 'X']
    : [0, 2_147_483_647];
  const isLegal = (value: string | number): boolean =>
    typeof value === 'number'
      ? Math.abs(value) <= 2_147_483_647
      : value !== '' && brokenRules(value, rules).length === 0;
  return [...new Set([...near, ...fallback])].filter((value) => !values.includes(value) && isLegal(value));
}

/** A required member left out. */
export function missingArb(): fc.Arbitrary<BrokenLeaf<undefined>> {
  return fc.constant({ value: undefined, kinds: ['required'] });
}

/** 9999-12-31T23:59:59Z. */
const LAST_SECOND = 253_402_300_799;

const TELLING_SECONDS: readonly number[] = [
  0,
  951_782_400, // 2000-02-29
  1_709_164_800, // 2024-02-29
  2_147_483_647, // 2038-01-19, the last second of 32 bits
  2_147_483_648,
  4_107_542_400, // 2100-03-01, not a leap year
];
