/** Strings that keep rules by construction, and strings that break one of them by construction. */
import type * as fc from 'fast-check';
import { analysePattern } from '../pattern/analysis.js';
import type { PatternNode } from '../pattern/ast.js';
import { codePointsOf, EVERYTHING } from '../pattern/character-set.js';
import { intersect, type Ranges, rangesHave, union } from '../pattern/ranges.js';
import type { BrokenLeaf } from './broken.js';
import { type Palette, paletteOf, paletteOutside, type Pick, pickCharacter } from './characters.js';
import { textArbitrary } from './text-arbitrary.js';
import { brokenRules, type TextRules } from './text-rules.js';
import { renderCharacters, type Special, type TextForm, type TextShape, textShape } from './text-shape.js';

const DEFAULT_CAP = 2048;

/**
 * Strings that satisfy the rules, of legal XML 1.0 characters. Both bounds of the length come often; most characters
 * are ASCII, the rest are the first and last of each stretch of the pattern's class, and anything else that it has.
 * They shrink by length and then to plainer characters, in some twenty steps whatever the length.
 * Drawing throws RangeError where no such string was found and no example was given.
 */
export function stringArb(rules: TextRules): fc.Arbitrary<string> {
  const { shape, lengths } = legalTexts(rules);
  return textArbitrary({
    lengths,
    cap: rules.cap ?? DEFAULT_CAP,
    minSpecials: 0,
    drawSpecials: specialsFrom(shape.palette),
    plainer: () => undefined,
    make: (form) => keeping(shape.render(form), rules),
    examples: (rules.examples ?? []).filter((example) => brokenRules(example, rules).length === 0),
    what: `a string of ${describe(rules)}`,
  });
}

/** Strings shorter than `min`. They break the pattern too only where no shorter string satisfies it. */
export function tooShortArb(rules: TextRules): fc.Arbitrary<BrokenLeaf<string>> {
  const min = rules.min ?? 0;
  if (min <= 0) throw new RangeError('no string is too short');
  return lengthBreakingArb(rules, 'length.min', [0, min - 1]);
}

/** Strings longer than `max`, often by one. They break the pattern too only where no longer string satisfies it. */
export function tooLongArb(rules: TextRules): fc.Arbitrary<BrokenLeaf<string>> {
  if (rules.max === undefined) throw new RangeError('no string is too long');
  return lengthBreakingArb(rules, 'length.max', [rules.max + 1, rules.max + 64]);
}

/**
 * Strings of a legal length that break the pattern and nothing else: mostly a string that satisfies it with one to
 * three characters that it excludes. Drawing throws RangeError where the pattern excludes nothing.
 */
export function outsidePatternArb(rules: TextRules): fc.Arbitrary<BrokenLeaf<string>> {
  const outside = outsideTexts(rules);
  return textArbitrary({
    lengths: outside.lengths,
    cap: rules.cap ?? DEFAULT_CAP,
    minSpecials: outside.palette === undefined ? 0 : 1,
    drawSpecials: outside.drawSpecials,
    plainer: outside.plainer,
    make: (form) => breakingPattern(outside.render(form), rules),
    examples: outside.ofOneClass ? [] : monotonous(rules),
    what: `a string outside ${describe(rules)}`,
  });
}

/** The shape of texts that keep the pattern, and their lengths within the bounds. */
export function legalTexts(rules: TextRules): { readonly shape: TextShape; readonly lengths: Ranges } {
  const min = rules.min ?? 0;
  const max = rules.max ?? Math.max(min, rules.cap ?? DEFAULT_CAP);
  const shape = textShape(rules.pattern, max);
  return { shape, lengths: intersect(shape.lengths, [min, max]) };
}

/** Characters that break a pattern in a text that otherwise satisfies it. */
export const LOOKALIKES: readonly number[] = [
  0xe9, // é
  0x430, // Cyrillic а
  0x663, // Arabic-Indic digit three
  0xff21, // fullwidth A
  0xff15, // fullwidth 5
  0x130, // İ, which lower-cases to i and a dot
  0x17f, // ſ, which upper-cases to S
  0x212a, // the Kelvin sign, which lower-cases to k
  0x3000, // ideographic space
  0x2028, // line separator
  0x4e2d, // 中
  0x10400, // Deseret letter
  0x1f601, // emoji
];

