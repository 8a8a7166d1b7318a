import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern, type PatternKind } from './pattern.js';
import { MAX_REGEXP_LENGTH } from './regexp-matcher.js';

interface Case {
  readonly pattern: string;
  readonly kind: PatternKind;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

const CASES: readonly Case[] = [
  // A set of characters.
  { pattern: '^[\\w]*$', kind: 'class', yes: ['', 'aZ_9'], no: ['é', 'a b', '٣', 'a\n'] },
  { pattern: '^[\\w+=,.@\\:-]*$', kind: 'class', yes: ['a:b-@'], no: ['a/b', 'a\\b'] },
  { pattern: '^[\\d]*$', kind: 'class', yes: ['0123456789'], no: ['１', '٣', 'a'] },
  {
    pattern: '^\\d{12}$',
    kind: 'class',
    yes: ['012345678901'],
    no: ['01234567890', '0123456789012', '01234567890\n'],
  },
  {
    pattern: '^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+$',
    kind: 'class',
    yes: ['aé٣ 𐐀\u2028', '-'],
    no: ['', 'a!', '😀', 'a\n', '\ud800'],
  },
  {
    // Literally \u1000, 0-\u10FF and F: supplementary characters are out, as at the live service.
    pattern:
      '^[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+$',
    kind: 'class',
    yes: ['arn:aws:iam::123456789012:role/demo', '\u0080\u1000\n'],
    no: ['', '😀', 'arn:😀', '\ud83d', '\ufffe', '\u0000'],
  },
  {
    pattern: '^[\\uD83C\\uDF00-\\uD83D\\uDDFF]$',
    kind: 'class',
    yes: ['🌀', '🗿'],
    no: ['\ud83c', '😀', 'a', ''],
  },
  { pattern: '^[^:]{2,3}$', kind: 'class', yes: ['ab', '😀😀😀'], no: ['a:', 'a', '😀😀😀😀'] },
  { pattern: '^[a-z&&[^aeiou]]+$', kind: 'class', yes: ['bcd'], no: ['bad', '&', '['] },
  { pattern: '^[a-c[x-z]]+$', kind: 'class', yes: ['abxz'], no: ['m', '['] },
  { pattern: '^[\\w[\\]]+$', kind: 'class', yes: ['a[0]'], no: ['!'] },
  { pattern: '^[+-[]+$', kind: 'class', yes: ['+0A['], no: ['*', 'a'] },
  { pattern: '^\\p{IsAlphabetic}+$', kind: 'class', yes: ['aé中'], no: ['1', '-'] },
  { pattern: '^\\p{Alpha}+$', kind: 'class', yes: ['aZ'], no: ['é', '1'] },
  { pattern: '^[\\p{Punct}\\p{IsLatin}\\pN]+$', kind: 'class', yes: ['!é1~'], no: ['ж', ' '] },
  { pattern: '^\\P{L}$', kind: 'class', yes: ['1', '😀'], no: ['a', 'é'] },
  { pattern: '^[\\x41\\u{1F600}\\cJ\\0]+$', kind: 'class', yes: ['A😀\n\0'], no: ['B'] },
  // A finite automaton.
  {
    pattern: '^((/[A-Za-z0-9\\.,\\+@=_-]+)*)/$',
    kind: 'automaton',
    yes: ['/', '/a/b/'],
    no: ['', '/a', '//', '/a/\n'],
  },
  {
    pattern: '^(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)$',
    kind: 'automaton',
    yes: ['/', '/any', 'x/ab/'],
    no: ['x', '', '/'.repeat(0)],
  },
  {
    pattern: '^o-[a-z0-9]{10,32}$',
    kind: 'automaton',
    yes: ['o-0123456789'],
    no: ['o-012345678', `o-${'a'.repeat(33)}`],
  },
  {
    pattern: '^(\\+[0-9]{8,}|[0-9]{0,9})$',
    kind: 'automaton',
    yes: ['', '+12345678', '123456789'],
    no: ['+1', '1234567890'],
  },
  {
    pattern: '^v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?$',
    kind: 'automaton',
    yes: ['v1', 'v10.a-b', 'v1.'],
    no: ['v0', 'v1_'],
  },
  { pattern: '[^:]', kind: 'automaton', yes: ['a', '::a'], no: ['', ':::'] },
  { pattern: '.*', kind: 'automaton', yes: ['', '\n'], no: [] },
  { pattern: '\\S', kind: 'automaton', yes: [' a '], no: ['', ' \u2003\ufeff'] },
  { pattern: '^\\Qa.b\\E+$', kind: 'automaton', yes: ['a.bb'], no: ['axb', 'a.ba.b'] },
  { pattern: '^(?i)arn:[a-z]+$', kind: 'automaton', yes: ['ARN:Ab'], no: ['arn:é'] },
  { pattern: '\\Aab\\z', kind: 'automaton', yes: ['ab'], no: ['ab\n', 'xab'] },
  { pattern: '^$', kind: 'automaton', yes: [''], no: ['a', '\n'] },
  { pattern: '', kind: 'automaton', yes: ['', 'a'], no: [] },
  { pattern: '^a{2}{3}', kind: 'regexp', yes: ['anything: no engine takes it'], no: [] },
  {
    pattern: '^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$',
    kind: 'automaton',
    yes: ['a-b-c'],
    no: ['a--b', 'ab', 'a-b-c\n'],
  },
  { pattern: '^(a|b)\\1$', kind: 'regexp', yes: ['aa', 'bb'], no: ['ab'] },
  { pattern: '^\\bfoo\\b-(?<=o-)x\\:$', kind: 'automaton', yes: ['foo-x:'], no: ['foo-y:'] },
];

describe('compilePattern', () => {
  it.each(CASES)('reads $pattern as $kind', ({ pattern, kind, yes, no }) => {
    const compiled = compilePattern(pattern);
    expect(compiled.kind).toBe(kind);
    expect(yes.filter((text) => !compiled.matches(text))).toEqual([]);
    expect(no.filter((text) => compiled.matches(text))).toEqual([]);
  });

  it('gives the same object for the same source, as the model has it', () => {
    expect(compilePattern('^[a-z]+$')).toBe(compilePattern('^[a-z]+$'));
    expect(compilePattern('^[a-z]+$').source).toBe('^[a-z]+$');
  });

  it('never throws, and refuses nothing that it cannot evaluate', () => {
    for (const source of [
      '(?<foo',
      '[z-a]',
      '(',
      ')',
      '[',
      '\\',
      '*',
      'a{2,1}',
      '\\p{Nothing}',
      '\\u{110000}',
      '(?m)^a$',
    ]) {
      const pattern = compilePattern(source);
      expect([source, pattern.kind, pattern.matches('x')]).toEqual([source, 'regexp', true]);
      expect(pattern.problem).toMatch(/./);
    }
    const nested = compilePattern(`${'('.repeat(5000)}a${')'.repeat(5000)}`);
    expect(nested.kind).toBe('regexp');
    expect(compilePattern('^a+$').problem).toBeUndefined();
  });

  it('leaves a text unjudged that is too long for RegExp', () => {
    const pattern = compilePattern('^(a|b)\\1*$');
    expect(pattern.matches('ba')).toBe(false);
    expect(pattern.matches('b'.repeat(MAX_REGEXP_LENGTH + 1))).toBe(true);
  });

  it.each([
    '^([0-9]+)+$',
    '^(([0-9]|1)*)*$',
    '^([0-9]{1,50}){1,50}$',
    '(0|00)*1$',
    '^(?!x)([0-9]+)+$',
    '(?<=(0+)+)x',
  ])('takes time in proportion to the text for %s', (source) => {
    const pattern = compilePattern(source);
    const start = performance.now();
    expect(pattern.matches(`${'0'.repeat(100_000)}!`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('counts repetitions out up to a bound', () => {
    expect(compilePattern('^(ab){0,6000}$').kind).toBe('automaton');
    expect(compilePattern('^(ab){0,6000}$').matches('ab'.repeat(6000))).toBe(true);
    expect(compilePattern('^(ab){0,6000}$').matches('ab'.repeat(6001))).toBe(false);
    expect(compilePattern('^((ab){1,1000}){1,1000}$').kind).toBe('regexp');
  });
});

/** Sources over a small alphabet, so that they match now and then. */
const { source } = fc.letrec<{ source: string; term: string; atom: string }>((tie) => ({
  source: fc.array(tie('term'), { minLength: 1, maxLength: 4 }).map((terms) => terms.join('')),
  term: fc.oneof(
    { depthSize: 'small' },
    tie('atom'),
    fc.constantFrom(
      '\\b',
      '\\B',
      '(?=a)',
      '(?!b)',
      '(?<=a)',
      '(?<!b)',
      '(?=.b)',
      '(?<=^.?)',
      '(?!.*$)',
      '(?<!a+)',
    ),
    fc
      .tuple(tie('atom'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,3}', '{2,}', '*?'))
      .map((parts) => parts.join('')),
    fc.tuple(tie('source'), tie('source')).map(([left, right]) => `(${left}|${right})`),
    fc
      .tuple(tie('source'), fc.constantFrom('', '+', '?', '{0,2}'))
      .map(([inner, count]) => `(?:${inner})${count}`),
  ),
  atom: fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '[a-c]',
    '\\w',
    '\\n',
    '😀',
    '[a😀]',
    '(?:^)',
    '(?:$)',
    '[\\]\\-]',
  ),
}));

describe('the automaton', () => {
  it('agrees with RegExp on random patterns and texts', () => {
    const anchored = fc
      .tuple(fc.constantFrom('', '^'), source, fc.constantFrom('', '$'))
      .map((parts) => parts.join(''));
    const text = fc.array(fc.constantFrom('a', 'b', 'c', '\n', '😀', '-', '\ud83d'), { maxLength: 7 });
    let matches = 0;
    let runs = 0;
    fc.assert(
      fc.property(anchored, fc.array(text, { minLength: 4, maxLength: 4 }), (pattern, texts) => {
        const reference = new RegExp(pattern, 'u');
        const compiled = compilePattern(pattern);
        expect(compiled.kind).not.toBe('regexp');
        for (const characters of texts) {
          // Node looks around between the halves of a pair too, where ECMA 262 never stands: no pairs there.
          const value = characters.filter((part) => part !== '😀' || !/\\B|\(\?[!<=]/.test(pattern)).join('');
          expect([value, compiled.matches(value)]).toEqual([value, reference.test(value)]);
          runs++;
          if (reference.test(value)) matches++;
        }
      }),
      { seed: 20240229, numRuns: 1500 },
    );
    expect(runs).toBe(6000);
    expect(matches).toBeGreaterThan(1000);
    expect(matches).toBeLessThan(5500);
  });
});
