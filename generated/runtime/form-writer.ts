// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/**
 * Text for application/x-www-form-urlencoded bodies as awsQuery wants it: RFC 3986 percent-encoding of everything
 * but letters, digits and `-._~`. Every function returns encoded text, ready to stand after the `=`.
 */

import { formatBlob, formatDouble, formatFloat32 } from './numbers.js';
import { SerializationError } from './problem.js';
import { formatDateTime, formatEpochSeconds, formatHttpDate } from './timestamps.js';

/** Text that stands for itself. */
const unreserved = /^[A-Za-z0-9._~-]*$/;

/**
 * Percent-encodes text as UTF-8. Text that needs no encoding is returned as it is.
 * @throws SerializationError for a lone surrogate
 */
export function encodeForm(text: string): string {
  return unreserved.test(text) ? text : percentEncode(text);
}

export function formBoolean(value: boolean): string {
  return value ? 'true' : 'false';
}

/** Integers and doubles: shortest text that reads back the same; `NaN`, `Infinity`, `-Infinity`. */
export function formNumber(value: number): string {
  return encodeForm(formatDouble(value));
}

/** 32-bit floats: as {@link formNumber}, with no more digits than the type has. */
export function formFloat32(value: number): string {
  return encodeForm(formatFloat32(value));
}

export function formBigint(value: bigint): string {
  return value.toString();
}

/** Base64, its `+`, `/` and `=` percent-encoded. */
export function formBlob(value: Uint8Array): string {
  return encodeForm(formatBlob(value));
}

/** @throws SerializationError for an invalid date, or one outside the years 0 to 9999 */
export function formDateTime(value: Date): string {
  return encodeForm(formatDateTime(value));
}

/** @throws SerializationError for an invalid date */
export function formEpochSeconds(value: Date): string {
  return formatEpochSeconds(value);
}

/** @throws SerializationError for an invalid date, or one outside the years 0 to 9999 */
export function formHttpDate(value: Date): string {
  return encodeForm(formatHttpDate(value));
}

/** What encodeURIComponent leaves alone beyond RFC 3986. */
const leftAlone = ['!', "'", '(', ')', '*'];
const everyLeftAlone = /[!'()*]/g;

function percentEncode(text: string): string {
  let encoded: string;
  try {
    encoded = encodeURIComponent(text);
  } catch {
    throw new SerializationError('a lone surrogate has no UTF-8 form', text);
  }
  // Five native searches take an eighth of the time of one regular expression.
  const isDone = leftAlone.every((char) => !encoded.includes(char));
  return isDone ? encoded : encoded.replace(everyLeftAlone, encodeCharacter);
}

function encodeCharacter(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}
