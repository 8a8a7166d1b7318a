// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/**
 * Character classes as written, and the code points they stand for. Unicode properties are looked up only when asked
 * for, in the tables of the running Node.
 */
import {
  ALL_CODE_POINTS,
  rangesOf,
  complement,
  forEachRange,
  intersect,
  MAX_CODE_POINT,
  union,
  type Ranges,
} from './ranges.js';

export type CharacterSet =
  | { readonly kind: 'ranges'; readonly ranges: Ranges }
  /** `name` is what goes between the braces of `\p{}` in a RegExp with the `u` flag. */
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'union'; readonly sets: readonly CharacterSet[] }
  | { readonly kind: 'intersection'; readonly sets: readonly CharacterSet[] }
  | { readonly kind: 'complement'; readonly set: CharacterSet }
  /** The set and the other case of its ASCII letters. */
  | { readonly kind: 'ignoreCase'; readonly set: CharacterSet };

export function ranges(...list: readonly (readonly [low: number, high: number])[]): CharacterSet {
  return { kind: 'ranges', ranges: rangesOf(...list) };
}

export const DIGITS = ranges([0x30, 0x39]);
export const WORD_CHARACTERS = ranges([0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]);
/** ECMA 262 WhiteSpace and LineTerminator. */
export const WHITE_SPACE = ranges(
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
);
export const LINE_TERMINATORS = ranges([0x0a, 0x0a], [0x0d, 0x0d], [0x2028, 0x2029]);
export const EVERYTHING: CharacterSet = { kind: 'ranges', ranges: ALL_CODE_POINTS };

/** The code points of a set; computed once per set, and once per Unicode property. */
export function codePointsOf(set: CharacterSet): Ranges {
  const known = resolved.get(set);
  if (known !== undefined) return known;
  const result = resolve(set);
  resolved.set(set, result);
  return result;
}

/** Membership of one code point, without the tables of whole properties. */
export function setHas(set: CharacterSet, codePoint: number): boolean {
  switch (set.kind) {
    case 'ranges':
      return set.ranges.some(
        (low, index) => index % 2 === 0 && codePoint >= low && codePoint <= (set.ranges[index + 1] ?? 0),
      );
    case 'property':
      return propertyRegExp(set.name).test(String.fromCodePoint(codePoint));
    case 'union':
      return set.sets.some((part) => setHas(part, codePoint));
    case 'intersection':
      return set.sets.every((part) => setHas(part, codePoint));
    case 'complement':
      return !setHas(set.set, codePoint);
    case 'ignoreCase':
      return setHas(set.set, codePoint) || setHas(set.set, otherCase(codePoint));
  }
}

/** True where the answer depends on a version of Unicode. */
export function usesProperties(set: CharacterSet): boolean {
  switch (set.kind) {
    case 'ranges':
      return false;
    case 'property':
      return true;
    case 'union':
    case 'intersection':
      return set.sets.some(usesProperties);
    case 'complement':
    case 'ignoreCase':
      return usesProperties(set.set);
  }
}

const resolved = new WeakMap<CharacterSet, Ranges>();
const properties = new Map<string, Ranges>();
const regExps = new Map<string, RegExp>();

function resolve(set: CharacterSet): Ranges {
  switch (set.kind) {
    case 'ranges':
      return set.ranges;
    case 'property':
      return propertyCodePoints(set.name);
    case 'union':
      return union(...set.sets.map(codePointsOf));
    case 'intersection':
      return set.sets.map(codePointsOf).reduce(intersect, ALL_CODE_POINTS);
    case 'complement':
      return complement(codePointsOf(set.set));
    case 'ignoreCase':
      return bothCases(codePointsOf(set.set));
  }
}

function bothCases(set: Ranges): Ranges {
  const letters = intersect(set, [0x41, 0x5a, 0x61, 0x7a]);
  const others: [number, number][] = [];
  forEachRange(letters, (low, high) => others.push([otherCase(low), otherCase(high)]));
  return union(set, rangesOf(...others));
}

function otherCase(codePoint: number): number {
  const isLetter = (codePoint >= 0x41 && codePoint <= 0x5a) || (codePoint >= 0x61 && codePoint <= 0x7a);
  return isLetter ? codePoint ^ 0x20 : codePoint;
}

/** One pass over all code points, some 50 ms. */
function propertyCodePoints(name: string): Ranges {
  const known = properties.get(name);
  if (known !== undefined) return known;
  const property = propertyRegExp(name);
  const found: number[] = [];
  let isInside = false;
  for (let codePoint = 0; codePoint <= MAX_CODE_POINT; codePoint++) {
    if (property.test(String.fromCodePoint(codePoint)) === isInside) continue;
    found.push(isInside ? codePoint - 1 : codePoint);
    isInside = !isInside;
  }
  if (isInside) found.push(MAX_CODE_POINT);
  properties.set(name, found);
  return found;
}

function propertyRegExp(name: string): RegExp {
  const known = regExps.get(name);
  if (known !== undefined) return known;
  const regExp = new RegExp(`\\p{${name}}`, 'u');
  regExps.set(name, regExp);
  return regExp;
}
