// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/**
 * Reads the regular expressions of Smithy models: ECMA 262 with the `u` flag, read leniently. Escapes that are not
 * needed mean the character itself. What ECMA 262 with `u` refuses and Java takes is read as Java does, since models
 * are checked and served by Java: POSIX properties, `[a-z[0-9]]`, `[a-z&&[^q]]`, `\Q...\E`, `\A`, `\z`, `\h`, `(?i)`.
 */
import type { PatternNode } from './ast.js';
import {
  type CharacterSet,
  DIGITS,
  EVERYTHING,
  LINE_TERMINATORS,
  ranges,
  WHITE_SPACE,
  WORD_CHARACTERS,
} from './character-set.js';
import { propertySet } from './properties.js';

/** A pattern that this reader does not understand; `position` counts code points. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(`${message} at character ${position + 1}`);
  }
}

/** Throws PatternError. */
export function parsePattern(source: string): PatternNode {
  return new Parser(source).parse();
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
}

/** A character or a class, as an escape or a class item gives it. */
type Atom = { readonly codePoint: number } | { readonly set: CharacterSet };

const NO_FLAGS: Flags = { ignoreCase: false, dotAll: false };
const MAX_DEPTH = 200;

class Parser {
  readonly #text: readonly string[];
  #position = 0;
  #flags = NO_FLAGS;
  #depth = 0;

  constructor(source: string) {
    this.#text = Array.from(source);
  }

  parse(): PatternNode {
    const node = this.#choice();
    if (this.#position < this.#text.length) throw this.#error('unmatched )');
    return node;
  }

  #choice(): PatternNode {
    if (++this.#depth > MAX_DEPTH) throw this.#error('groups nested too deep');
    const flags = this.#flags;
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    this.#flags = flags;
    this.#depth--;
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  }

  #sequence(): PatternNode {
    const items: PatternNode[] = [];
    for (;;) {
      const next = this.#text[this.#position];
      if (next === undefined || next === '|' || next === ')') break;
      if (this.#quoted(items) || this.#inlineFlags()) continue;
      items.push(this.#quantified(this.#term()));
    }
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: 'sequence', items };
  }

  #term(): PatternNode {
    const character = this.#next();
    switch (character) {
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '.':
        return {
          kind: 'set',
          set: this.#flags.dotAll ? EVERYTHING : { kind: 'complement', set: LINE_TERMINATORS },
        };
      case '(':
        return this.#group();
      case '[':
        return this.#set(this.#class());
      case '\\':
        return this.#assertionEscape() ?? this.#atomNode(this.#escape(false));
      case '*':
      case '+':
      case '?':
        throw this.#error('nothing to repeat');
      default:
        return this.#atomNode({ codePoint: codePointOf(character) });
    }
  }

  #group(): PatternNode {
    const flags = this.#flags;
    const look = this.#take('?') ? this.#groupKind() : undefined;
    const item = this.#choice();
    if (!this.#take(')')) throw this.#error('missing )');
    this.#flags = flags;
    if (look === undefined) return item;
    return { kind: 'look', behind: look.startsWith('<'), negated: look.endsWith('!'), item };
  }

