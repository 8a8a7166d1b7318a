// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** What serializers, deserializers and validators need, in one file: it is imported in a fraction of the time of many. */
import type { FormNode } from './form-reader.js';
import type { ConstraintKind, Limits, ValuePath, Violation } from './violation.js';

// ---- problem ----

/** What can go wrong between a value and its text, as facts: the errors of the runtime and the problems they list. */


/** One thing that a document or a form has wrong. The text that was read is never part of it. */
export interface Problem {
  /** Where the value belongs in the shape that was read, not on the wire. */
  readonly path: ValuePath;
  /** `empty`: a scalar that was sent, but without text, where the type has no empty text. */
  readonly kind: 'missing' | 'malformed' | 'empty' | 'unexpected';
  readonly detail: string;
}

/** Where a reader reports: a path from the shape being read, or one segment of it. */
export type ProblemPath = ValuePath | string | number;

/** Adds a problem. */
export function report(
  problems: Problem[],
  kind: Problem['kind'],
  at: ProblemPath,
  detail: string = kind,
): undefined {
  problems.push({ path: toPath(at), kind, detail });
}

/**
 * Puts `at` before the path of every problem from index `from` on. A deserializer remembers `problems.length`, lets
 * the deserializer of a member report paths relative to itself, then calls this when the list has grown: the good
 * path builds no paths at all.
 */
export function prefixProblems(problems: Problem[], from: number, at: ProblemPath): void {
  const prefix = toPath(at);
  for (let index = from; index < problems.length; index++) {
    const problem = problems[index];
    if (problem !== undefined) problems[index] = { ...problem, path: [...prefix, ...problem.path] };
  }
}

/** Throws a {@link DeserializationError} with all problems when there are any. */
export function throwProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new DeserializationError(problems);
}

/**
 * Sets a key of a record that is being read. `record[key] = value` would lose `__proto__`, which a map may well
 * have as a key; the first of two equal keys stays.
 */
export function putEntry<Value>(record: Record<string, Value>, key: string, value: Value): void {
  if (Object.hasOwn(record, key)) return;
  Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
}

/** What was read does not have the form of the shape. Lists every problem found, in document order. */
export class DeserializationError extends Error {
  override readonly name = 'DeserializationError';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('; '));
  }
}

/**
 * A value that has no text: a lone surrogate, a character that XML 1.0 cannot carry, an invalid Date. `path` is
 * empty until {@link locateSerializationError} has found the value in the input.
 */
export class SerializationError extends Error {
  override readonly name = 'SerializationError';
  /** Private, so that no inspector and no report ever prints it. */
  readonly #value: unknown;

  constructor(
    readonly reason: string,
    value: unknown,
    readonly path: ValuePath = [],
  ) {
    super(path.length === 0 ? reason : `${formatPath(path)}: ${reason}`);
    this.#value = value;
  }

  /** The same error with the path of the first leaf of `input` that is the value; itself where none is. */
  locatedIn(input: unknown): SerializationError {
    const path = findLeaf(input, this.#value, []);
    return path === undefined ? this : new SerializationError(this.reason, this.#value, path);
  }
}

/**
 * For the `catch` of a serializer: a {@link SerializationError} without a path gets the path of its value within
 * `input`, any other error comes back as it is. The search runs only after a failure, so serializers carry no paths.
 */
export function locateSerializationError(error: unknown, input: unknown): unknown {
  return error instanceof SerializationError && error.path.length === 0 ? error.locatedIn(input) : error;
}

/** XML that is ill-formed, or refused for safety: a DOCTYPE, a document too deep or too large. */
export class XmlError extends Error {
  override readonly name = 'XmlError';

  /**
   * @param reason what is wrong; never text of the document beyond a short name
   * @param offset position in the text in UTF-16 units, from 0
   * @param line from 1; `\n`, `\r\n` and `\r` each end one
   * @param column from 1, in UTF-16 units
   */
  constructor(
    readonly reason: string,
    readonly offset: number,
    readonly line: number,
    readonly column: number,
  ) {
    super(`${reason} at line ${line}, column ${column}`);
  }
}

/** `Tags[0].Key`; the root is `(root)`. */
export function formatPath(path: ValuePath): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else text += text === '' ? segment : `.${segment}`;
  }
  return text === '' ? '(root)' : text;
}

function describeProblem(problem: Problem): string {
  const detail = problem.detail === problem.kind ? '' : ` (${problem.detail})`;
  return `${formatPath(problem.path)}: ${problem.kind}${detail}`;
}

function toPath(at: ProblemPath): ValuePath {
  return typeof at === 'object' ? at : [at];
}

