// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The three timestamp formats of Smithy, both ways. Parsers return undefined for what is not exactly one of them. */

import { SerializationError } from './problem.js';

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
