// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Scalars of the model from the text they were sent as: shared by the form and the XML side. */

import {
  byteRange,
  integerRange,
  parseBigDecimal,
  parseBigInteger,
  parseBlob,
  parseBoolean,
  parseDouble,
  parseFloat32,
  parseInteger,
  parseLong,
  shortRange,
} from './numbers.js';
import { report } from './problem.js';
import type { Problem, ProblemPath } from './problem.js';
import { parseDateTime, parseEpochSeconds, parseHttpDate } from './timestamps.js';

/** A type of scalar that not every text is a value of. */
export interface ScalarType<Value> {
  /** What a problem calls it: `a 32-bit integer`. */
  readonly title: string;
  parse(text: string): Value | undefined;
}

export const byteType: ScalarType<number> = {
  title: 'an 8-bit integer',
  parse: (text) => parseInteger(text, byteRange),
};
export const shortType: ScalarType<number> = {
  title: 'a 16-bit integer',
  parse: (text) => parseInteger(text, shortRange),
};
export const integerType: ScalarType<number> = {
  title: 'a 32-bit integer',
  parse: (text) => parseInteger(text, integerRange),
};
export const longType: ScalarType<bigint> = { title: 'a 64-bit integer', parse: parseLong };
export const bigIntegerType: ScalarType<bigint> = { title: 'an integer', parse: parseBigInteger };
export const floatType: ScalarType<number> = { title: 'a 32-bit float', parse: parseFloat32 };
export const doubleType: ScalarType<number> = { title: 'a double', parse: parseDouble };
export const bigDecimalType: ScalarType<string> = { title: 'a decimal number', parse: parseBigDecimal };
export const booleanType: ScalarType<boolean> = { title: 'a boolean', parse: parseBoolean };
export const blobType: ScalarType<Uint8Array> = { title: 'base64', parse: parseBlob };
export const dateTimeType: ScalarType<Date> = { title: 'an RFC 3339 date-time', parse: parseDateTime };
export const epochSecondsType: ScalarType<Date> = { title: 'seconds since 1970', parse: parseEpochSeconds };
export const httpDateType: ScalarType<Date> = { title: 'an HTTP date', parse: parseHttpDate };

/**
 * The value of `text`, or undefined with a problem: `empty` for text without a character where the type has no such
 * value (all but blobs), else `malformed`.
 */
export function readScalar<Value>(
  type: ScalarType<Value>,
  text: string,
  at: ProblemPath,
  problems: Problem[],
): Value | undefined {
  const value = type.parse(text);
  if (value !== undefined) return value;
  return report(problems, text === '' ? 'empty' : 'malformed', at, `not ${type.title}`);
}
