/** Escapes that stand for a character or a class. */
import { type CharacterSet, DIGITS, ranges, WHITE_SPACE, WORD_CHARACTERS } from './character-set.js';
import { propertySet } from './properties.js';
import type { Scanner } from './scanner.js';

/** A character or a class. */
export type Atom = { readonly codePoint: number } | { readonly set: CharacterSet };

/** Called after a backslash; throws PatternError for what is neither, such as `\k` or an unknown letter. */
export function readEscape(scanner: Scanner, inClass: boolean): Atom {
  const character = scanner.next();
  const set = CLASS_ESCAPES.get(character);
  if (set !== undefined) return { set };
  const control = CONTROL_ESCAPES.get(character);
  if (control !== undefined) return { codePoint: control };
  switch (character) {
    case 'u':
      return { codePoint: unicodeEscape(scanner) };
    case 'x':
      return { codePoint: scanner.take('{') ? hexUntilBrace(scanner) : hex(scanner, 2) };
    case 'c':
      return { codePoint: codePointOf(scanner.next()) & 0x1f };
    case 'p':
      return { set: property(scanner) };
    case 'P':
      return { set: { kind: 'complement', set: property(scanner) } };
    case '0':
      return { codePoint: octal(scanner) };
    case 'b':
      if (inClass) return { codePoint: 0x08 };
      throw scanner.error('unknown escape');
    default:
      if (/[A-Za-z0-9]/.test(character)) throw scanner.error('unknown escape');
      return { codePoint: codePointOf(character) };
  }
}

export function atomSet(atom: Atom): CharacterSet {
  return 'set' in atom ? atom.set : ranges([atom.codePoint, atom.codePoint]);
}

export function codePointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** Called after `\u`. Two escapes that make a surrogate pair are one character. */
function unicodeEscape(scanner: Scanner): number {
  if (scanner.take('{')) return hexUntilBrace(scanner);
  const first = hex(scanner, 4);
  const pair = /^\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})/.exec(scanner.ahead(6));
  if ((first & 0xfc00) !== 0xd800 || pair === null) return first;
  scanner.position += 6;
  return 0x10000 + ((first & 0x3ff) << 10) + (Number.parseInt(pair[1] ?? '', 16) & 0x3ff);
}

function property(scanner: Scanner): CharacterSet {
  const isNegated = scanner.peek() === '{' && scanner.peek(1) === '^';
  const name = scanner.take('{') ? scanner.until('}') : scanner.next();
  const set = propertySet(isNegated ? name.slice(1) : name);
  if (set === undefined) throw scanner.error('unknown property');
  return isNegated ? { kind: 'complement', set } : set;
}

function hex(scanner: Scanner, digits: number): number {
  const text = scanner.ahead(digits);
  if (!/^[0-9A-Fa-f]+$/.test(text) || text.length !== digits)
    throw scanner.error('hexadecimal digits expected');
  scanner.position += digits;
  return Number.parseInt(text, 16);
}

function hexUntilBrace(scanner: Scanner): number {
  const text = scanner.until('}');
  const codePoint = Number.parseInt(text, 16);
  if (!/^[0-9A-Fa-f]+$/.test(text) || codePoint > 0x10ffff) throw scanner.error('not a code point');
  return codePoint;
}

/** After `\0`: Java's octal digits, if any. */
function octal(scanner: Scanner): number {
  let value = 0;
  while (/[0-7]/.test(scanner.peek() ?? '') && value < 0o40) value = value * 8 + Number(scanner.next());
  return value;
}

const HORIZONTAL_SPACE = ranges(
  [0x09, 0x09],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
);

const CLASS_ESCAPES: ReadonlyMap<string, CharacterSet> = new Map([
  ['d', DIGITS],
  ['D', { kind: 'complement', set: DIGITS }],
  ['w', WORD_CHARACTERS],
  ['W', { kind: 'complement', set: WORD_CHARACTERS }],
  ['s', WHITE_SPACE],
  ['S', { kind: 'complement', set: WHITE_SPACE }],
  ['h', HORIZONTAL_SPACE],
  ['H', { kind: 'complement', set: HORIZONTAL_SPACE }],
]);

const CONTROL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
  ['a', 0x07],
  ['e', 0x1b],
]);
