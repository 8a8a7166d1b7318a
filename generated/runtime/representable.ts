// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Which values have a text that reads back as the same value: what generated `representable` functions ask. */
import {
  byteRange,
  integerRange,
  parseBigDecimal,
  parseBigInteger,
  parseLong,
  shortRange,
} from './numbers.js';
import { formatDateTime, formatEpochSeconds, formatHttpDate } from './timestamps.js';
import { parseDateTime, parseEpochSeconds, parseHttpDate } from './timestamps.js';
import { isLegal } from './xml-characters.js';

/** Text of Unicode scalar values: a form has no bytes for a lone surrogate. */
export function isFormText(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Text of the characters of XML 1.0. */
export function isXmlText(text: string): boolean {
  return isLegal(text);
}

/** True where a structure has a member: a form has no key for one that has none. */
export function saysSomething(structure: object): boolean {
  return Object.values(structure).some((member) => member !== undefined);
}

export function isByte(value: number): boolean {
  return isWhole(value, byteRange);
}

export function isShort(value: number): boolean {
  return isWhole(value, shortRange);
}

export function isInteger(value: number): boolean {
  return isWhole(value, integerRange);
}

export function isLong(value: bigint): boolean {
  return parseLong(String(value)) === value;
}

/** A bigint that readers take: they refuse numbers of many thousand digits. */
export function isBigInteger(value: bigint): boolean {
  return parseBigInteger(String(value)) === value;
}

/** A number that 32 bits hold, NaN and the infinities included. */
export function isFloat(value: number): boolean {
  return Object.is(Math.fround(value), value);
}

export function isBigDecimal(text: string): boolean {
  return parseBigDecimal(text) === text;
}

/** An instant of the years 0 to 9999. */
export function isDateTime(date: Date): boolean {
  return reads(date, formatDateTime, parseDateTime);
}

export function isEpochSeconds(date: Date): boolean {
  return reads(date, formatEpochSeconds, parseEpochSeconds);
}

/** An instant of the years 0 to 9999, in whole seconds. */
export function isHttpDate(date: Date): boolean {
  return reads(date, formatHttpDate, parseHttpDate);
}

function isWhole(value: number, { min, max }: { readonly min: number; readonly max: number }): boolean {
  return Number.isInteger(value) && value >= min && value <= max && !Object.is(value, -0);
}

function reads(
  date: Date,
  format: (date: Date) => string,
  parse: (text: string) => Date | undefined,
): boolean {
  try {
    return parse(format(date))?.getTime() === date.getTime();
  } catch {
    return false;
  }
}
