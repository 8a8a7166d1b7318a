/** Text of numbers, booleans and blobs, both ways. Parsers are strict: no blanks, no other radix, no partial match. */

const integerPattern = /^[+-]?\d+$/;
const decimalPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** More digits than any value in use; converting text to a bigint takes more than linear time. */
const maxBigintDigits = 10_000;

/** Bounds of the integer types of Smithy that fit a number. */
export const byteRange = { min: -128, max: 127 } as const;
export const shortRange = { min: -32_768, max: 32_767 } as const;
export const integerRange = { min: -2_147_483_648, max: 2_147_483_647 } as const;

const longMin = -(2n ** 63n);
const longMax = 2n ** 63n - 1n;

/** A decimal integer the way Java reads one: sign and leading zeros are fine (`+900`, `0900`), `900.0` is not. */
export function parseInteger(
  text: string,
  range: { readonly min: number; readonly max: number } = integerRange,
): number | undefined {
  if (!integerPattern.test(text)) return undefined;
  // Past 2^53 digits are lost, but never so many that a number would come back into a 32-bit range.
  const value = Number(text);
  if (value < range.min || value > range.max) return undefined;
  return value === 0 ? 0 : value;
}

/** A 64-bit integer. */
export function parseLong(text: string): bigint | undefined {
  const value = parseBigInteger(text);
  return value === undefined || value < longMin || value > longMax ? undefined : value;
}

/** An integer of up to 10,000 digits. */
export function parseBigInteger(text: string): bigint | undefined {
  if (text.length > maxBigintDigits || !integerPattern.test(text)) return undefined;
  // BigInt() reads a sign before decimal digits, `+` included.
  return BigInt(text);
}

/** A double: decimal text with or without exponent, `NaN`, `Infinity` or `-Infinity`; too large is malformed. */
export function parseDouble(text: string): number | undefined {
  switch (text) {
    case 'NaN':
      return Number.NaN;
    case 'Infinity':
      return Number.POSITIVE_INFINITY;
    case '-Infinity':
      return Number.NEGATIVE_INFINITY;
    default: {
      if (!decimalPattern.test(text)) return undefined;
      const value = Number(text);
      return Number.isFinite(value) ? value : undefined;
    }
  }
}

/** As {@link parseDouble}, rounded to the nearest 32-bit float; what rounds to infinity is malformed. */
export function parseFloat32(text: string): number | undefined {
  const value = parseDouble(text);
  if (value === undefined || !Number.isFinite(value)) return value;
  const rounded = Math.fround(value);
  return Number.isFinite(rounded) ? rounded : undefined;
}

/** Decimal text of any precision, kept as text: JavaScript has no type that holds it. */
export function parseBigDecimal(text: string): string | undefined {
  return decimalPattern.test(text) ? text : undefined;
}

/** Negative, zero or positive as decimal text is below, equal to or above a bound, whatever their digits. */
export function compareDecimal(text: string, bound: number | bigint): number {
  const [left, right] = [scaled(text), scaled(String(bound))];
  // Past a thousand places apart the shorter way is exact enough, and bigints of that size are not worth having.
  if (Math.abs(left.exponent - right.exponent) > 1000) return Math.sign(Number(text) - Number(bound));
  const exponent = Math.min(left.exponent, right.exponent);
  const difference =
    left.digits * 10n ** BigInt(left.exponent - exponent) -
    right.digits * 10n ** BigInt(right.exponent - exponent);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `digits` times ten to the `exponent`. */
function scaled(text: string): { readonly digits: bigint; readonly exponent: number } {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = `${whole}${fraction}`.replace(/^\+/, '').slice(0, maxBigintDigits);
  return { digits: /\d/.test(digits) ? BigInt(digits) : 0n, exponent: Number(exponent) - fraction.length };
}

/** `true` or `false`, in lower case. */
export function parseBoolean(text: string): boolean | undefined {
  if (text === 'true') return true;
  return text === 'false' ? false : undefined;
}

/** Shortest text that reads back as the same double, `-0` included. */
export function formatDouble(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Shortest text that reads back as the same 32-bit float; the value is rounded to one first. */
export function formatFloat32(value: number): string {
  const rounded = Math.fround(value);
  if (rounded === 0 || !Number.isFinite(rounded)) return formatDouble(rounded);
  for (let digits = 1; digits < 9; digits++) {
    const candidate = Number(rounded.toPrecision(digits));
    if (Math.fround(candidate) === rounded) return formatDouble(candidate);
  }
  return formatDouble(Number(rounded.toPrecision(9)));
}

/** Base64 with padding. */
export function formatBlob(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

const base64Pattern = /^[A-Za-z0-9+/]*={0,2}$/;

/** Base64 with padding and without blanks (RFC 4648 section 4); the empty text is no bytes. */
export function parseBlob(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !base64Pattern.test(text)) return undefined;
  return Uint8Array.from(Buffer.from(text, 'base64'));
}
