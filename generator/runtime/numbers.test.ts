import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  byteRange,
  formatBlob,
  formatDouble,
  formatFloat32,
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

describe('integers', () => {
  // As STS reads DurationSeconds.
  test.each([
    ['900', 900],
    ['+900', 900],
    ['0900', 900],
    ['-1', -1],
    ['-0', 0],
    ['2147483647', 2_147_483_647],
    ['-2147483648', -2_147_483_648],
    [`${'0'.repeat(500)}7`, 7],
  ])('%s is %d', (text, value) => {
    expect(parseInteger(text)).toBe(value);
  });

  test.each([
    '',
    '+',
    '-',
    '--1',
    '+-1',
    'abc',
    '900.0',
    '9e2',
    '0x10',
    ' 1',
    '1 ',
    '1\n',
    '1_000',
    '\u0661',
    '2147483648',
    '-2147483649',
    '4294967296',
    '9'.repeat(400),
  ])('%j is none', (text) => {
    expect(parseInteger(text)).toBeUndefined();
  });

  test('narrower types end where they end', () => {
    expect(parseInteger('127', byteRange)).toBe(127);
    expect(parseInteger('128', byteRange)).toBeUndefined();
    expect(parseInteger('-128', byteRange)).toBe(-128);
    expect(parseInteger('-129', byteRange)).toBeUndefined();
    expect(parseInteger('32767', shortRange)).toBe(32_767);
    expect(parseInteger('32768', shortRange)).toBeUndefined();
    expect(parseInteger('-32768', shortRange)).toBe(-32_768);
    expect(parseInteger('-32769', shortRange)).toBeUndefined();
  });

  test('longs are exact and end at 64 bits', () => {
    expect(parseLong('9007199254740993')).toBe(9_007_199_254_740_993n);
    expect(parseLong('+09')).toBe(9n);
    expect(parseLong('9223372036854775807')).toBe(9_223_372_036_854_775_807n);
    expect(parseLong('9223372036854775808')).toBeUndefined();
    expect(parseLong('-9223372036854775808')).toBe(-9_223_372_036_854_775_808n);
    expect(parseLong('-9223372036854775809')).toBeUndefined();
    for (const text of ['', '-', '1.0', '0x1', '1n', ' 1']) expect(parseLong(text)).toBeUndefined();
  });

  test('big integers of any size in reason', () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        expect(parseBigInteger(value.toString())).toBe(value);
      }),
      { seed: 9, numRuns: 500 },
    );
    expect(parseBigInteger('1'.repeat(10_000))).toBeDefined();
    expect(parseBigInteger('1'.repeat(10_001))).toBeUndefined();
  });
});

describe('floating point', () => {
  test.each([
    ['1', 1],
    ['-1.5', -1.5],
    ['+.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1E+21', 1e21],
    ['-0', -0],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
  ])('%s is %d', (text, value) => {
    expect(parseDouble(text)).toBe(value);
    expect(parseFloat32(text)).toBe(Math.fround(value));
  });

  test.each([
    '',
    '.',
    'e1',
    '1e',
    'nan',
    '+Infinity',
    'INF',
    'infinity',
    '0x1',
    '1,5',
    ' 1',
    '1e999',
    '-1e999',
  ])('%j is none', (text) => {
    expect(parseDouble(text)).toBeUndefined();
    expect(parseFloat32(text)).toBeUndefined();
    expect(parseBigDecimal(text)).toBe(text.includes('e999') ? text : undefined);
  });

  test('doubles come back from their text', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(parseDouble(formatDouble(value))).toBe(value);
      }),
      { seed: 10, numRuns: 3000 },
    );
  });

  test('floats come back from their text, which is no longer than it has to be', () => {
    fc.assert(
      fc.property(fc.float(), (value) => {
        const text = formatFloat32(value);
        expect(parseFloat32(text)).toBe(value);
        expect(text.length).toBeLessThanOrEqual(formatDouble(value).length);
      }),
      { seed: 11, numRuns: 3000 },
    );
  });

  test('floats are rounded to 32 bits', () => {
    expect(formatFloat32(1.1)).toBe('1.1');
    expect(formatFloat32(16_777_217)).toBe('16777216');
    expect(formatFloat32(1e39)).toBe('Infinity');
    expect(formatFloat32(-0)).toBe('-0');
    expect(parseFloat32('16777217')).toBe(16_777_216);
    expect(parseFloat32('1e39')).toBeUndefined();
  });
});

test('booleans are true and false, in lower case', () => {
  expect(parseBoolean('true')).toBe(true);
  expect(parseBoolean('false')).toBe(false);
  for (const text of ['', 'TRUE', 'True', '1', '0', 'yes', ' true'])
    expect(parseBoolean(text)).toBeUndefined();
});

describe('blobs', () => {
  test('come back from base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        expect(parseBlob(formatBlob(bytes))).toEqual(bytes);
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  test('only the bytes of a view are written', () => {
    expect(formatBlob(new Uint8Array([1, 2, 3, 4]).subarray(1, 3))).toBe('AgM=');
  });

  test.each(['A', 'AA', 'AAA', 'AA=A', 'A===', '====', 'AA-_', 'AA A', 'AAAA\n', 'AAAAA=='])(
    '%j is none',
    (text) => {
      expect(parseBlob(text)).toBeUndefined();
    },
  );

  test('the empty text is no bytes', () => {
    expect(parseBlob('')).toEqual(new Uint8Array());
  });
});