function findLeaf(input: unknown, value: unknown, path: ValuePath): ValuePath | undefined {
  if (Object.is(input, value)) return path;
  if (Array.isArray(input)) {
    for (const [index, item] of input.entries()) {
      const found = findLeaf(item, value, [...path, index]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof input !== 'object' || input === null || ArrayBuffer.isView(input)) return undefined;
  for (const [key, member] of Object.entries(input)) {
    const found = Object.is(key, value) ? [...path, key] : findLeaf(member, value, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

// ---- numbers ----

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

// ---- timestamps ----

/** The three timestamp formats of Smithy, both ways. Parsers return undefined for what is not exactly one of them. */


/** RFC 3339 in UTC, `2024-02-29T10:00:00Z`; milliseconds are written only when they are not zero. */
export function formatDateTime(date: Date): string {
  const text = writableDate(date).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, 19)}Z` : text;
}

/** Seconds since 1970 with up to three decimals: `1714415438.12`. */
export function formatEpochSeconds(date: Date): string {
  return String(validTime(date) / 1000);
}

/** IMF-fixdate, `Tue, 29 Apr 2014 18:30:38 GMT`; milliseconds are cut. */
export function formatHttpDate(date: Date): string {
  return writableDate(date).toUTCString();
}

/**
 * RFC 3339 section 5.6: `2014-04-29T18:30:38.123456+01:00`. Fractions are cut to milliseconds; days and hours that
 * do not exist are refused, and so is second 60, which a Date cannot hold.
 */
export function parseDateTime(text: string): Date | undefined {
  const length = text.length;
  if (length < 20) return undefined;
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return undefined;
  if ((text.charCodeAt(10) | 0x20) !== LOWER_T) return undefined;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return undefined;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const time = utcTime(
    year,
    twoDigits(text, 5),
    twoDigits(text, 8),
    twoDigits(text, 11),
    twoDigits(text, 14),
    twoDigits(text, 17),
  );
  if (time === undefined) return undefined;
  let end = 19;
  let millis = 0;
  if (text.charCodeAt(19) === DOT) {
    let weight = 100;
    for (end = 20; end < length; end++) {
      const digit = text.charCodeAt(end) - ZERO;
      if (!(digit >= 0 && digit <= 9)) break;
      millis += digit * weight;
      weight = weight > 1 ? weight / 10 : 0;
    }
    if (end === 20) return undefined;
  }
  const offset = parseOffset(text, end);
  return offset === undefined ? undefined : new Date(time + millis - offset * 60_000);
}

const epochPattern = /^([+-]?)(\d{1,15})(?:\.(\d+))?$/;

/** Seconds since 1970, with a fraction or without, cut to milliseconds; no exponent. */
export function parseEpochSeconds(text: string): Date | undefined {
  const match = epochPattern.exec(text);
  if (match === null) return undefined;
  const millis = Number(match[2]) * 1000 + Number((match[3] ?? '').slice(0, 3).padEnd(3, '0'));
  const date = new Date(match[1] === '-' ? -millis : millis);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

const httpDatePattern =
  /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat), (\d{2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}):(\d{2}):(\d{2})(?:\.(\d+))? GMT$/;
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** IMF-fixdate of RFC 9110 section 5.6.7, with a fraction or without; a weekday that is not the date's is refused. */
export function parseHttpDate(text: string): Date | undefined {
  const match = httpDatePattern.exec(text);
  if (match === null) return undefined;
  const [, weekday, day, month, year, hour, minute, second, fraction] = match;
  const time = utcTime(
    Number(year),
    months.indexOf(month ?? '') + 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  if (time === undefined) return undefined;
  const date = new Date(time + Number((fraction ?? '').slice(0, 3).padEnd(3, '0')));
  return weekdays[date.getUTCDay()] === weekday ? date : undefined;
}

const ZERO = 0x30;
const PLUS = 0x2b;
const DASH = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
const LOWER_T = 0x74;
const LOWER_Z = 0x7a;

/** Two decimal digits at `index`, or NaN. */
function twoDigits(text: string, index: number): number {
  const tens = text.charCodeAt(index) - ZERO;
  const ones = text.charCodeAt(index + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** Minutes east of UTC that end the text at `index`. */
function parseOffset(text: string, index: number): number | undefined {
  const sign = text.charCodeAt(index);
  if ((sign | 0x20) === LOWER_Z) return text.length === index + 1 ? 0 : undefined;
  if (sign !== PLUS && sign !== DASH) return undefined;
  if (text.length !== index + 6 || text.charCodeAt(index + 3) !== COLON) return undefined;
  const hours = twoDigits(text, index + 1);
  const minutes = twoDigits(text, index + 4);
  if (!(hours <= 23 && minutes <= 59)) return undefined;
  return (hours * 60 + minutes) * (sign === DASH ? -1 : 1);
}

/** Milliseconds since 1970 of a moment that exists in the Gregorian calendar; NaN in any part is refused. */
function utcTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && hour <= 23 && minute <= 59 && second <= 59))
    return undefined;
  if (!(year >= 0 && day <= daysInMonth(year, month))) return undefined;
  if (year >= 100) return Date.UTC(year, month - 1, day, hour, minute, second);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  return new Date(Date.UTC(2000, month - 1, day, hour, minute, second)).setUTCFullYear(year, month - 1, day);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function validTime(date: Date): number {
  const time = date.getTime();
  if (Number.isNaN(time)) throw new SerializationError('an invalid date', date);
  return time;
}

const firstWritable = -62_167_219_200_000;
const lastWritable = 253_402_300_799_999;

/** Both textual formats have four digits for the year. */
function writableDate(date: Date): Date {
  const time = validTime(date);
  if (time < firstWritable || time > lastWritable) {
    throw new SerializationError('a date outside the years 0 to 9999', date);
  }
  return date;
}

// ---- scalars ----

/** Scalars of the model from the text they were sent as: shared by the form and the XML side. */


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

// ---- form-writer ----

/**
 * Text for application/x-www-form-urlencoded bodies as awsQuery wants it: RFC 3986 percent-encoding of everything
 * but letters, digits and `-._~`. Every function returns encoded text, ready to stand after the `=`.
 */


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

// ---- form-scalars ----

/**
 * Members of a shape from their form node. A key that was not sent is undefined and no problem: whether it had to be
 * there is for the validator to say. Strings are `node?.value()`.
 */


type FormReader<Value> = (
  node: FormNode | undefined,
  at: ProblemPath,
  problems: Problem[],
) => Value | undefined;

function readerOf<Value>(type: ScalarType<Value>): FormReader<Value> {
  return (node, at, problems) => {
    const text = node?.value();
    return text === undefined ? undefined : readScalar(type, text, at, problems);
  };
}

export const readFormByte = /* @__PURE__ */ readerOf(byteType);
export const readFormShort = /* @__PURE__ */ readerOf(shortType);
/** `+900` and `0900` are 900; `900.0`, `abc` and 2147483648 are malformed; '' is empty: as STS reads them. */
export const readFormInteger = /* @__PURE__ */ readerOf(integerType);
export const readFormLong = /* @__PURE__ */ readerOf(longType);
export const readFormBigInteger = /* @__PURE__ */ readerOf(bigIntegerType);
export const readFormFloat = /* @__PURE__ */ readerOf(floatType);
export const readFormDouble = /* @__PURE__ */ readerOf(doubleType);
export const readFormBigDecimal = /* @__PURE__ */ readerOf(bigDecimalType);
export const readFormBoolean = /* @__PURE__ */ readerOf(booleanType);
export const readFormBlob = /* @__PURE__ */ readerOf(blobType);
export const readFormDateTime = /* @__PURE__ */ readerOf(dateTimeType);
export const readFormEpochSeconds = /* @__PURE__ */ readerOf(epochSecondsType);
export const readFormHttpDate = /* @__PURE__ */ readerOf(httpDateType);

/**
 * Nodes of a list's items by position; gaps close up. `item` is the segment between list and position (`member`,
 * or the member's xmlName), undefined for a flattened list. `L=` is the empty list; undefined where neither that nor
 * an item was sent. A list that was sent as text is unexpected.
 */
export function readFormList(
  node: FormNode | undefined,
  item: string | undefined,
  at: ProblemPath,
  problems: Problem[],
): readonly FormNode[] | undefined {
  if (node === undefined) return undefined;
  const items = (item === undefined ? node : node.child(item))?.items() ?? [];
  const text = node.value();
  if (text !== undefined && text !== '') return report(problems, 'unexpected', at, 'a list sent as text');
  if (items.length === 0) return text === undefined ? undefined : [];
  return items.map(([, itemNode]) => itemNode);
}

/** An entry of a map as it was sent. */
export interface FormEntry {
  readonly key: string;
  readonly value: FormNode;
}

/**
 * Entries of a map by position. `entry` is `entry`, or undefined for a flattened map; `keyName` and `valueName` are
 * `key` and `value` or their xmlNames. Undefined where no entry was sent: a form cannot say that a map is empty,
 * but `M=` is taken for it. Equal keys come as they are; `putEntry` keeps the first.
 * An entry without key or without value is a problem at its key, or at its position from 0.
 */
export function readFormMap(
  node: FormNode | undefined,
  entry: string | undefined,
  keyName: string,
  valueName: string,
  at: ProblemPath,
  problems: Problem[],
): readonly FormEntry[] | undefined {
  if (node === undefined) return undefined;
  const items = (entry === undefined ? node : node.child(entry))?.items() ?? [];
  const text = node.value();
  if (text !== undefined && text !== '') return report(problems, 'unexpected', at, 'a map sent as text');
  if (items.length === 0) return text === undefined ? undefined : [];
  const prefix = typeof at === 'object' ? at : [at];
  const entries: FormEntry[] = [];
  for (const [position, [, entryNode]] of items.entries()) {
    const key = entryNode.child(keyName)?.value();
    const value = entryNode.child(valueName);
    if (key === undefined) report(problems, 'missing', [...prefix, position], 'an entry without key');
    else if (value === undefined) report(problems, 'missing', [...prefix, key], 'an entry without value');
    else entries.push({ key, value });
  }
  return entries;
}

// ---- xml-characters ----

/** Characters and names of XML 1.0, fifth edition. */

/** True for a code point that XML 1.0 can carry (production Char). */
export function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

/** The characters that XML 1.0 has not, lone surrogates apart. */
const illegal: readonly string[] = /* @__PURE__ */ Array.from({ length: 0x20 }, (_, code) => code)
  .concat(0xfffe, 0xffff)
  .filter((code) => !isXmlCharacter(code))
  .map((code) => String.fromCharCode(code));

/**
 * True for text of characters of XML 1.0 alone, as nearly all documents are. Thirty native searches take a third of the time of
 * one regular expression or one loop over the characters, and spare a reader every such loop.
 */
export function isLegal(text: string): boolean {
  for (const char of illegal) if (text.indexOf(char) !== -1) return false;
  // ES2024, which Node 20 has; text without characters past U+00FF is answered at once.
  return (text as string & { isWellFormed(): boolean }).isWellFormed();
}

/** Space, tab, line feed, carriage return (production S). */
export function isXmlSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

export const NAME_START = 1;
export const NAME_PART = 2;

/** For each ASCII character {@link NAME_START}, {@link NAME_PART}, both or 0. The colon counts as both. */
export const asciiNames: Readonly<Uint8Array> = buildAsciiNames();

function buildAsciiNames(): Uint8Array {
  const table = new Uint8Array(128);
  for (const char of ':_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz') {
    table[char.charCodeAt(0)] = NAME_START | NAME_PART;
  }
  for (const char of '-.0123456789') table[char.charCodeAt(0)] = NAME_PART;
  return table;
}

/** NameStartChar past ASCII, first and last of each range. */
const nameStarts: readonly (readonly [number, number])[] = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
];

/** What NameChar adds past ASCII. */
const nameParts: readonly (readonly [number, number])[] = [
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];

/** True where a code point of 128 or more may start a name. */
export function startsName(code: number): boolean {
  return nameStarts.some(([first, last]) => code >= first && code <= last);
}

/** True where a code point of 128 or more may stand in a name. */
export function continuesName(code: number): boolean {
  return startsName(code) || nameParts.some(([first, last]) => code >= first && code <= last);
}

// ---- xml-writer ----

/** Text and attribute values for XML 1.0. */


/** Everything that text cannot hold as it is: markup, `\r`, and what is no XML 1.0 character. */
const notPlainText = /[&<>\r]|[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/;
const markup = /[&<>\r]/g;
const notPlainAttribute = /[&<>"\t\n\r]|[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/;
const attributeMarkup = /[&<>"\t\n\r]/g;
/** With the `u` flag a surrogate pair is one character, so only lone surrogates are found. */
const unwritable = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const everyUnwritable = /* @__PURE__ */ new RegExp(unwritable, 'gu');

/**
 * Character data. Text that needs no escaping is returned as it is; `\r` becomes `&#xD;`, which a reader would take
 * for a line feed otherwise.
 * @throws SerializationError for a lone surrogate and for characters that XML 1.0 has not, escaped or not
 */
export function escapeText(text: string): string {
  return notPlainText.test(text) ? writable(text).replace(markup, escapeCharacter) : text;
}

/**
 * An attribute value to stand between double quotes; blanks other than the space become references, which a reader
 * would take for spaces otherwise.
 * @throws SerializationError as {@link escapeText}
 */
export function escapeAttribute(text: string): string {
  return notPlainAttribute.test(text) ? writable(text).replace(attributeMarkup, escapeCharacter) : text;
}

/** The text with U+FFFD for every character that XML 1.0 has not: for input that a message echoes. */
export function replaceUnwritable(text: string): string {
  return text.replace(everyUnwritable, '\ufffd');
}

function writable(text: string): string {
  if (unwritable.test(text)) throw new SerializationError('a character that XML 1.0 has not', text);
  return text;
}

function escapeCharacter(char: string): string {
  switch (char) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '"':
      return '&quot;';
    default:
      return `&#x${char.charCodeAt(0).toString(16).toUpperCase()};`;
  }
}

// ---- xml-scanner ----

/** The lexical layer of the XML reader: characters, names, references, and markup without structure. */


export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const BANG = 0x21;
export const QUOTE = 0x22;
const HASH = 0x23;
const AMP = 0x26;
export const APOS = 0x27;
export const SLASH = 0x2f;
const SEMICOLON = 0x3b;
export const LT = 0x3c;
export const EQUALS = 0x3d;
export const GT = 0x3e;
export const QUESTION = 0x3f;
const CLOSE_BRACKET = 0x5d;
const LOWER_X = 0x78;
const SURROGATES = 0xd800;

/**
 * A text and a position in it. Each `read` method starts at the position, leaves it behind what it has read, and
 * throws {@link XmlError} for what is ill-formed.
 */
export class XmlScanner {
  protected readonly source: string;
  protected readonly length: number;
  /** True where every character is one of XML 1.0: nothing has to look at them one by one then. */
  private readonly legal: boolean;
  /** True where all text is what stands there, as {@link isVerbatim} has it. */
  private readonly plain: boolean;
  protected position = 0;

  constructor(text: string, maxLength: number) {
    this.source = text;
    this.length = text.length;
    if (text.length > maxLength) this.fail(`a document of more than ${maxLength} characters`, 0);
    this.legal = isLegal(text);
    this.plain = this.legal && isVerbatim(text);
  }

  /** Offset of what is read next, in UTF-16 units: for messages. */
  offset(): number {
    return this.position;
  }

  /** Byte order mark and XML declaration. */
  protected readDeclaration(): void {
    if (this.source.charCodeAt(0) === 0xfeff) this.position = 1;
    const isDeclaration =
      this.source.startsWith('<?xml', this.position) && isXmlSpace(this.source.charCodeAt(this.position + 5));
    if (!isDeclaration) return;
    declarationPattern.lastIndex = this.position;
    if (!declarationPattern.test(this.source)) this.fail('a malformed XML declaration');
    this.position = declarationPattern.lastIndex;
  }

  /** Blanks, comments and instructions: all that may stand outside the root element. */
  protected readMisc(): void {
    for (;;) {
      const code = this.source.charCodeAt(this.position);
      if (code === LT) {
        const next = this.source.charCodeAt(this.position + 1);
        if (next === BANG) this.readComment();
        else if (next === QUESTION) this.readInstruction();
        else return;
      } else if (isXmlSpace(code)) this.position++;
      else return;
    }
  }

  /** True where `text`, a piece of the document, means what stands there. */
  protected isVerbatim(text: string): boolean {
    return this.plain || (this.legal && isVerbatim(text));
  }

  /** Character data up to the next `<`, references resolved and line ends normalized. */
  protected readText(): string {
    const source = this.source;
    let text = '';
    let from = this.position;
    let position = from;
    while (position < this.length) {
      const code = source.charCodeAt(position);
      if (code > CLOSE_BRACKET ? code < SURROGATES : stopsText[code] !== 1) position++;
      else if (code === LT) {
        this.position = position;
        return text + source.slice(from, position);
      } else if (code === AMP) {
        text += source.slice(from, position);
        this.position = position;
        text += this.readReference();
        position = this.position;
        from = position;
      } else if (code === CR) {
        text += `${source.slice(from, position)}\n`;
        position += source.charCodeAt(position + 1) === LF ? 2 : 1;
        from = position;
      } else {
        if (code === CLOSE_BRACKET && source.startsWith(']]>', position))
          this.fail('`]]>` in text', position);
        position = this.nextCharacter(position);
      }
    }
    this.fail('the document ends inside an element', this.length);
  }

  /** Attribute value from behind its opening quote to behind the closing one; blanks in it become spaces. */
  protected readAttributeValue(quote: number): string {
    const source = this.source;
    let from = this.position;
    if (this.legal) {
      const end = source.indexOf(quote === QUOTE ? '"' : "'", from);
      const value = end === -1 ? '<' : source.slice(from, end);
      if (!value.includes('<') && !value.includes('\n') && !value.includes('\t') && isVerbatim(value)) {
        this.position = end + 1;
        return value;
      }
    }
    let value = '';
    for (let position = from; position < this.length;) {
      const code = source.charCodeAt(position);
      if (code === quote) {
        this.position = position + 1;
        return value + source.slice(from, position);
      }
      if (code === LT) this.fail('`<` in an attribute value', position);
      if (code === AMP) {
        value += source.slice(from, position);
        this.position = position;
        value += this.readReference();
        position = this.position;
        from = position;
      } else if (code === TAB || code === LF || code === CR) {
        value += `${source.slice(from, position)} `;
        position += code === CR && source.charCodeAt(position + 1) === LF ? 2 : 1;
        from = position;
      } else position = this.nextCharacter(position);
    }
    this.fail('the document ends in an attribute value', this.length);
  }

  protected atCdata(): boolean {
    return this.source.startsWith('<![CDATA[', this.position);
  }

  /** Text of a CDATA section, line ends normalized. */
  protected readCdata(): string {
    const start = this.position + 9;
    const end = this.checkedUntil(']]>', start, 'a CDATA section');
    this.position = end + 3;
    const text = this.source.slice(start, end);
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }

  /** Reads a comment; everything else that begins with `<!` is refused. */
  protected readComment(): void {
    const source = this.source;
    const start = this.position;
    if (!source.startsWith('<!--', start)) {
      this.fail(
        source.startsWith('<!DOCTYPE', start) ? 'a DOCTYPE is refused' : 'markup that XML has not here',
      );
    }
    const end = this.checkedUntil('--', start + 4, 'a comment');
    if (source.charCodeAt(end + 2) !== GT) this.fail('`--` in a comment', end);
    this.position = end + 3;
  }

  /** Reads a processing instruction. */
  protected readInstruction(): void {
    const source = this.source;
    const start = this.position + 2;
    const targetEnd = this.nameEnd(start);
    const target = source.slice(start, targetEnd);
    if (target.length === 3 && target.toLowerCase() === 'xml') this.fail('a misplaced XML declaration');
    if (target.includes(':')) this.fail('a colon in the name of an instruction', start);
    if (!source.startsWith('?>', targetEnd) && !isXmlSpace(source.charCodeAt(targetEnd))) {
      this.fail('a blank was expected in an instruction', targetEnd);
    }
    this.position = this.checkedUntil('?>', targetEnd, 'an instruction') + 2;
  }

  protected skipBlanks(): void {
    while (isXmlSpace(this.source.charCodeAt(this.position))) this.position++;
  }

  /** End of the name that starts at `start`. */
  protected nameEnd(start: number): number {
    const source = this.source;
    if (!this.isNameStart(start)) this.fail('a name was expected', start);
    let index = start;
    while (index < this.length) {
      const code = source.charCodeAt(index);
      if (code < 0x80) {
        if (((asciiNames[code] ?? 0) & NAME_PART) === 0) return index;
        index++;
      } else {
        const point = source.codePointAt(index) ?? 0;
        if (!continuesName(point)) return index;
        index += point > 0xffff ? 2 : 1;
      }
    }
    return index;
  }

  /** What stands behind the prefix of the name `[start, end)`; the prefix is not resolved. */
  protected localName(start: number, end: number): string {
    const name = this.source.slice(start, end);
    const colon = name.indexOf(':');
    if (colon === -1) return name;
    const isQualified = colon > 0 && colon < name.length - 1 && !name.includes(':', colon + 1);
    if (!isQualified) this.fail('a malformed qualified name', start);
    return name.slice(colon + 1);
  }

  /** @throws XmlError with the line and column of `offset` */
  protected fail(reason: string, offset: number = this.position): never {
    const lines = this.source.slice(0, offset).split(/\r\n?|\n/);
    throw new XmlError(reason, offset, lines.length, (lines.at(-1) ?? '').length + 1);
  }

  /** What a reference stands for: one of a character, or of the five entities that need no declaration. */
  private readReference(): string {
    const source = this.source;
    const start = this.position + 1;
    if (source.charCodeAt(start) === HASH) return this.readCharacterReference(start + 1);
    const end = this.isNameStart(start) ? this.nameEnd(start) : start;
    if (end === start || source.charCodeAt(end) !== SEMICOLON) this.fail('`&` that starts no reference');
    const character = entities.get(source.slice(start, end));
    if (character === undefined) this.fail('an entity that is not declared');
    this.position = end + 1;
    return character;
  }

  private readCharacterReference(start: number): string {
    const source = this.source;
    const radix = source.charCodeAt(start) === LOWER_X ? 16 : 10;
    const first = radix === 16 ? start + 1 : start;
    let position = first;
    let point = 0;
    for (; ; position++) {
      const digit = digitValue(source.charCodeAt(position));
      if (digit >= radix) break;
      // Past the last code point the value only has to stay too large.
      point = Math.min(point * radix + digit, 0x110000);
    }
    if (position === first || source.charCodeAt(position) !== SEMICOLON) {
      this.fail('a malformed character reference');
    }
    if (!isXmlCharacter(point)) this.fail('a reference to a character that XML 1.0 has not');
    this.position = position + 1;
    return String.fromCodePoint(point);
  }

  private isNameStart(index: number): boolean {
    // Past the end the code point is undefined, and 0 starts no name.
    const code = this.source.codePointAt(index) ?? 0;
    return code < 0x80 ? ((asciiNames[code] ?? 0) & NAME_START) !== 0 : startsName(code);
  }

  /** Where `terminator` stands next; everything before it is checked to be characters of XML. */
  private checkedUntil(terminator: string, start: number, what: string): number {
    const end = this.source.indexOf(terminator, start);
    const checked = end === -1 ? this.length : end;
    for (let position = start; !this.legal && position < checked;) position = this.nextCharacter(position);
    if (end === -1) this.fail(`the document ends in ${what}`, this.length);
    return end;
  }

  /** Index behind the character at `position`. */
  private nextCharacter(position: number): number {
    const point = this.source.codePointAt(position) ?? 0;
    if (!isXmlCharacter(point)) this.fail('a character that XML 1.0 has not', position);
    return position + (point > 0xffff ? 2 : 1);
  }
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** True for text without references, without `\r`, which reads as a line feed, and without the ill-formed `]]>`. */
function isVerbatim(text: string): boolean {
  return text.indexOf('&') === -1 && text.indexOf('\r') === -1 && text.indexOf(']]>') === -1;
}

/** 1 for the characters up to `]` at which the loop over text has to stop. */
const stopsText = new Uint8Array(CLOSE_BRACKET + 1);
stopsText.fill(1, 0, SPACE);
for (const code of [LT, AMP, CLOSE_BRACKET]) stopsText[code] = 1;
for (const code of [TAB, LF]) stopsText[code] = 0;

const declarationPattern =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.\d+"|'1\.\d+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/y;

/** Value of a hexadecimal digit; 99 where it is none. */
function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : 99;
}

// ---- xml-reader ----

/** A strict pull reader of XML 1.0, directly over the text. */


/** What a document may hold before it is refused. */
export interface XmlLimits {
  /** Elements inside each other, the root included. */
  readonly maxDepth: number;
  /** UTF-16 units of the whole document. */
  readonly maxLength: number;
  /** Attributes of one element, namespace declarations included. */
  readonly maxAttributes: number;
}

export const defaultXmlLimits: XmlLimits = { maxDepth: 100, maxLength: 32_000_000, maxAttributes: 256 };

interface Attribute {
  readonly name: string;
  readonly value: string;
}

/**
 * Reads a document element by element, in one pass and without a tree. Call {@link root} once, then
 * {@link nextChild} until it gives undefined; for each child take exactly one of {@link text}, {@link skip}, or
 * another loop of {@link nextChild}, which descends. {@link end} checks what follows the root.
 *
 * Names are local names. Prefixes are dropped and not resolved: an undeclared prefix is accepted, and so are two
 * attributes whose prefixes mean the same. A DOCTYPE is refused, and with it every entity but the five of XML;
 * `version="1.1"` is read by the rules of 1.0. In all else a document is accepted exactly when it is well-formed, as
 * far as it has been read: {@link end} reads all of it.
 *
 * Every method throws {@link XmlError} for what is ill-formed or beyond the limits; the reader is of no use then.
 */
export class XmlReader extends XmlScanner {
  private readonly limits: XmlLimits;
  /** Full names of the open elements by depth; only the first `depth` count. */
  private readonly names: string[] = [];
  private depth = 0;
  /** True while the current element is `<a/>` and its end has not been reported. */
  private selfClosed = false;
  private attributes: Attribute[] = [];
  private started = false;
  private strayText = false;
  private droppedChildren = false;

  constructor(text: string, limits: XmlLimits = defaultXmlLimits) {
    super(text, limits.maxLength);
    this.limits = limits;
  }

  /** Local name of the root element; what stands before it is checked and dropped. */
  root(): string {
    if (this.started) throw new Error('root() was called twice');
    this.started = true;
    this.readDeclaration();
    this.readMisc();
    if (this.position >= this.length) this.fail('no root element');
    if (this.source.charCodeAt(this.position) !== LT) this.fail('text before the root element');
    return this.openElement();
  }

  /**
   * Local name of the next child of the current element, which becomes the current one; undefined at the end of the
   * current element, whose parent becomes the current one. Text between children is dropped.
   */
  nextChild(): string | undefined {
    if (this.selfClosed) {
      this.closeEmpty();
      return undefined;
    }
    if (this.depth === 0) this.requireElement();
    const source = this.source;
    for (;;) {
      const code = source.charCodeAt(this.position);
      if (code === SPACE || code === LF || code === TAB || code === CR) this.position++;
      else if (code !== LT) this.noteStrayText(this.readText());
      else {
        const next = source.charCodeAt(this.position + 1);
        if (next === SLASH) {
          this.closeElement();
          return undefined;
        }
        if (next === BANG) {
          if (this.atCdata()) this.noteStrayText(this.readCdata());
          else this.readComment();
        } else if (next === QUESTION) this.readInstruction();
        else return this.openElement();
      }
    }
  }

  /**
   * Text of the current element, which ends with it: references resolved, CDATA included, `\r\n` and `\r` as `\n`,
   * no blank trimmed. Child elements are dropped; {@link hadChildren} then tells.
   */
  text(): string {
    this.droppedChildren = false;
    if (this.selfClosed) {
      this.closeEmpty();
      return '';
    }
    if (this.depth === 0) this.requireElement();
    const start = this.position;
    const end = this.source.indexOf('<', start);
    if (this.source.charCodeAt(end + 1) === SLASH) {
      const text = this.source.slice(start, end);
      if (this.isVerbatim(text)) {
        this.position = end;
        this.closeElement();
        return text;
      }
    }
    return this.readContent();
  }

  /** Leaves the current element behind, children and all; they are checked like everything else. */
  skip(): void {
    if (this.depth === 0) this.requireElement();
    const target = this.depth - 1;
    const stray = this.strayText;
    while (this.depth > target) this.nextChild();
    this.strayText = stray;
  }

  /**
   * Value of an attribute of the current element by its name as written, prefix included; undefined where it has
   * none of that name. To be called before anything inside the element is read.
   */
  attribute(name: string): string | undefined {
    for (const attribute of this.attributes) if (attribute.name === name) return attribute.value;
    return undefined;
  }

  /** True when the last {@link text} dropped child elements. */
  hadChildren(): boolean {
    return this.droppedChildren;
  }

  /** True once {@link nextChild} has dropped text that is not blank; what {@link skip} drops does not count. */
  hadStrayText(): boolean {
    return this.strayText;
  }

  /** Reads what is left: open elements to their ends, then only comments, instructions and blanks may follow. */
  end(): void {
    if (!this.started) this.root();
    while (this.depth > 0) this.skip();
    this.readMisc();
    if (this.position < this.length) this.fail('text or a second element after the root element');
  }

  /** Reads a start tag; the element becomes the current one. */
  private openElement(): string {
    const source = this.source;
    const depth = this.depth++;
    if (depth >= this.limits.maxDepth) this.fail(`elements deeper than ${this.limits.maxDepth}`);
    if (this.attributes.length > 0) this.attributes = [];
    const start = this.position + 1;
    let end = start;
    // Most names are ASCII letters, and most start tags hold nothing else.
    let lower = source.charCodeAt(end) | 0x20;
    while (lower >= 0x61 && lower <= 0x7a) lower = source.charCodeAt(++end) | 0x20;
    if (source.charCodeAt(end) === GT && end > start) {
      this.position = end + 1;
      const name = source.slice(start, end);
      this.names[depth] = name;
      return name;
    }
    end = this.nameEnd(start);
    this.names[depth] = source.slice(start, end);
    this.position = end;
    this.readAttributes();
    return this.localName(start, end);
  }

  /** From behind the element's name to behind `>` or `/>`. */
  private readAttributes(): void {
    const source = this.source;
    for (;;) {
      const start = this.position;
      this.skipBlanks();
      const code = source.charCodeAt(this.position);
      if (code === GT) {
        this.position++;
        return;
      }
      if (code === SLASH) {
        if (source.charCodeAt(this.position + 1) !== GT) this.fail('`/` without `>` in a start tag');
        this.position += 2;
        this.selfClosed = true;
        return;
      }
      if (this.position >= this.length) this.fail('the document ends in a start tag');
      if (start === this.position) this.fail('a blank was expected in a start tag');
      this.readAttribute();
    }
  }

  private readAttribute(): void {
    const source = this.source;
    const start = this.position;
    const end = this.nameEnd(start);
    this.localName(start, end);
    const name = source.slice(start, end);
    if (this.attribute(name) !== undefined) this.fail(`a second attribute '${shortName(name)}'`);
    if (this.attributes.length >= this.limits.maxAttributes) {
      this.fail(`more than ${this.limits.maxAttributes} attributes`);
    }
    this.position = end;
    this.skipBlanks();
    if (source.charCodeAt(this.position) !== EQUALS) this.fail('an attribute without value');
    this.position++;
    this.skipBlanks();
    const quote = source.charCodeAt(this.position);
    if (quote !== QUOTE && quote !== APOS) this.fail('an attribute value without quotes');
    this.position++;
    this.attributes.push({ name, value: this.readAttributeValue(quote) });
  }

  /** Reads an end tag; the parent becomes the current element. */
  private closeElement(): void {
    const source = this.source;
    const depth = this.depth - 1;
    const name = this.names[depth] ?? '';
    const start = this.position + 2;
    let position = start + name.length;
    // Cheaper than startsWith, which costs a call, and than a loop over the characters.
    if (source.slice(start, position) !== name) this.failEndTag(name);
    if (source.charCodeAt(position) !== GT) {
      while (isXmlSpace(source.charCodeAt(position))) position++;
      if (source.charCodeAt(position) !== GT) this.failEndTag(name);
    }
    this.position = position + 1;
    this.depth = depth;
    if (this.attributes.length > 0) this.attributes = [];
  }

  private closeEmpty(): void {
    this.selfClosed = false;
    this.depth--;
    if (this.attributes.length > 0) this.attributes = [];
  }

  private failEndTag(name: string): never {
    this.fail(`the end tag of '${shortName(name)}' was expected`);
  }

  /** Text of the current element to its end, markup between it dropped. */
  private readContent(): string {
    const source = this.source;
    let text = '';
    for (;;) {
      if (source.charCodeAt(this.position) !== LT) text += this.readText();
      const next = source.charCodeAt(this.position + 1);
      if (next === SLASH) {
        this.closeElement();
        return text;
      }
      if (next === BANG) {
        if (this.atCdata()) text += this.readCdata();
        else this.readComment();
      } else if (next === QUESTION) this.readInstruction();
      else {
        this.openElement();
        this.skip();
        this.droppedChildren = true;
      }
    }
  }

  private noteStrayText(text: string): void {
    if (/[^ \t\r\n]/.test(text)) this.strayText = true;
  }

  private requireElement(): void {
    throw new Error(this.started ? 'the root element has been left' : 'root() has to be called first');
  }
}

function shortName(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}...` : name;
}

// ---- xml-scalars ----

/** Members of a shape from the XML element that the reader stands on; each call reads the element to its end. */


type XmlScalarReader<Value> = (reader: XmlReader, at: ProblemPath, problems: Problem[]) => Value | undefined;

/** Text as it stands, blanks included; elements inside a scalar are a problem, and their text is dropped. */
export function readXmlString(reader: XmlReader, at: ProblemPath, problems: Problem[]): string {
  const text = reader.text();
  if (reader.hadChildren()) report(problems, 'unexpected', at, 'elements inside a scalar');
  return text;
}

function elementReaderOf<Value>(type: ScalarType<Value>): XmlScalarReader<Value> {
  return (reader, at, problems) => readScalar(type, readXmlString(reader, at, problems), at, problems);
}

export const readXmlByte = /* @__PURE__ */ elementReaderOf(byteType);
export const readXmlShort = /* @__PURE__ */ elementReaderOf(shortType);
export const readXmlInteger = /* @__PURE__ */ elementReaderOf(integerType);
export const readXmlLong = /* @__PURE__ */ elementReaderOf(longType);
export const readXmlBigInteger = /* @__PURE__ */ elementReaderOf(bigIntegerType);
export const readXmlFloat = /* @__PURE__ */ elementReaderOf(floatType);
export const readXmlDouble = /* @__PURE__ */ elementReaderOf(doubleType);
export const readXmlBigDecimal = /* @__PURE__ */ elementReaderOf(bigDecimalType);
export const readXmlBoolean = /* @__PURE__ */ elementReaderOf(booleanType);
export const readXmlBlob = /* @__PURE__ */ elementReaderOf(blobType);
export const readXmlDateTime = /* @__PURE__ */ elementReaderOf(dateTimeType);
export const readXmlEpochSeconds = /* @__PURE__ */ elementReaderOf(epochSecondsType);
export const readXmlHttpDate = /* @__PURE__ */ elementReaderOf(httpDateType);

// ---- error-document ----

/** The error document of awsQuery, read from any service's answer and written as STS writes it. */


export interface ErrorDocument {
  /** `Sender` or `Receiver`, as it was sent. */
  readonly type: string | undefined;
  readonly code: string | undefined;
  /** From `Message` or `message`. */
  readonly message: string | undefined;
  readonly requestId: string | undefined;
  /** The other members of the error that hold text alone, by element name; the first of equal names. */
  readonly members: Readonly<Record<string, string>>;
}

/**
 * Reads `<ErrorResponse><Error>`, `<Response><Errors><Error>` or a root `<Error>`; RequestId beside or inside the
 * error, or in ResponseMetadata. Elements that are missing are undefined, unknown ones are dropped.
 *
 * @throws XmlError for a body that is empty, not XML or ill-formed
 * @throws DeserializationError for XML that is no error document
 */
export function readErrorResponse(xml: string): ErrorDocument {
  const members: Record<string, string> = {};
  let type: string | undefined;
  let code: string | undefined;
  let message: string | undefined;
  const requestId = walkErrorResponse(xml, (name, reader) => {
    const text = reader.text();
    if (reader.hadChildren()) return;
    if (name === 'Type') type ??= text;
    else if (name === 'Code') code ??= text;
    else if (name === 'Message' || name === 'message') message ??= text;
    else putEntry(members, name, text);
  });
  return { type, code, message, requestId: requestId ?? members['RequestId'], members };
}

/**
 * Goes through the same document again for the modeled members of an error whose code is known by now. For each
 * child of the error `visit` gets the local name and the reader standing on it, and has to read the element to its
 * end: by `text()`, `skip()`, or a deserializer. `open` gets the reader on the error itself, for its attributes.
 *
 * @throws what {@link readErrorResponse} throws, and what `visit` throws
 */
export function readErrorMembers(
  xml: string,
  visit: (name: string, reader: XmlReader) => void,
  open?: (reader: XmlReader) => void,
): void {
  walkErrorResponse(xml, visit, open);
}

/** Visits the children of the first Error; returns the RequestId that stands outside of it. */
function walkErrorResponse(
  xml: string,
  visit: (name: string, reader: XmlReader) => void,
  open?: (reader: XmlReader) => void,
): string | undefined {
  const reader = new XmlReader(xml);
  let found = false;
  let requestId: string | undefined;
  const visitError = () => {
    found = true;
    open?.(reader);
    for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) visit(name, reader);
  };
  const walk = () => {
    for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) {
      if (name === 'Error' && !found) visitError();
      else if (name === 'Errors' || name === 'ResponseMetadata') walk();
      else if (name === 'RequestId' || name === 'RequestID') requestId ??= reader.text();
      else reader.skip();
    }
  };
  const root = reader.root();
  if (root === 'Error') visitError();
  else if (root === 'ErrorResponse' || root === 'Response') walk();
  reader.end();
  if (!found) refuse('not an error document');
  return requestId;
}

function refuse(detail: string): never {
  throw new DeserializationError([{ path: [], kind: 'unexpected', detail }]);
}

export interface ErrorContent {
  /** `Sender` unless given. */
  readonly type?: 'Sender' | 'Receiver' | undefined;
  readonly code: string;
  /** Undefined leaves the element out. */
  readonly message?: string | undefined;
  readonly requestId: string;
  readonly xmlNamespace: string;
  /** More members of the error, written after Message in this order. */
  readonly members?: Readonly<Record<string, string>> | undefined;
  /** XML of further members, written as it is after `members`: whole lines, indented by four spaces. */
  readonly membersXml?: string | undefined;
  /** Attributes of the error, written as they are: each with a blank before it. */
  readonly attributesXml?: string | undefined;
}

/**
 * The document as STS sends it: no prolog, indented by two spaces, line feeds, one at the end.
 * @throws SerializationError for text that XML 1.0 cannot carry; `replaceUnwritable` makes echoed input safe
 */
export function writeErrorResponse(error: ErrorContent): string {
  let xml = `<ErrorResponse xmlns="${escapeAttribute(error.xmlNamespace)}">\n  <Error${error.attributesXml ?? ''}>\n`;
  xml += `    <Type>${error.type ?? 'Sender'}</Type>\n    <Code>${escapeText(error.code)}</Code>\n`;
  if (error.message !== undefined) xml += `    <Message>${escapeText(error.message)}</Message>\n`;
  for (const [name, value] of Object.entries(error.members ?? {})) {
    xml += `    <${name}>${escapeText(value)}</${name}>\n`;
  }
  xml += error.membersXml ?? '';
  return `${xml}  </Error>\n  <RequestId>${escapeText(error.requestId)}</RequestId>\n</ErrorResponse>\n`;
}

// ---- value-key ----

/**
 * A text that two values share exactly when they are the same value: dates by instant, blobs by their bytes,
 * structures and maps by content whatever the order of their members, absent and undefined members alike.
 */
export function valueKey(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `s${value.length}:${value}`;
    case 'object':
      return objectKey(value);
    case 'number':
      return `n${value === 0 ? 0 : value};`;
    case 'bigint':
      return `i${value};`;
    case 'boolean':
      return value ? 't' : 'f';
    case 'undefined':
    case 'function':
    case 'symbol':
      return 'u';
  }
}

/** True where an item comes more than once. */
export function hasDuplicate(items: readonly unknown[]): boolean {
  const seen = new Set<string>();
  for (const item of items) seen.add(valueKey(item));
  return seen.size < items.length;
}

function objectKey(value: object | null): string {
  if (value === null) return '0';
  if (value instanceof Date) return `d${value.getTime()};`;
  if (value instanceof Uint8Array) return `b${value.join(',')};`;
  if (Array.isArray(value)) return `[${value.map(valueKey).join('')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => valueKey(name) + valueKey(member)).join('')}}`;
}

// ---- class-pattern ----

/** Patterns that are one class of characters, repeated: nearly all that models have, and so without a compiler. */

/** What a validator asks of a pattern. */
export interface TextPattern {
  /** As in the model, anchors included. */
  readonly source: string;
  matches(value: string): boolean;
}

/**
 * The pattern of texts that are `min` to `max` characters (code points), all of one class. `character` is that class,
 * `/[A-Za-z]/u`; `source` is only told, never compiled. Nothing is built before the first text comes.
 */
export function classPattern(source: string, character: RegExp, min = 0, max = Infinity): TextPattern {
  let ascii: Uint8Array | undefined;
  return {
    source,
    matches(value) {
      ascii ??= Uint8Array.from({ length: 128 }, (_, code) =>
        Number(character.test(String.fromCharCode(code))),
      );
      const units = value.length;
      for (let index = 0; index < units; index++) {
        const unit = value.charCodeAt(index);
        if (unit > 127) return matchesBeyondAscii(value, character, min, max);
        if (ascii[unit] === 0) return false;
      }
      return units >= min && units <= max;
    },
  };
}

const wholes = new Map<string, RegExp>();

function matchesBeyondAscii(value: string, character: RegExp, min: number, max: number): boolean {
  let whole = wholes.get(character.source);
  if (whole === undefined) {
    whole = new RegExp(`^${character.source}*$`, 'u');
    wholes.set(character.source, whole);
  }
  if (!whole.test(value)) return false;
  if (min <= 1 && max === Infinity) return true;
  const length = [...value].length;
  return length >= min && length <= max;
}

// ---- constraints ----

/**
 * The checks that generated validators are made of. A check adds what it finds to the list it is given, under the
 * name of the member it looks at; the caller of a nested validator puts its own segments in front with `within`.
 * So nothing is allocated for a value that is right, however deep it lies.
 *
 * The order of what one value violates is fixed: required, enum, pattern, length.min, length.max, range.min,
 * range.max, uniqueItems. Members come in model order, a container before its content.
 */

/** The value of an absent bound. */
type Bound = number | undefined;

/** Member name, position in a list, `key` or `value`. */
type Segment = string | number;

/** Length as Smithy counts it: Unicode scalar values. A lone surrogate, which is none, counts as one. */
export function scalarLength(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if ((text.charCodeAt(index) & 0xfc00) !== 0xd800) continue;
    if ((text.charCodeAt(index + 1) & 0xfc00) !== 0xdc00) continue;
    length--;
    index++;
  }
  return length;
}

/** Reports a required member that is absent. */
export function reportMissing(violations: Violation[], name: Segment, sensitive: boolean): void {
  add(violations, name, 'required', undefined, undefined, sensitive, undefined, undefined);
}

/** Checks all that a string can be bound by, in one call. Lengths count Unicode scalar values. */
export function checkText(
  violations: Violation[],
  name: Segment,
  value: string,
  min: Bound,
  max: Bound,
  pattern: TextPattern | undefined,
  sensitive: boolean,
): void {
  if (pattern !== undefined) checkPattern(violations, name, value, pattern, sensitive);
  checkLength(violations, name, value, min, max, sensitive);
}

/** Checks the length of a string in Unicode scalar values, bounds inclusive. */
export function checkLength(
  violations: Violation[],
  name: Segment,
  value: string,
  min: Bound,
  max: Bound,
  sensitive: boolean,
): void {
  // A scalar value is one or two code units: most strings need no count.
  const units = value.length;
  if ((min === undefined || units >= 2 * min) && (max === undefined || units <= max)) return;
  checkCountOf(violations, name, value, scalarLength(value), min, max, sensitive);
}

/** Checks the number of items of a list, of entries of a map, of bytes of a blob. */
export function checkCount(
  violations: Violation[],
  name: Segment,
  count: number,
  min: Bound,
  max: Bound,
  sensitive: boolean,
): void {
  checkCountOf(violations, name, undefined, count, min, max, sensitive);
}

/** Checks a string against a pattern. */
export function checkPattern(
  violations: Violation[],
  name: Segment,
  value: string,
  pattern: TextPattern,
  sensitive: boolean,
): void {
  if (pattern.matches(value)) return;
  add(violations, name, 'pattern', pattern.source, value, sensitive, undefined, undefined);
}

/** Checks a number against inclusive bounds; numbers and bigints may be mixed. NaN breaks every bound there is. */
export function checkRange(
  violations: Violation[],
  name: Segment,
  value: number | bigint,
  min: number | bigint | undefined,
  max: number | bigint | undefined,
  sensitive: boolean,
): void {
  const isLow = min !== undefined && !(value >= min);
  const isHigh = max !== undefined && !(value <= max);
  if (!isLow && !isHigh) return;
  const limits = { min, max };
  if (isLow) add(violations, name, 'range.min', min, String(value), sensitive, undefined, limits);
  if (isHigh) add(violations, name, 'range.max', max, String(value), sensitive, undefined, limits);
}

/** Checks decimal text against inclusive bounds, exactly. Text that is no number breaks every bound there is. */
export function checkDecimalRange(
  violations: Violation[],
  name: Segment,
  value: string,
  min: number | bigint | undefined,
  max: number | bigint | undefined,
  sensitive: boolean,
): void {
  const isNumber = parseBigDecimal(value) !== undefined;
  const isLow = min !== undefined && !(isNumber && compareDecimal(value, min) >= 0);
  const isHigh = max !== undefined && !(isNumber && compareDecimal(value, max) <= 0);
  const limits = { min, max };
  if (isLow) add(violations, name, 'range.min', min, value, sensitive, undefined, limits);
  if (isHigh) add(violations, name, 'range.max', max, value, sensitive, undefined, limits);
}

/** Checks that a value is one of an enum's values. Long enums are cheaper as a set: pass `members`. */
export function checkEnum(
  violations: Violation[],
  name: Segment,
  value: string | number,
  values: readonly (string | number)[],
  sensitive: boolean,
  members?: ReadonlySet<string | number>,
): void {
  if (members === undefined ? values.includes(value) : members.has(value)) return;
  add(violations, name, 'enum', values, String(value), sensitive, undefined, undefined);
}

/** Checks that no two items of a list are the same value: dates by instant, blobs by bytes, maps and structures by content. */
export function checkUnique(
  violations: Violation[],
  name: Segment,
  items: readonly unknown[],
  sensitive: boolean,
): void {
  if (!hasDuplicate(items)) return;
  add(violations, name, 'uniqueItems', undefined, undefined, sensitive, undefined, undefined);
}

/** Puts segments in front of the path of every violation from `start` on: what a nested validator has found. */
export function within(violations: Violation[], start: number, ...segments: readonly Segment[]): void {
  for (let index = start; index < violations.length; index++) {
    const violation = violations[index];
    if (violation !== undefined) violations[index] = { ...violation, path: [...segments, ...violation.path] };
  }
}

/** Hides the values of every violation from `start` on: what was found inside a sensitive structure, list or map. */
export function hideValues(violations: Violation[], start: number): void {
  for (let index = start; index < violations.length; index++) {
    const violation = violations[index];
    if (violation !== undefined) violations[index] = { ...violation, value: undefined, sensitive: true };
  }
}

/** The path segment of a map's entry; the key of a sensitive map stays out of it. */
export function entrySegment(key: string, sensitive: boolean): string {
  return sensitive ? '[*]' : `[${key}]`;
}

function checkCountOf(
  violations: Violation[],
  name: Segment,
  value: string | undefined,
  length: number,
  min: Bound,
  max: Bound,
  sensitive: boolean,
): void {
  const isShort = min !== undefined && length < min;
  const isLong = max !== undefined && length > max;
  if (!isShort && !isLong) return;
  const limits = { min, max };
  if (isShort) add(violations, name, 'length.min', min, value, sensitive, length, limits);
  if (isLong) add(violations, name, 'length.max', max, value, sensitive, length, limits);
}

function add(
  violations: Violation[],
  name: Segment,
  kind: ConstraintKind,
  bound: Violation['bound'],
  value: string | undefined,
  sensitive: boolean,
  length: number | undefined,
  limits: Limits | undefined,
): void {
  const path: ValuePath = [name];
  violations.push({ path, kind, bound, value: sensitive ? undefined : value, sensitive, length, limits });
}
