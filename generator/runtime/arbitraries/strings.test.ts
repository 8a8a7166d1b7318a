import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scalarLength } from '../constraints.js';
import { rangesHave } from '../pattern/ranges.js';
import { SETTLED_CHARACTERS, XML_CHARACTERS } from './characters.js';
import modelRules from './model-rules.json' with { type: 'json' };
import { outsidePatternArb, stringArb, tooLongArb, tooShortArb } from './strings.js';
import { brokenRules, type TextRules } from './text-rules.js';

/** Patterns and lengths of the published models of STS, IAM and SNS. */
const MODEL_RULES: readonly TextRules[] = modelRules;

const POLICY: TextRules = { pattern: '^[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+$', min: 1, max: 2048 };
const SESSION_NAME: TextRules = { pattern: '^[\\w+=,.@-]*$', min: 2, max: 64 };
const ARN = MODEL_RULES[1] ?? {};

/** Patterns that no text beyond the greatest length satisfies. */
const NEVER_LONGER = new Set([
  '^o-[a-z0-9]{10,32}$',
  '^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$',
  '^[A-Za-z]{2}$',
]);

/** Patterns that no text below the least length satisfies, the empty one apart. */
const NEVER_SHORTER = new Set([
  '^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$',
  '^o-[0-9a-z]{10,32}\\/r-[0-9a-z]{4,32}[0-9a-z-\\/]*$',
]);

/** Whether the empty text is the only one that is too short, and breaks the pattern too. */
function isNonEmpty({ pattern, min }: TextRules): boolean {
  return min === 1 && pattern !== undefined && !new RegExp(pattern, 'u').test('');
}

function sample<Value>(arb: fc.Arbitrary<Value>, numRuns: number): Value[] {
  return fc.sample(arb, { seed: 42, numRuns });
}

function isLegal(text: string): boolean {
  return Array.from(text).every((character) => rangesHave(XML_CHARACTERS, character.codePointAt(0) ?? 0));
}

/** A failing run: the counterexample, and how often the predicate was asked after the first failure. */
function shrink<Value>(
  arb: fc.Arbitrary<Value>,
  holds: (value: Value) => boolean,
  seed = 7,
): [Value, number] {
  let calls = 0;
  const details = fc.check(
    fc.property(arb, (value) => {
      calls++;
      return holds(value);
    }),
    { seed, numRuns: 500 },
  );
  const [value] = details.counterexample ?? [];
  if (value === undefined) throw new Error('the property should have failed');
  return [value, calls - details.numRuns];
}

