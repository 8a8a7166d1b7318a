import { describe, expect, it } from 'vitest';
import { hasDuplicate, valueKey } from './value-key.js';

describe('valueKey', () => {
  it.each([
    [
      { a: 1, b: 'x' },
      { b: 'x', a: 1 },
    ],
    [{ a: 1, b: undefined }, { a: 1 }],
    [new Date(1000), new Date(1000)],
    [Uint8Array.of(1, 2), Uint8Array.of(1, 2)],
    [0, -0],
    [NaN, NaN],
    [
      [['a'], ['b']],
      [['a'], ['b']],
    ],
  ])('is the same for %j and %j', (left, right) => {
    expect(valueKey(left)).toBe(valueKey(right));
  });

  it('differs for different values', () => {
    const values = [
      'a',
      'b',
      '',
      '1',
      1,
      1n,
      true,
      false,
      null,
      'true',
      [],
      [''],
      ['', ''],
      [['']],
      ['a', 'b'],
      ['ab'],
      ['a,b'],
      {},
      { a: 'b' },
      { b: 'a' },
      { a: ['b'] },
      { a: { b: '' } },
      { ab: '' },
      new Date(1),
      new Date(2),
      Uint8Array.of(1),
      Uint8Array.of(1, 2),
      Uint8Array.of(12),
      Uint8Array.of(),
      's1:a',
      { a: 1, b: 2 },
      { a: 12 },
      12,
      '{}',
    ];
    expect(new Set(values.map(valueKey)).size).toBe(values.length);
    expect(hasDuplicate(values)).toBe(false);
    expect(hasDuplicate([...values, { b: 2, a: 1 }])).toBe(true);
  });
});