  /** Called after `(?`: the kind of lookaround, or undefined for a group. */
  #groupKind(): string | undefined {
    const look = this.#takeAny('<=', '<!', '=', '!');
    if (look !== undefined) return look;
    if (this.#take('<')) this.#until('>');
    else if (!this.#take(':')) {
      this.#flags = this.#readFlags();
      if (!this.#take(':')) throw this.#error('unknown kind of group');
    }
    return undefined;
  }

  #quantified(node: PatternNode): PatternNode {
    const bounds = this.#quantifier();
    if (bounds === undefined) return node;
    const [min, max] = bounds;
    if (node.kind === 'start' || node.kind === 'end' || node.kind === 'look' || node.kind === 'boundary') {
      throw this.#error('an assertion cannot be repeated');
    }
    if (min > max) throw this.#error('quantifier out of order');
    if (!this.#take('?')) this.#take('+');
    return { kind: 'repeat', item: node, min, max };
  }

  #quantifier(): [min: number, max: number] | undefined {
    if (this.#take('*')) return [0, Infinity];
    if (this.#take('+')) return [1, Infinity];
    if (this.#take('?')) return [0, 1];
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(
      this.#text.slice(this.#position, this.#position + 32).join(''),
    );
    if (counted === null) return undefined;
    this.#position += counted[0].length;
    const min = Number(counted[1]);
    if (counted[2] === undefined) return [min, min];
    return [min, counted[3] === undefined || counted[3] === '' ? Infinity : Number(counted[3])];
  }

  /** Called after `[`. A nested `[` is a class of its own where the brackets balance, else a character. */
  #class(): CharacterSet {
    const start = this.#position;
    const depth = this.#depth;
    try {
      return this.#classBody(true);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      this.#position = start;
      this.#depth = depth;
      return this.#classBody(false);
    }
  }

  #classBody(nesting: boolean): CharacterSet {
    if (++this.#depth > MAX_DEPTH) throw this.#error('classes nested too deep');
    const isNegated = this.#take('^');
    const operands: CharacterSet[] = [];
    let parts: CharacterSet[] = [];
    while (!this.#take(']')) {
      if (this.#takeAny('&&') !== undefined) {
        operands.push({ kind: 'union', sets: parts });
        parts = [];
      } else if (nesting && this.#take('[')) parts.push(this.#classBody(true));
      else parts.push(this.#classItem());
    }
    this.#depth--;
    const body: CharacterSet = { kind: 'union', sets: parts };
    const set: CharacterSet =
      operands.length === 0
        ? body
        : { kind: 'intersection', sets: [...operands, ...(parts.length === 0 ? [] : [body])] };
    return isNegated
      ? { kind: 'complement', set: this.#flags.ignoreCase ? { kind: 'ignoreCase', set } : set }
      : set;
  }

  #classItem(): CharacterSet {
    const low = this.#classAtom();
    const isRange = this.#text[this.#position] === '-' && this.#text[this.#position + 1] !== ']';
    if (!isRange || !('codePoint' in low)) return atomSet(low);
    const afterLow = this.#position;
    this.#position++;
    const high = this.#text[this.#position] === '[' ? undefined : this.#classAtom();
    if (high === undefined || !('codePoint' in high)) {
      this.#position = afterLow;
      return atomSet(low);
    }
    if (low.codePoint > high.codePoint) throw this.#error('range out of order');
    return ranges([low.codePoint, high.codePoint]);
  }

  #classAtom(): Atom {
    const character = this.#next();
    return character === '\\' ? this.#escape(true) : { codePoint: codePointOf(character) };
  }

  /** Called after a backslash. */
  #assertionEscape(): PatternNode | undefined {
    const character = this.#text[this.#position] ?? '';
    if (/[1-9]/.test(character)) {
      this.#position++;
      while (/[0-9]/.test(this.#text[this.#position] ?? '')) this.#position++;
      return { kind: 'backreference' };
    }
    if (this.#take('b')) return { kind: 'boundary', negated: false };
    if (this.#take('B')) return { kind: 'boundary', negated: true };
    if (this.#take('A')) return { kind: 'start' };
    if (this.#take('z') || this.#take('Z')) return { kind: 'end' };
    if (this.#take('R')) return LINE_BREAK;
    if (this.#takeAny('k<') === undefined) return undefined;
    this.#until('>');
    return { kind: 'backreference' };
  }

  /** Called after a backslash. */
  #escape(inClass: boolean): Atom {
    const character = this.#next();
    const set = CLASS_ESCAPES.get(character);
    if (set !== undefined) return { set };
    const control = CONTROL_ESCAPES.get(character);
    if (control !== undefined) return { codePoint: control };
    switch (character) {
      case 'u':
        return { codePoint: this.#unicodeEscape() };
      case 'x':
        return { codePoint: this.#take('{') ? this.#hexUntilBrace() : this.#hex(2) };
      case 'c':
        return { codePoint: codePointOf(this.#next()) & 0x1f };
      case 'p':
        return { set: this.#property() };
      case 'P':
        return { set: { kind: 'complement', set: this.#property() } };
      case '0':
        return { codePoint: this.#octal() };
      case 'b':
        if (inClass) return { codePoint: 0x08 };
        throw this.#error('unknown escape');
      default:
        if (/[A-Za-z0-9]/.test(character)) throw this.#error('unknown escape');
        return { codePoint: codePointOf(character) };
    }
  }

  /** Called after `\u`. Two escapes that make a surrogate pair are one character. */
  #unicodeEscape(): number {
    if (this.#take('{')) return this.#hexUntilBrace();
    const first = this.#hex(4);
    const pair = /^\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})/.exec(
      this.#text.slice(this.#position, this.#position + 6).join(''),
    );
    if ((first & 0xfc00) !== 0xd800 || pair === null) return first;
    this.#position += 6;
    return 0x10000 + ((first & 0x3ff) << 10) + (Number.parseInt(pair[1] ?? '', 16) & 0x3ff);
  }

  #property(): CharacterSet {
    const isNegated = this.#text[this.#position] === '{' && this.#text[this.#position + 1] === '^';
    const name = this.#take('{') ? this.#until('}') : this.#next();
    const set = propertySet(isNegated ? name.slice(1) : name);
    if (set === undefined) throw this.#error('unknown property');
    return isNegated ? { kind: 'complement', set } : set;
  }

  /** `\Q...\E`: everything between is literal. */
  #quoted(items: PatternNode[]): boolean {
    if (this.#takeAny('\\Q') === undefined) return false;
    while (this.#position < this.#text.length && this.#takeAny('\\E') === undefined) {
      const literal = this.#atomNode({ codePoint: codePointOf(this.#next()) });
      const isLast = this.#text[this.#position] === '\\' && this.#text[this.#position + 1] === 'E';
      if (isLast) this.#position += 2;
      items.push(isLast ? this.#quantified(literal) : literal);
      if (isLast) break;
    }
    return true;
  }

  /** `(?i)`: flags to the end of the group. */
  #inlineFlags(): boolean {
    const start = this.#position;
    if (this.#takeAny('(?') === undefined) return false;
    const letters = /^[a-zA-Z-]+\)/.exec(this.#text.slice(this.#position, this.#position + 12).join(''));
    if (letters === null) {
      this.#position = start;
      return false;
    }
    this.#flags = this.#readFlags();
    this.#position++;
    return true;
  }

  #readFlags(): Flags {
    let { ignoreCase, dotAll } = this.#flags;
    let isOn = true;
    for (;;) {
      if (this.#take('-')) isOn = false;
      else if (this.#take('i')) ignoreCase = isOn;
      else if (this.#take('s')) dotAll = isOn;
      else if (!this.#take('u')) return { ignoreCase, dotAll };
    }
  }

  #atomNode(atom: Atom): PatternNode {
    return this.#set(atomSet(atom));
  }

  #set(set: CharacterSet): PatternNode {
    return { kind: 'set', set: this.#flags.ignoreCase ? { kind: 'ignoreCase', set } : set };
  }

  #hex(digits: number): number {
    const text = this.#text.slice(this.#position, this.#position + digits).join('');
    if (!/^[0-9A-Fa-f]+$/.test(text) || text.length !== digits)
      throw this.#error('hexadecimal digits expected');
    this.#position += digits;
    return Number.parseInt(text, 16);
  }

  #hexUntilBrace(): number {
    const text = this.#until('}');
    const codePoint = Number.parseInt(text, 16);
    if (!/^[0-9A-Fa-f]+$/.test(text) || codePoint > 0x10ffff) throw this.#error('not a code point');
    return codePoint;
  }

  /** After `\0`: Java's octal digits, if any. */
  #octal(): number {
    let value = 0;
    while (/[0-7]/.test(this.#text[this.#position] ?? '') && value < 0o40)
      value = value * 8 + Number(this.#next());
    return value;
  }

  #next(): string {
    const character = this.#text[this.#position];
    if (character === undefined) throw this.#error('unexpected end');
    this.#position++;
    return character;
  }

  #take(character: string): boolean {
    if (this.#text[this.#position] !== character) return false;
    this.#position++;
    return true;
  }

  #takeAny(...texts: readonly string[]): string | undefined {
    const found = texts.find((text) =>
      Array.from(text).every((part, index) => this.#text[this.#position + index] === part),
    );
    this.#position += found?.length ?? 0;
    return found;
  }

  #until(end: string): string {
    const start = this.#position;
    while (this.#next() !== end);
    return this.#text.slice(start, this.#position - 1).join('');
  }

  #error(message: string): PatternError {
    return new PatternError(message, this.#position);
  }
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

/** Java's `\R`. */
const LINE_BREAK: PatternNode = {
  kind: 'choice',
  options: [
    {
      kind: 'sequence',
      items: [
        { kind: 'set', set: ranges([0x0d, 0x0d]) },
        { kind: 'set', set: ranges([0x0a, 0x0a]) },
      ],
    },
    { kind: 'set', set: ranges([0x0a, 0x0d], [0x85, 0x85], [0x2028, 0x2029]) },
  ],
};

function atomSet(atom: Atom): CharacterSet {
  return 'set' in atom ? atom.set : ranges([atom.codePoint, atom.codePoint]);
}

function codePointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