describe('stringArb', () => {
  it.each(MODEL_RULES)('keeps $pattern, $min to $max', (rules) => {
    const texts = sample(stringArb({ ...rules, cap: 300 }), 300);
    expect(texts.filter((text) => brokenRules(text, rules).length > 0)).toEqual([]);
    expect(texts.filter((text) => !isLegal(text))).toEqual([]);
    expect(new Set(texts).size).toBeGreaterThan(100);
  });

  it.each([
    '',
    'a',
    '[^:]',
    '^ab|cd$',
    '(^a|b$)',
    '^\\bfoo\\b',
    '^(?=.*[0-9])[a-z0-9]+$',
    '^(?!aws)[a-z]+$',
    '\\p{Lu}+-\\d{2,}',
  ])('makes texts of %s', (pattern) => {
    const rules = { pattern, min: 1, max: 40 };
    const texts = sample(stringArb(rules), 200);
    expect(texts.filter((text) => brokenRules(text, rules).length > 0)).toEqual([]);
    expect(new Set(texts).size).toBeGreaterThan(20);
  });

  it('hits both bounds and everything between', () => {
    const lengths = sample(stringArb(POLICY), 2000).map(scalarLength);
    const count = (low: number, high: number): number =>
      lengths.filter((length) => length >= low && length <= high).length;
    expect(count(1, 1)).toBeGreaterThan(200);
    expect(count(2048, 2048)).toBeGreaterThan(200);
    expect(count(2047, 2047)).toBeGreaterThan(50);
    expect(count(2, 20)).toBeGreaterThan(200);
    expect(count(100, 2000)).toBeGreaterThan(200);
  });

  it('caps long texts, yet reaches the greatest length', () => {
    const lengths = sample(stringArb({ min: 4, max: 100_000, cap: 300 }), 1000).map(scalarLength);
    expect(lengths).toContain(100_000);
    expect(lengths.filter((length) => length > 300 && length < 100_000)).toEqual([]);
  });

  it('has plain letters, edges of the class, supplementary characters and what XML escapes', () => {
    const tags = sample(
      stringArb({ pattern: '^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$', min: 0, max: 256 }),
      1000,
    ).join('');
    expect(tags).toMatch(/[a-z]/);
    expect(tags).toMatch(/[\u{10000}-\u{10ffff}]/u);
    expect(tags).toMatch(/[@:/+=-]/);
    const texts = sample(stringArb({ max: 40 }), 2000).join('\u0000');
    for (const token of ['&', '<', '>', '"', "'", ']]>', '\t', '\n', '\r', 'é', '\u0301'])
      expect(texts).toContain(token);
    const latin = sample(stringArb(POLICY), 1000).join('');
    for (const edge of ['\t', '\n', '\r', ' ', '\u00ff']) expect(latin).toContain(edge);
  });

  it('makes the same texts for the same seed', () => {
    expect(sample(stringArb(SESSION_NAME), 50)).toEqual(sample(stringArb(SESSION_NAME), 50));
  });

  it('takes examples where a pattern cannot be followed, and says so where there are none', () => {
    const rules = { pattern: '^([a-z]{8})-\\1$', min: 3, max: 20 };
    const examples = ['abcdefgh-abcdefgh', 'not this one'];
    expect(new Set(sample(stringArb({ ...rules, examples }), 20))).toEqual(new Set(['abcdefgh-abcdefgh']));
    expect(() => sample(stringArb(rules), 1)).toThrow(RangeError);
  });

  it('shrinks long texts in some twenty calls', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const [text, calls] = shrink(stringArb(POLICY), (value) => value.length <= 1500, seed);
      expect(text).toBe('a'.repeat(1501));
      expect(calls).toBeLessThanOrEqual(28);
      const [longest, longestCalls] = shrink(stringArb(POLICY), (value) => value.length < 2048, seed);
      expect(longest).toBe('a'.repeat(2048));
      expect(longestCalls).toBeLessThanOrEqual(20);
      const [special, specialCalls] = shrink(stringArb(POLICY), (value) => !value.includes('&'), seed);
      expect(special.length).toBeLessThanOrEqual(8);
      expect(specialCalls).toBeLessThanOrEqual(28);
    }
  });

  it('stays inside while it shrinks', () => {
    for (const rules of [POLICY, ARN, ...MODEL_RULES.slice(24, 34)].filter(
      ({ min, max }) => max !== min || max === undefined,
    )) {
      const seen: string[] = [];
      shrink(stringArb({ ...rules, cap: 300 }), (value) => {
        seen.push(value);
        return scalarLength(value) <= (rules.min ?? 0) + 2;
      });
      expect(seen.filter((value) => brokenRules(value, rules).length > 0)).toEqual([]);
    }
  });
});

