import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCount,
  checkEnum,
  checkLength,
  checkRange,
  checkText,
  checkUnique,
  entrySegment,
  hideValues,
  reportMissing,
  scalarLength,
  within,
} from './constraints.js';
import { compilePattern } from './pattern/pattern.js';
import type { Violation } from './violation.js';

function collect(check: (violations: Violation[]) => void): Violation[] {
  const violations: Violation[] = [];
  check(violations);
  return violations;
}

function kinds(check: (violations: Violation[]) => void): string[] {
  return collect(check).map((violation) => violation.kind);
}

function range(value: number | bigint, min?: number | bigint, max?: number | bigint): string[] {
  return kinds((violations) => checkRange(violations, 'x', value, min, max, false));
}

describe('scalarLength', () => {
  it('counts code points', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'é', '👍', '\ud83d', '\udc4d', '𐐀')), (parts) => {
        const text = parts.join('');
        expect(scalarLength(text)).toBe(Array.from(text).length);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

describe('checkLength', () => {
  it('agrees with the count for every text near the bounds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '👍'), { maxLength: 9 }),
        fc.nat({ max: 6 }),
        fc.nat({ max: 6 }),
        (parts, min, max) => {
          const expected = [
            ...(parts.length < min ? ['length.min'] : []),
            ...(parts.length > max ? ['length.max'] : []),
          ];
          expect(
            kinds((violations) => checkLength(violations, 'x', parts.join(''), min, max, false)),
          ).toEqual(expected);
        },
      ),
      { seed: 4, numRuns: 500 },
    );
  });

  it('tells what is wrong', () => {
    expect(collect((violations) => checkLength(violations, 'RoleSessionName', '👍', 2, 64, false))).toEqual([
      {
        path: ['RoleSessionName'],
        kind: 'length.min',
        bound: 2,
        value: '👍',
        sensitive: false,
        length: 1,
        limits: { min: 2, max: 64 },
      },
    ]);
  });

  it('never keeps a sensitive value', () => {
    const [violation] = collect((violations) =>
      checkLength(violations, 'Token', 'secret', 20, undefined, true),
    );
    expect(violation).toMatchObject({ kind: 'length.min', value: undefined, sensitive: true, length: 6 });
    expect(JSON.stringify(violation)).not.toContain('secret');
  });
});

describe('the other checks', () => {
  it('report pattern before length, for the same text', () => {
    const pattern = compilePattern('^[a-z]+$');
    expect(kinds((violations) => checkText(violations, 'x', '', 20, 2048, pattern, false))).toEqual([
      'pattern',
      'length.min',
    ]);
    expect(kinds((violations) => checkText(violations, 'x', 'abc', 3, 3, pattern, false))).toEqual([]);
    expect(kinds((violations) => checkText(violations, 'x', 'abcd', undefined, 3, undefined, false))).toEqual(
      ['length.max'],
    );
  });

  it('compare numbers and bigints exactly', () => {
    expect(range(899, 900, 43200)).toEqual(['range.min']);
    expect(range(43201, 900, 43200)).toEqual(['range.max']);
    expect([range(900, 900, 43200), range(43200, 900, 43200)]).toEqual([[], []]);
    expect(range(9007199254740993n, undefined, 9007199254740992n)).toEqual(['range.max']);
    expect(range(9007199254740993n, undefined, 9007199254740993n)).toEqual([]);
    expect(range(5n, 6)).toEqual(['range.min']);
    expect(range(0.5, 0.25, 0.5)).toEqual([]);
    expect(range(NaN, 0, 1)).toEqual(['range.min', 'range.max']);
    expect(range(NaN)).toEqual([]);
    expect(range(Infinity, undefined, 1)).toEqual(['range.max']);
    const [violation] = collect((violations) => checkRange(violations, 'x', 5n, 6n, 9n, false));
    expect(violation).toMatchObject({ bound: 6n, value: '5', limits: { min: 6n, max: 9n } });
  });

  it('know enums, counts, duplicates and absence', () => {
    expect(kinds((violations) => checkEnum(violations, 'x', 'a', ['A', 'B'], false))).toEqual(['enum']);
    expect(kinds((violations) => checkEnum(violations, 'x', 2, [1, 2], false))).toEqual([]);
    expect(kinds((violations) => checkEnum(violations, 'x', 'C', ['A'], false, new Set(['A'])))).toEqual([
      'enum',
    ]);
    expect(kinds((violations) => checkCount(violations, 'x', 51, 0, 50, false))).toEqual(['length.max']);
    expect(kinds((violations) => checkCount(violations, 'x', 0, 1, undefined, false))).toEqual([
      'length.min',
    ]);
    expect(kinds((violations) => checkUnique(violations, 'x', [{ a: 1 }, { a: 1 }], false))).toEqual([
      'uniqueItems',
    ]);
    expect(kinds((violations) => checkUnique(violations, 'x', [{ a: 1 }, { a: 2 }], false))).toEqual([]);
    expect(kinds((violations) => reportMissing(violations, 'x', false))).toEqual(['required']);
  });
});

describe('within', () => {
  it('puts segments in front of what a nested validator has found, and of nothing else', () => {
    const violations: Violation[] = [];
    reportMissing(violations, 'RoleArn', false);
    const start = violations.length;
    reportMissing(violations, 'Key', false);
    within(violations, start, 'Tags', 3);
    expect(violations.map((violation) => violation.path)).toEqual([['RoleArn'], ['Tags', 3, 'Key']]);
  });

  it('hides values inside what is sensitive', () => {
    const violations: Violation[] = [];
    checkLength(violations, 'value', 'secret', undefined, 2, false);
    hideValues(violations, 0);
    expect(violations).toMatchObject([{ value: undefined, sensitive: true }]);
    expect([entrySegment('k', false), entrySegment('k', true)]).toEqual(['[k]', '[*]']);
  });
});
