import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SerializationError } from './problem.js';
import {
  formatDateTime,
  formatEpochSeconds,
  formatHttpDate,
  parseDateTime,
  parseEpochSeconds,
  parseHttpDate,
} from './timestamps.js';

const firstYear = new Date('0000-01-01T00:00:00.000Z');
const lastYear = new Date('9999-12-31T23:59:59.999Z');
const writableDateArb = fc.date({ min: firstYear, max: lastYear, noInvalidDate: true });

const part = (max: number) => fc.nat({ max }).map((value) => String(value).padStart(2, '0'));

describe('date-time', () => {
  test.each([
    ['2014-04-29T18:30:38Z', '2014-04-29T18:30:38.000Z'],
    ['2014-04-29T18:30:38+00:00', '2014-04-29T18:30:38.000Z'],
    ['2014-04-29T19:30:38+01:00', '2014-04-29T18:30:38.000Z'],
    ['2014-04-29T00:00:38-23:59', '2014-04-29T23:59:38.000Z'],
    ['2014-04-29t18:30:38z', '2014-04-29T18:30:38.000Z'],
    ['2000-01-02T20:34:56.123Z', '2000-01-02T20:34:56.123Z'],
    ['2000-01-02T20:34:56.1Z', '2000-01-02T20:34:56.100Z'],
    ['2000-01-02T20:34:56.999999999Z', '2000-01-02T20:34:56.999Z'],
    ['2000-01-02T20:34:56.12345678901234567890+05:30', '2000-01-02T15:04:56.123Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['0000-02-29T00:00:00Z', '0000-02-29T00:00:00.000Z'],
    ['0099-12-31T23:59:59Z', '0099-12-31T23:59:59.000Z'],
    ['1969-12-31T23:59:59.5Z', '1969-12-31T23:59:59.500Z'],
  ])('%s is %s', (text, iso) => {
    expect(parseDateTime(text)?.toISOString()).toBe(iso);
  });

  test.each([
    '',
    '2024-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2024-04-31T00:00:00Z',
    '2024-00-01T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-01-00T00:00:00Z',
    '2024-01-32T00:00:00Z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T00:60:00Z',
    '2024-12-31T23:59:60Z',
    '2024-01-01T00:00:00',
    '2024-01-01T00:00:00.Z',
    '2024-01-01T00:00:00,5Z',
    '2024-01-01T00:00:00+0100',
    '2024-01-01T00:00:00+24:00',
    '2024-01-01T00:00:00+00:60',
    '2024-01-01T00:00:00+01:00Z',
    '2024-01-01T00:00:00Zx',
    '2024-01-01T00:00:00.5',
    '2024-01-01 00:00:00Z',
    '2024-1-01T00:00:00Z',
    '20240101T000000Z',
    '+02024-01-01T00:00:00Z',
    '2024-01-01T00:00Z',
    '2024-01-01',
    ' 2024-01-01T00:00:00Z',
    '2024-01-01T00:00:00Z ',
    '2024-01-01T0a:00:00Z',
    '1704067200',
  ])('%j is refused', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  });

  test('milliseconds are written only when they are not zero', () => {
    expect(formatDateTime(new Date(1_000))).toBe('1970-01-01T00:00:01Z');
    expect(formatDateTime(new Date(1_020))).toBe('1970-01-01T00:00:01.020Z');
  });

  test('reads what it writes', () => {
    fc.assert(
      fc.property(writableDateArb, (date) => {
        expect(parseDateTime(formatDateTime(date))).toEqual(date);
      }),
      { seed: 5, numRuns: 2000 },
    );
  });

  test('reads whatever Date.parse reads of the same form, and nothing of it otherwise', () => {
    const textArb = fc
      .tuple(
        fc.constantFrom('1900', '2000', '2023', '2024'),
        part(14),
        part(33),
        part(25),
        part(62),
        part(62),
      )
      .map(
        ([year, month, day, hour, minute, second]) => `${year}-${month}-${day}T${hour}:${minute}:${second}Z`,
      );
    fc.assert(
      fc.property(textArb, (text) => {
        const millis = Date.parse(text);
        // Date.parse turns February 30 and hour 24 into the next day: then the text does not come back.
        const exists = !Number.isNaN(millis) && new Date(millis).toISOString() === text.replace('Z', '.000Z');
        expect(parseDateTime(text)?.getTime()).toBe(exists ? millis : undefined);
      }),
      { seed: 6, numRuns: 5000 },
    );
  });
});