/** How texts outside a pattern are made. */
export interface OutsideTexts {
  /** True where the pattern is a number of characters of one class. */
  readonly ofOneClass: boolean;
  readonly lengths: Ranges;
  /** Characters that the pattern has nowhere; undefined where it has them all. */
  readonly palette: Palette | undefined;
  readonly drawSpecials: (pick: Pick) => readonly Special[];
  readonly plainer: (special: Special) => Special | undefined;
  readonly render: (form: TextForm) => string | undefined;
}

export function outsideTexts(rules: TextRules): OutsideTexts {
  const { shape, lengths } = legalTexts(rules);
  const analysis = rules.pattern === undefined ? undefined : analysePattern(rules.pattern);
  const inside = analysis?.node === undefined ? [] : alphabetOf(analysis.node);
  const palette = analysis?.node === undefined ? undefined : paletteOutside(inside);
  const everything = paletteOf(EVERYTHING);
  const min = Math.max(rules.min ?? 0, 1);
  const max = rules.max ?? Math.max(min, rules.cap ?? DEFAULT_CAP);
  const own = shape.palette;
  const lookalikes = LOOKALIKES.filter((codePoint) => !rangesHave(inside, codePoint));
  return {
    ofOneClass: own !== undefined,
    // Characters of one class can be had in any number; other texts only in lengths of the pattern's.
    lengths:
      own === undefined && lengths.length > 0 ? intersect(lengths, [min, max]) : min > max ? [] : [min, max],
    palette,
    drawSpecials: (pick) => {
      const wild = palette ?? everything;
      if (wild === undefined) return [];
      if (!rangesHave(inside, 0x0a) && pick(0, 7) === 0) return [{ place: 1, characters: [0x0a] }];
      return Array.from({ length: pick(0, 2) === 0 ? pick(1, 3) : 1 }, () => {
        const lookalike =
          pick(0, 5) === 0 ? lookalikes[pick(0, Math.max(0, lookalikes.length - 1))] : undefined;
        return { place: placeFrom(pick), characters: [lookalike ?? pickCharacter(wild, pick)] };
      });
    },
    plainer: (special) => {
      const isPlainest = palette === undefined || special.characters[0] === palette.simplest;
      return isPlainest ? undefined : { ...special, characters: [palette.simplest] };
    },
    render: (form) => {
      if (own !== undefined) return renderCharacters(own, form);
      const kind = form.seed % 4;
      const wild = kind === 2 ? palette : kind === 3 ? everything : undefined;
      if (wild !== undefined) return renderCharacters(wild, form);
      const base = shape.render({ ...form, specials: [] });
      return base === undefined ? undefined : withSpecials(base, form.specials);
    },
  };
}

/** Texts of one character again and again that break the pattern: what little is outside of `[^:].*`. */
function monotonous(rules: TextRules): BrokenLeaf<string>[] {
  const { min = 0, max = Infinity } = rules;
  const lengths = [min, min + 1, 8].filter((length) => length >= min && length <= max);
  const texts = Array.from(' :/-.a0A_\n', (character) => lengths.map((length) => character.repeat(length)));
  return ['', ...texts.flat()]
    .filter((text) => text.length >= min)
    .flatMap((text) => breakingPattern(text, rules) ?? []);
}

/** A text of the pattern cut or stretched to a length that the pattern does not allow. */
export function stretched(shape: TextShape, lengths: Ranges, form: TextForm): string | undefined {
  const longest = lengths.at(-1) ?? 0;
  const base = Array.from(
    shape.render({ ...form, length: form.length > longest ? longest : (lengths[0] ?? 0) }) ?? '',
  );
  if (base.length >= form.length) return base.slice(0, form.length).join('');
  return base.join('') + (base.at(-1) ?? 'a').repeat(form.length - base.length);
}