describe('texts that break a length', () => {
  it.each(MODEL_RULES.filter((rules) => (rules.min ?? 0) > 0))(
    'are shorter than $min of $pattern',
    (rules) => {
      const leaves = sample(tooShortArb(rules), 100);
      for (const { value, kinds } of leaves) expect(brokenRules(value, rules)).toEqual(kinds);
      const minimal = new Set(leaves.map(({ kinds }) => kinds.join()));
      expect(minimal).toEqual(
        new Set([
          NEVER_SHORTER.has(rules.pattern ?? '') || isNonEmpty(rules) ? 'pattern,length.min' : 'length.min',
        ]),
      );
    },
  );

  it.each(MODEL_RULES.filter((rules) => rules.max !== undefined))(
    'are longer than $max of $pattern',
    (rules) => {
      const leaves = sample(tooLongArb(rules), (rules.max ?? 0) > 50_000 ? 20 : 100);
      const expected = NEVER_LONGER.has(rules.pattern ?? '') ? ['pattern', 'length.max'] : ['length.max'];
      for (const { value, kinds } of leaves) {
        expect(kinds).toEqual(expected);
        expect(brokenRules(value, rules)).toEqual(kinds);
        expect(isLegal(value)).toBe(true);
      }
      const max = rules.max ?? 0;
      expect(leaves.filter(({ value }) => scalarLength(value) === max + 1).length).toBeGreaterThan(2);
    },
  );

  it('shrink to the nearest length, and stay broken', () => {
    const seen: string[][] = [];
    const [leaf, calls] = shrink(tooLongArb(POLICY), ({ value, kinds }) => {
      seen.push(brokenRules(value, POLICY));
      return kinds.length !== 1;
    });
    expect(leaf.value).toBe('a'.repeat(2049));
    expect(calls).toBeLessThanOrEqual(10);
    expect(seen.every((kinds) => kinds.join() === 'length.max')).toBe(true);
  });

  it('do not exist without a bound', () => {
    expect(() => tooShortArb({ min: 0 })).toThrow(RangeError);
    expect(() => tooLongArb({ min: 4 })).toThrow(RangeError);
  });
});

describe('outsidePatternArb', () => {
  it.each(MODEL_RULES.filter((rules) => rules.pattern !== undefined))('breaks $pattern alone', (rules) => {
    const leaves = sample(outsidePatternArb({ ...rules, cap: 300 }), 200);
    for (const { value, kinds } of leaves) {
      expect(kinds).toEqual(['pattern']);
      expect(brokenRules(value, rules)).toEqual(['pattern']);
      expect(isLegal(value)).toBe(true);
    }
    expect(new Set(leaves.map(({ value }) => value)).size).toBeGreaterThan(50);
  });

  it('tries trailing line breaks, edges, and letters and digits of Unicode', () => {
    const values = sample(outsidePatternArb(SESSION_NAME), 1000).map(({ value }) => value);
    expect(values.filter((value) => value.endsWith('\n')).length).toBeGreaterThan(50);
    const all = values.join('');
    for (const character of ['é', '٣', 'Ａ', '５', '/', ':', '[', '`', '{', ' ', '😁'])
      expect(all).toContain(character);
  });

  it('uses characters alone that every version of Unicode knows', () => {
    const unassigned = /\p{Cn}/u;
    const strange: number[] = [];
    for (let index = 0; index < SETTLED_CHARACTERS.length; index += 2) {
      for (
        let codePoint = SETTLED_CHARACTERS[index] ?? 0;
        codePoint <= (SETTLED_CHARACTERS[index + 1] ?? 0);
        codePoint++
      ) {
        if (unassigned.test(String.fromCodePoint(codePoint))) strange.push(codePoint);
      }
    }
    expect(strange).toEqual([]);
    const excluded = sample(
      outsidePatternArb({ pattern: '^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+$', min: 1, max: 128 }),
      500,
    )
      .flatMap(({ value }) => Array.from(value))
      .filter((character) => !/[\p{L}\p{Z}\p{N}_.:/=+\-@]/u.test(character));
    expect(excluded.length).toBeGreaterThan(400);
    expect(
      excluded.filter((character) => !rangesHave(SETTLED_CHARACTERS, character.codePointAt(0) ?? 0)),
    ).toEqual([]);
  });

  it('shrinks to one plain character outside, and never back inside', () => {
    const [leaf, calls] = shrink(
      outsidePatternArb(SESSION_NAME),
      ({ value }) => brokenRules(value, SESSION_NAME).length !== 1,
    );
    expect(brokenRules(leaf.value, SESSION_NAME)).toEqual(['pattern']);
    expect(leaf.value).toHaveLength(2);
    expect(calls).toBeLessThanOrEqual(10);
  });

  it('does not exist where a pattern excludes nothing', () => {
    expect(() => sample(outsidePatternArb({ pattern: '.*' }), 1)).toThrow(RangeError);
    expect(() => sample(outsidePatternArb({ pattern: '^[\\s\\S]*$', min: 1, max: 10 }), 1)).toThrow(
      RangeError,
    );
  });
});
