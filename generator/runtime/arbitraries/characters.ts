/** Which characters texts are made of. */
import { type CharacterSet, codePointsOf, usesProperties } from '../pattern/character-set.js';
import {
  complement,
  forEachRange,
  intersect,
  type Ranges,
  rangesHave,
  sizeOf,
  valueAt,
} from '../pattern/ranges.js';

/** `Char` of XML 1.0: what a request may carry and an answer can repeat. No surrogates. */
export const XML_CHARACTERS: Ranges = [0x9, 0xa, 0xd, 0xd, 0x20, 0xd7ff, 0xe000, 0xfffd, 0x10000, 0x10ffff];

/**
 * Characters of all planes that were assigned long before Unicode 12, in stretches without a gap: engines of any age
 * agree on what they are. Picked where a choice must not depend on a version of Unicode.
 */
export const SETTLED_CHARACTERS: Ranges = [
  0x9, 0xa, 0xd, 0xd, 0x20, 0x7e, 0xa0, 0x377, 0x37a, 0x37e, 0x384, 0x38a, 0x38e, 0x3a1, 0x3a3, 0x523, 0x531,
  0x556, 0x561, 0x587, 0x5d0, 0x5ea, 0x621, 0x63a, 0x641, 0x64a, 0x660, 0x669, 0x671, 0x6d3, 0x6f0, 0x6f9,
  0x905, 0x939, 0x966, 0x96f, 0xe01, 0xe30, 0xe50, 0xe59, 0x10d0, 0x10f0, 0x1100, 0x1159, 0x1e00, 0x1e9b,
  0x1ea0, 0x1ef9, 0x2010, 0x2027, 0x2030, 0x205e, 0x20a0, 0x20b5, 0x2100, 0x214d, 0x2153, 0x2188, 0x2190,
  0x23e7, 0x2500, 0x269c, 0x3001, 0x303f, 0x3041, 0x3096, 0x30a1, 0x30fa, 0x3105, 0x312c, 0x3400, 0x4db5,
  0x4e00, 0x9fa5, 0xac00, 0xd7a3, 0xf900, 0xfa2d, 0xff01, 0xff5e, 0xff66, 0xff9d, 0x10000, 0x1000b, 0x10300,
  0x1031e, 0x10400, 0x1049d, 0x1d400, 0x1d454, 0x1d7ce, 0x1d7ff, 0x1f300, 0x1f320, 0x1f601, 0x1f610, 0x20000,
  0x2a6d6,
];

/** A whole number from `low` to `high`, both included. */
export type Pick = (low: number, high: number) => number;

/** Characters to choose from, the telling ones apart. */
export interface Palette {
  /** What a text is made of when nothing else matters: a letter or digit if there is one. */
  readonly simplest: number;
  readonly all: Ranges;
  /** The settled ones among them, else all. */
  readonly common: Ranges;
  /** Letters and digits of ASCII, else what there is of ASCII. */
  readonly plain: Ranges;
  readonly ascii: Ranges;
  /** First and last character of every stretch of the set: where a bound may be off by one. */
  readonly edges: readonly number[];
  /** Characters of two UTF-16 units. */
  readonly astral: Ranges;
}

/** The characters of a set that texts may have; undefined where there is none. */
export function paletteOf(set: CharacterSet): Palette | undefined {
  const legal = intersect(codePointsOf(set), XML_CHARACTERS);
  const settled = intersect(legal, SETTLED_CHARACTERS);
  return makePalette(usesProperties(set) && settled.length > 0 ? settled : legal, legal);
}

/** The legal characters that are in none of the sets; undefined where there is none. */
export function paletteOutside(inside: Ranges): Palette | undefined {
  const legal = intersect(complement(inside), XML_CHARACTERS);
  const settled = intersect(legal, SETTLED_CHARACTERS);
  return makePalette(settled.length > 0 ? settled : legal, complement(inside));
}

/** Any character of a palette, weighted to ASCII, edges and the rest of Unicode alike. */
export function pickCharacter(palette: Palette, pick: Pick): number {
  const die = pick(0, 9);
  if (die < 5 && palette.ascii.length > 0) return pickFrom(palette.ascii, pick);
  if (die < 7 && palette.edges.length > 0)
    return palette.edges[pick(0, palette.edges.length - 1)] ?? palette.simplest;
  if (die < 8 && palette.astral.length > 0) return pickFrom(palette.astral, pick);
  return pickFrom(die < 9 ? palette.common : palette.all, pick);
}

export function pickFrom(set: Ranges, pick: Pick): number {
  return valueAt(set, pick(0, sizeOf(set) - 1)) ?? 0;
}

function makePalette(all: Ranges, edgesOf: Ranges): Palette | undefined {
  const first = all[0];
  if (first === undefined) return undefined;
  const settled = intersect(all, SETTLED_CHARACTERS);
  const common = settled.length > 0 ? settled : all;
  const ascii = intersect(all, [0x9, 0x7e]);
  const letters = intersect(ascii, [0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a]);
  const visible = intersect(ascii, [0x21, 0x7e]);
  const friendly = [0x61, 0x41, 0x30].find((letter) => rangesHave(letters, letter));
  const edges: number[] = [];
  forEachRange(edgesOf, (low, high) => edges.push(low, high));
  return {
    simplest: friendly ?? letters[0] ?? visible[0] ?? first,
    all,
    common,
    plain: letters.length > 0 ? letters : ascii,
    ascii,
    edges: [...new Set(edges)].filter((edge) => rangesHave(all, edge)),
    astral: intersect(common, [0x10000, 0x10ffff]),
  };
}
