import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseForm } from './form-reader.js';
import {
  encodeForm,
  formBigint,
  formBlob,
  formBoolean,
  formDateTime,
  formEpochSeconds,
  formFloat32,
  formHttpDate,
  formNumber,
} from './form-writer.js';
import { SerializationError } from './problem.js';

const unreserved = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~';

describe('encodeForm', () => {
  test('leaves the unreserved characters of RFC 3986 alone', () => {
    expect(encodeForm(unreserved)).toBe(unreserved);
    expect(encodeForm('')).toBe('');
  });

  test('encodes every other ASCII character', () => {
    for (let code = 0; code < 0x80; code++) {
      const char = String.fromCharCode(code);
      if (unreserved.includes(char)) continue;
      expect(encodeForm(char)).toBe(`%${code.toString(16).toUpperCase().padStart(2, '0')}`);
    }
  });

  test.each([
    ['a b+c', 'a%20b%2Bc'],
    ["!'()*", '%21%27%28%29%2A'],
    ['\u00e9', '%C3%A9'],
    ['\u20ac', '%E2%82%AC'],
    ['\u{1f600}', '%F0%9F%98%80'],
    ['100%', '100%25'],
  ])('%j is %s', (text, encoded) => {
    expect(encodeForm(text)).toBe(encoded);
  });

  test.each(['\ud800', 'a\udc00', '\ud83dx', '\ude00\ud83d'])('refuses the lone surrogate in %j', (text) => {
    expect(() => encodeForm(text)).toThrow(SerializationError);
  });

  test('is undone by the reader, as key and as value', () => {
    fc.assert(
      fc.property(
        textArb.filter((text) => !text.includes('.')),
        textArb,
        (key, value) => {
          const form = parseForm(`${encodeForm(key)}=${encodeForm(value)}`);
          expect(form.child(key)?.value()).toBe(value);
          const bytes = parseForm(Buffer.from(`${encodeForm(key)}=${encodeForm(value)}`));
          expect(bytes.child(key)?.value()).toBe(value);
        },
      ),
      { seed: 13, numRuns: 2000 },
    );
  });

  test('agrees with the encoder of the platform', () => {
    fc.assert(
      fc.property(textArb, (text) => {
        // URLSearchParams writes `+` for a space, and leaves `*` and encodes `~`.
        const platform = new URLSearchParams({ k: text }).toString().slice(2);
        const expected = platform.replaceAll('+', '%20').replaceAll('*', '%2A').replaceAll('%7E', '~');
        expect(encodeForm(text)).toBe(expected);
      }),
      { seed: 14, numRuns: 2000 },
    );
  });
});

const textArb = fc.string({
  maxLength: 12,
  unit: fc.oneof(
    fc.constantFrom('%', '+', ' ', '&', '=', '.', '~', '*', '\r\n', '\0', '\ufeff', '\u{1f600}', '%41'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

test('scalars, ready to stand in a body', () => {
  expect(formBoolean(true)).toBe('true');
  expect(formBoolean(false)).toBe('false');
  expect([900, -0, 1.5, 1e21, 1e-7, Number.NaN, -Infinity].map(formNumber)).toEqual([
    '900',
    '-0',
    '1.5',
    '1e%2B21',
    '1e-7',
    'NaN',
    '-Infinity',
  ]);
  expect(formFloat32(1.1)).toBe('1.1');
  expect(formFloat32(1e38)).toBe('1e%2B38');
  expect(formBigint(-(2n ** 63n))).toBe('-9223372036854775808');
  expect(formBlob(new Uint8Array([0xfb, 0xff]))).toBe('%2B%2F8%3D');
  expect(formDateTime(new Date(1500))).toBe('1970-01-01T00%3A00%3A01.500Z');
  expect(formEpochSeconds(new Date(-1500))).toBe('-1.5');
  expect(formHttpDate(new Date(0))).toBe('Thu%2C%2001%20Jan%201970%2000%3A00%3A00%20GMT');
});
