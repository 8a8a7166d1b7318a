import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enumArb, missingArb, notInEnumArb, notInEnumWitnesses, timestampArb } from './simple.js';

function sample<Value>(arb: fc.Arbitrary<Value>, numRuns = 300): Value[] {
  return fc.sample(arb, { seed: 17, numRuns });
}

describe('timestampArb', () => {
  it('makes whole seconds, the telling ones among them', () => {
    const dates = sample(timestampArb());
    expect(dates.every((date) => date.getTime() % 1000 === 0 && date.getUTCFullYear() <= 9999)).toBe(true);
    const texts = dates.map((date) => date.toISOString());
    for (const text of ['1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.000Z', '2024-02-29T00:00:00.000Z'])
      expect(texts).toContain(text);
  });

  it('makes milliseconds on demand', () => {
    expect(sample(timestampArb({ milliseconds: true })).some((date) => date.getTime() % 1000 !== 0)).toBe(
      true,
    );
  });
});

describe('enums', () => {
  it('have their values, and others near them', () => {
    expect(new Set(sample(enumArb(['Active', 'Inactive'])))).toEqual(new Set(['Active', 'Inactive']));
    const leaves = sample(notInEnumArb(['Active', 'Inactive']));
    expect(
      leaves.every(
        ({ value, kinds }) => value !== 'Active' && value !== 'Inactive' && kinds.join() === 'enum',
      ),
    ).toBe(true);
    expect(notInEnumWitnesses(['Active'])).toEqual(
      expect.arrayContaining(['active', 'ACTIVE', 'Activ', 'Active ']),
    );
    expect(notInEnumWitnesses(['Active'], { max: 6 })).not.toContain('Activex');
    expect(notInEnumWitnesses([1, 2])).toEqual([0, 3, 2147483647]);
  });
});

describe('missingArb', () => {
  it('is nothing', () => {
    expect(sample(missingArb(), 1)).toEqual([{ value: undefined, kinds: ['required'] }]);
  });
});