function lengthBreakingArb(
  rules: TextRules,
  kind: 'length.min' | 'length.max',
  wanted: Ranges,
): fc.Arbitrary<BrokenLeaf<string>> {
  const shape = textShape(rules.pattern, wanted[1] ?? 0);
  const possible = intersect(shape.lengths, wanted);
  const legal = legalTexts(rules);
  const render =
    possible.length > 0 ? shape.render : (form: TextForm) => stretched(legal.shape, legal.lengths, form);
  return textArbitrary({
    lengths: possible.length > 0 ? possible : wanted,
    cap: Infinity,
    minSpecials: 0,
    drawSpecials: specialsFrom(possible.length > 0 ? shape.palette : undefined),
    plainer: () => undefined,
    make: (form) => {
      const value = render(form);
      const kinds = value === undefined ? [] : brokenRules(value, rules);
      if (value === undefined || !kinds.includes(kind)) return undefined;
      return possible.length > 0 && kinds.length > 1 ? undefined : { value, kinds };
    },
    examples: [],
    what: `a string that breaks ${kind} of ${describe(rules)}`,
  });
}

/** None at all in four of ten texts, else up to three, at the ends as often as anywhere. */
function specialsFrom(palette: Palette | undefined): (pick: Pick) => readonly Special[] {
  if (palette === undefined) return () => [];
  const tokens = TOKENS.filter((token) => token.every((character) => rangesHave(palette.all, character)));
  return (pick) => {
    const count = pick(0, 9) < 4 ? 0 : pick(1, 3);
    return Array.from({ length: count }, () => {
      const token = tokens.length > 0 && pick(0, 5) === 0 ? tokens[pick(0, tokens.length - 1)] : undefined;
      return { place: placeFrom(pick), characters: token ?? [pickCharacter(palette, pick)] };
    });
  };
}

/** What writers and readers of XML and forms trip over. */
const TOKENS: readonly (readonly number[])[] = [
  ']]>',
  '&amp;',
  '<a>',
  '\r\n',
  '%41',
  '+',
  '&',
  '=',
  '"',
  "'",
  '\t',
  '\n',
  '\r',
  '  ',
  'e\u0301',
  '\u202e',
  '\u00a0',
  'é',
  '中',
].map((token) => Array.from(token, (character) => character.codePointAt(0) ?? 0));

function placeFrom(pick: Pick): number {
  return [0, 1, pick(0, 1000) / 1000][pick(0, 2)] ?? 0;
}

function withSpecials(text: string, specials: readonly Special[]): string {
  const characters = Array.from(text);
  for (const special of specials) {
    const index = Math.round(special.place * (characters.length - 1));
    const [character] = special.characters;
    if (character !== undefined && characters.length > 0) characters[index] = String.fromCodePoint(character);
  }
  return characters.join('');
}

function keeping(text: string | undefined, rules: TextRules): string | undefined {
  return text === undefined || brokenRules(text, rules).length > 0 ? undefined : text;
}

function breakingPattern(text: string | undefined, rules: TextRules): BrokenLeaf<string> | undefined {
  if (text === undefined) return undefined;
  const kinds = brokenRules(text, rules);
  return kinds.length === 1 && kinds[0] === 'pattern' ? { value: text, kinds } : undefined;
}

/** Every character that a pattern has somewhere. */
function alphabetOf(node: PatternNode): Ranges {
  switch (node.kind) {
    case 'set':
      return codePointsOf(node.set);
    case 'sequence':
      return union(...node.items.map(alphabetOf));
    case 'choice':
      return union(...node.options.map(alphabetOf));
    case 'repeat':
    case 'look':
      return alphabetOf(node.item);
    case 'start':
    case 'end':
    case 'boundary':
    case 'backreference':
      return [];
  }
}

function describe(rules: TextRules): string {
  return `length ${rules.min ?? 0} to ${rules.max ?? 'any'}, pattern ${rules.pattern ?? 'none'}`;
}