describe('epoch-seconds', () => {
  test.each([
    ['0', 0],
    ['-0', 0],
    ['1398796238', 1_398_796_238_000],
    ['+1', 1_000],
    ['-1.5', -1_500],
    ['1.1', 1_100],
    ['4.35', 4_350],
    ['0.0019', 1],
    ['1398796238.999999', 1_398_796_238_999],
    ['8640000000000', 8_640_000_000_000_000],
  ])('%s is %d ms', (text, millis) => {
    expect(parseEpochSeconds(text)?.getTime()).toBe(millis);
  });

  test.each([
    '',
    '.5',
    '1.',
    '1e3',
    '0x1',
    'NaN',
    'Infinity',
    ' 1',
    '1 ',
    '8640000000000.001',
    '9'.repeat(400),
  ])('%j is refused', (text) => {
    expect(parseEpochSeconds(text)).toBeUndefined();
  });

  test('reads what it writes, over the whole range of Date', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(parseEpochSeconds(formatEpochSeconds(date))).toEqual(date);
      }),
      { seed: 7, numRuns: 5000 },
    );
  });
});

describe('http-date', () => {
  test.each([
    ['Tue, 29 Apr 2014 18:30:38 GMT', '2014-04-29T18:30:38.000Z'],
    ['Sun, 02 Jan 2000 20:34:56.456 GMT', '2000-01-02T20:34:56.456Z'],
    ['Thu, 01 Jan 1970 00:00:00.9999 GMT', '1970-01-01T00:00:00.999Z'],
  ])('%s is %s', (text, iso) => {
    expect(parseHttpDate(text)?.toISOString()).toBe(iso);
  });

  test.each([
    '',
    'Wed, 29 Apr 2014 18:30:38 GMT',
    'Tue, 29 apr 2014 18:30:38 GMT',
    'Tue, 31 Apr 2014 18:30:38 GMT',
    'Tue, 29 Apr 2014 24:00:00 GMT',
    'Tue, 29 Apr 2014 18:30:38 UTC',
    'Tue, 29 Apr 2014 18:30:38 +0000',
    'Tuesday, 29-Apr-14 18:30:38 GMT',
    'Tue Apr 29 18:30:38 2014',
    '29 Apr 2014 18:30:38 GMT',
    'Tue, 29 Apr 2014 18:30:38. GMT',
    'Tue, 29 Apr 2014 18:30:38 GMT\n',
  ])('%j is refused', (text) => {
    expect(parseHttpDate(text)).toBeUndefined();
  });

  test('reads what it writes, to the second', () => {
    fc.assert(
      fc.property(writableDateArb, (date) => {
        const seconds = Math.floor(date.getTime() / 1000) * 1000;
        expect(parseHttpDate(formatHttpDate(date))?.getTime()).toBe(seconds);
      }),
      { seed: 8, numRuns: 2000 },
    );
  });
});

describe('dates without text', () => {
  const invalid = new Date(Number.NaN);

  test('an invalid date', () => {
    for (const format of [formatDateTime, formatEpochSeconds, formatHttpDate]) {
      expect(() => format(invalid)).toThrow(SerializationError);
    }
  });

  test('years of more than four digits, or before the year 0', () => {
    for (const time of [firstYear.getTime() - 1, lastYear.getTime() + 1]) {
      expect(() => formatDateTime(new Date(time))).toThrow(SerializationError);
      expect(() => formatHttpDate(new Date(time))).toThrow(SerializationError);
      expect(formatEpochSeconds(new Date(time))).toBe(String(time / 1000));
    }
  });
});
