import { describe, expect, it } from 'vitest';
import { scalarLength } from '../constraints.js';
import modelRules from './model-rules.json' with { type: 'json' };
import { brokenRules, type TextRules } from './text-rules.js';
import { lengthWitnesses, outsidePatternWitnesses } from './witnesses.js';

/** Patterns and lengths of the published models of STS, IAM and SNS. */
const MODEL_RULES: readonly TextRules[] = modelRules;

describe('lengthWitnesses', () => {
  it.each(MODEL_RULES)('stand on both sides of $min to $max for $pattern', (rules) => {
    const { inside, tooShort, tooLong } = lengthWitnesses(rules);
    expect(inside.filter((text) => brokenRules(text, rules).length > 0)).toEqual([]);
    const lengths = inside.map(scalarLength);
    // Of one class there is a text of every length.
    const isOneClass = rules.pattern === undefined || /^\^\[[^()]*\][*+]\$$/.test(rules.pattern);
    const least = Math.max(rules.min ?? 0, rules.pattern?.endsWith('+$') === true ? 1 : 0);
    const bounds = isOneClass ? [least, rules.max ?? least] : [];
    expect(bounds.filter((bound) => !lengths.includes(bound))).toEqual([]);
    for (const { value, kinds } of [...tooShort, ...tooLong])
      expect(brokenRules(value, rules)).toEqual(kinds);
    expect(tooShort.length > 0).toBe((rules.min ?? 0) > 0);
    expect(tooLong.length > 0).toBe(rules.max !== undefined);
    for (const { kinds } of tooShort) expect(kinds).toContain('length.min');
    for (const { kinds } of tooLong) expect(kinds).toContain('length.max');
  });

  it('catch who counts UTF-16 units, bytes or composed characters', () => {
    const { inside, tooShort, tooLong } = lengthWitnesses({ min: 4, max: 20000 });
    expect(inside).toContain('😁'.repeat(20000));
    expect(inside).toContain('é'.repeat(20000));
    expect(tooShort.map(({ value }) => value)).toContain('😁'.repeat(3));
    expect(tooLong.map(({ value }) => value)).toContain('e\u0301'.repeat(10000) + 'e');
    expect(tooLong.map(({ value }) => value)).toContain('a'.repeat(20001));
  });

  it('break both where the empty text does', () => {
    const rules = { pattern: '^[\\u0020-\\u00FF]+$', min: 1, max: 32 };
    expect(lengthWitnesses(rules).tooShort).toEqual([{ value: '', kinds: ['pattern', 'length.min'] }]);
  });
});

describe('outsidePatternWitnesses', () => {
  it.each(MODEL_RULES)('break $pattern alone', (rules) => {
    const witnesses = outsidePatternWitnesses(rules);
    for (const text of witnesses) expect(brokenRules(text, rules)).toEqual(['pattern']);
    expect(new Set(witnesses).size).toBe(witnesses.length);
    expect(witnesses.length >= 5).toBe(rules.pattern !== undefined);
    expect(witnesses).toEqual(outsidePatternWitnesses(rules));
  });

  it('have a trailing line break, the neighbours of the class, and lookalikes', () => {
    const witnesses = outsidePatternWitnesses({ pattern: '^[\\w+=,.@-]*$', min: 2, max: 64 });
    expect(witnesses[0]).toBe('aaaaaaa\n');
    for (const character of ['/', ':', '?', '[', '^', '`', '{', '*', 'é', '٣', 'Ａ', ' ', '😁']) {
      expect(witnesses).toContain(`aaaaaaa${character}`);
    }
  });

  it('are supplementary characters alone for the ARN pattern', () => {
    const rules = MODEL_RULES[1] ?? {};
    const strange = outsidePatternWitnesses(rules).flatMap((text) =>
      Array.from(text).filter((character) => character !== 'a'),
    );
    expect(strange).toContain('😁');
    expect(strange.filter((character) => character.length === 1)).toEqual([]);
  });

  it('are none where nothing is outside', () => {
    expect(outsidePatternWitnesses({ pattern: '.*' })).toEqual([]);
    expect(outsidePatternWitnesses({ min: 1 })).toEqual([]);
    expect(outsidePatternWitnesses({ pattern: '^[^:]', min: 1, max: 9 })).toContain(':::::::::'.slice(0, 8));
  });
});
