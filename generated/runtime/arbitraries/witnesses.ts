// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Texts on the bounds and just outside, always the same ones: what is tried before anything random. */
import { analysePattern } from '../pattern/analysis.js';
import { complement, forEachRange, intersect, rangesHave } from '../pattern/ranges.js';
import { codePointsOf } from '../pattern/character-set.js';
import type { BrokenLeaf } from './broken.js';
import { type Palette, SETTLED_CHARACTERS } from './characters.js';
import { legalTexts, LOOKALIKES, outsideTexts, stretched } from './strings.js';
import { brokenRules, type TextRules } from './text-rules.js';
import { renderCharacters, type Special, type TextForm, textShape } from './text-shape.js';

export interface LengthWitnesses {
  /** Texts that keep every rule, of the shortest and the longest length and one from each. */
  readonly inside: readonly string[];
  /** Texts shorter than `min` and longer than `max`, by one where the pattern has such; with all that they violate. */
  readonly tooShort: readonly BrokenLeaf<string>[];
  readonly tooLong: readonly BrokenLeaf<string>[];
}

/**
 * Texts around both bounds of a length. Where the pattern allows, each length comes plain, in characters of two
 * UTF-16 units, and with letters that Unicode composes: who counts units, bytes or composed characters gets them wrong.
 */
export function lengthWitnesses(rules: TextRules): LengthWitnesses {
  const min = rules.min ?? 0;
  const { shape, lengths } = legalTexts({ ...rules, cap: Math.max(rules.cap ?? 0, min + 1) });
  const first = lengths[0];
  const last = rules.max === undefined ? undefined : lengths.at(-1);
  const near = [
    first,
    last,
    first === undefined ? undefined : first + 1,
    last === undefined ? undefined : last - 1,
  ];
  const insideLengths = [
    ...new Set(near.filter((length) => length !== undefined && rangesHave(lengths, length))),
  ];
  const inside = insideLengths.flatMap((length) => variants(shape.palette, length ?? 0, shape.render));
  return {
    inside: distinct([...inside, ...(rules.examples ?? [])]).filter(
      (text) => brokenRules(text, rules).length === 0,
    ),
    tooShort: min > 0 ? breaking(rules, 'length.min', min - 1, [0, min - 1]) : [],
    tooLong:
      rules.max === undefined
        ? []
        : breaking(rules, 'length.max', rules.max + 1, [rules.max + 1, rules.max + 64]),
  };
}

/**
 * Texts of a legal length that break the pattern and nothing else: a right text with one character that the pattern
 * excludes, at its end or start. Among the characters: a line break at the very end, the neighbours of every stretch
 * of the class, and letters, digits and blanks that only Unicode counts as such. Empty where nothing is outside.
 */
export function outsidePatternWitnesses(rules: TextRules): string[] {
  if (rules.pattern === undefined) return [];
  const outside = outsideTexts(rules);
  const shortest = outside.lengths[0] ?? 0;
  const longest = outside.lengths.at(-1) ?? 0;
  const length = Math.min(longest, Math.max(shortest, 8));
  const form = (special: Special, seed: number): TextForm => ({ length, seed, specials: [special] });
  const texts: (string | undefined)[] = [];
  for (const character of strangers(rules.pattern, outside.palette)) {
    texts.push(outside.render(form({ place: 1, characters: [character] }, 0)));
  }
  for (const character of strangers(rules.pattern, outside.palette).slice(0, 4)) {
    texts.push(outside.render(form({ place: 0, characters: [character] }, 0)));
  }
  // Repetitions of a stranger, and plain texts of other lengths, for patterns that are about order and count.
  texts.push(outside.render({ length, seed: 2, specials: [] }), '', ...plainTexts(shortest, longest));
  return distinct(texts.filter((text) => text !== undefined)).filter((text) => {
    const kinds = brokenRules(text, rules);
    return kinds.length === 1 && kinds[0] === 'pattern';
  });
}

function breaking(
  rules: TextRules,
  kind: 'length.min' | 'length.max',
  nearest: number,
  wanted: readonly [number, number],
): BrokenLeaf<string>[] {
  const shape = textShape(rules.pattern, wanted[1]);
  const possible = intersect(shape.lengths, wanted);
  const legal = legalTexts(rules);
  const closest = kind === 'length.min' ? possible.at(-1) : possible[0];
  const lengths = distinct([
    closest ?? nearest,
    kind === 'length.min' ? (possible[0] ?? 0) : (possible.at(-1) ?? nearest),
  ]);
  const texts = lengths.flatMap((length) =>
    closest === undefined
      ? [stretched(legal.shape, legal.lengths, { length, seed: 0, specials: [] })]
      : variants(shape.palette, length, shape.render),
  );
  return distinct(texts.filter((text) => text !== undefined))
    .map((value) => ({ value, kinds: brokenRules(value, rules) }))
    .filter(({ kinds }) => kinds.includes(kind) && (closest === undefined || kinds.length === 1));
}

/** The same length in the ways in which lengths are miscounted. */
function variants(
  palette: Palette | undefined,
  length: number,
  render: (form: TextForm) => string | undefined,
): string[] {
  const plain = render({ length, seed: 0, specials: [] });
  const texts = [plain];
  if (palette !== undefined) {
    for (const filling of FILLINGS) {
      if (!filling.every((codePoint) => rangesHave(palette.all, codePoint))) continue;
      const count = Math.ceil(length / filling.length);
      const characters = Array.from({ length: count }, () => filling).flat();
      texts.push(
        renderCharacters(palette, {
          length,
          seed: 0,
          specials: [{ place: 0, characters: characters.slice(0, length) }],
        }),
      );
    }
  }
  return distinct(texts.filter((text) => text !== undefined));
}

/** Two UTF-16 units, four bytes; two bytes; two characters that compose to one. */
const FILLINGS: readonly (readonly number[])[] = [[0x1f601], [0x10400], [0xe9], [0x65, 0x301]];

/** Characters that a pattern has nowhere, the most telling first. */
function strangers(pattern: string, palette: Palette | undefined): number[] {
  if (palette === undefined) return [0x0a, ...LOOKALIKES];
  const analysis = analysePattern(pattern);
  const inside = complement(palette.all);
  const neighbours: number[] = [];
  if (analysis.kind === 'class') {
    forEachRange(codePointsOf(analysis.set), (low, high) => neighbours.push(low - 1, high + 1));
  }
  const settled = neighbours.filter((codePoint) => rangesHave(SETTLED_CHARACTERS, codePoint)).slice(0, 24);
  const all = [0x0a, ...settled, ...LOOKALIKES, palette.simplest, 0x20, 0x21, 0x2f, 0x3a, 0x5f];
  return distinct(all).filter((codePoint) => !rangesHave(inside, codePoint));
}

function plainTexts(shortest: number, longest: number): string[] {
  return ['a', '0', '-', '.', ' ', ':', '/'].flatMap((character) => [
    character.repeat(shortest),
    character.repeat(Math.min(longest, shortest + 1)),
  ]);
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
