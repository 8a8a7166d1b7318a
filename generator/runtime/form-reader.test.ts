import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseForm } from './form-reader.js';
import { DeserializationError } from './problem.js';

/** Value of a key, by its dotted path. */
function get(body: string | Uint8Array, key: string): string | undefined {
  let node = parseForm(body);
  for (const segment of key.split('.')) {
    const child = node.child(segment);
    if (child === undefined) return undefined;
    node = child;
  }
  return node.value();
}

describe('pairs', () => {
  test.each([
    ['A=1', 'A', '1'],
    ['A=', 'A', ''],
    ['A', 'A', ''],
    ['A=b=c', 'A', 'b=c'],
    ['&&A=1&', 'A', '1'],
    ['=x', '', 'x'],
    ['A=+a+b%20c%2B', 'A', ' a b c+'],
    ['a%2Eb%3D=1', 'a.b=', '1'],
    ['A+B=1', 'A B', '1'],
    ['A=1&A=2', 'A', '1'],
    ['A=&A=2', 'A', ''],
    ['a=1&A=2', 'A', '2'],
    ['L.member.1.Key=k&L.member.1.Value=v', 'L.member.1.Value', 'v'],
  ])('%s: %j is %j', (body, key, value) => {
    expect(get(body, key)).toBe(value);
    expect(get(Buffer.from(body), key)).toBe(value);
  });

  test('a key that only longer keys go through has no value', () => {
    const form = parseForm('A.b=1');
    expect(form.child('A')?.value()).toBeUndefined();
    expect(form.child('A')?.child('b')?.value()).toBe('1');
    expect(form.child('b')).toBeUndefined();
    expect(form.value()).toBeUndefined();
  });

  test('segments come in the order in which they were sent', () => {
    expect(parseForm('b=1&a.x=2&c=3&a.y=4&b=5').segments()).toEqual(['b', 'a', 'c']);
    expect(parseForm('').segments()).toEqual([]);
  });

  test('names of Object.prototype are keys like all others', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(parseForm('A=1').child(key)).toBeUndefined();
      expect(parseForm(`${key}.x=1`).child(key)?.child('x')?.value()).toBe('1');
    }
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('decoding', () => {
  test.each([
    ['%', '%'],
    ['%4', '%4'],
    ['%zz', '%zz'],
    ['%%41', '%A'],
    ['100%+', '100% '],
    ['%C3%A9', '\u00e9'],
    ['%c3%a9', '\u00e9'],
    ['%C3', '\ufffd'],
    ['%C3x', '\ufffdx'],
    ['%FF%41', '\ufffdA'],
    ['%C0%80', '\ufffd\ufffd'],
    ['%ED%A0%80', '\ufffd\ufffd\ufffd'],
    ['%F0%9F%98%80', '\u{1f600}'],
    ['%EF%BB%BFx', '\ufeffx'],
    ['\u00e9%C3%A9', '\u00e9\u00e9'],
    ['%00', '\0'],
  ])('%j is %j', (sent, text) => {
    expect(get(`A=${sent}`, 'A')).toBe(text);
    expect(get(Buffer.from(`A=${sent}`), 'A')).toBe(text);
  });

  test('raw bytes are UTF-8, also next to escaped ones', () => {
    expect(get(new Uint8Array([0x41, 0x3d, 0xc3, 0x25, 0x41, 0x39]), 'A')).toBe('\u00e9');
    expect(get(new Uint8Array([0x41, 0x3d, 0xff]), 'A')).toBe('\ufffd');
  });

  test('a lone surrogate in a string becomes U+FFFD', () => {
    expect(get('A=\ud800x', 'A')).toBe('\ufffdx');
  });

  test('agrees with the reader of the platform on anything in ASCII', () => {
    // Node's own reader misreads raw characters beyond ASCII next to escaped ones.
    const bodyArb = fc
      .array(fc.constantFrom('A', 'b', '=', '&', '+', '%', '%4', '%41', '%C3', '%A9', '%zz', ' '))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(bodyArb, (body) => {
        const form = parseForm(body);
        const expected = new Map<string, string>();
        for (const [key, value] of new URLSearchParams(body))
          if (!expected.has(key)) expected.set(key, value);
        expect(new Map(form.segments().map((key) => [key, form.child(key)?.value()]))).toEqual(expected);
      }),
      { seed: 15, numRuns: 3000 },
    );
  });
});

describe('items', () => {
  test('are in order of position, gaps and all', () => {
    const items = parseForm('10=c&2=b&1=a&30=d').items();
    expect(items.map(([index, node]) => [index, node.value()])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [10, 'c'],
      [30, 'd'],
    ]);
  });

  test('are positions from 1, written plainly, and nothing else', () => {
    const body = '0=z&01=a&+2=b&-3=c&4.0=d&5x=e&2147483648=f&99999999999=g&x=h&2147483647=i';
    expect(
      parseForm(body)
        .items()
        .map(([index]) => index),
    ).toEqual([4, 2_147_483_647]);
    expect(parseForm('A=1').child('A')?.items()).toEqual([]);
  });
});

describe('limits', () => {
  test('segments of one key', () => {
    const limits = { maxDepth: 3, maxNodes: 100 };
    expect(parseForm('a.b.c=1', limits).child('a')?.child('b')?.child('c')?.value()).toBe('1');
    expect(() => parseForm('a.b.c.d=1', limits)).toThrow(DeserializationError);
    expect(() => parseForm('.'.repeat(1_000_000))).toThrow('a key of more than 64 segments');
  });

  test('distinct keys; equal ones do not count', () => {
    const limits = { maxDepth: 3, maxNodes: 4 };
    expect(parseForm('a.b=1&a.c=2&d=3&a.b=4&d=5', limits).child('a')?.child('b')?.value()).toBe('1');
    expect(() => parseForm('a.b=1&a.c=2&d=3&e=4', limits)).toThrow('a form of more than 4 keys');
  });
});
