/**
 * Reads the regular expressions of Smithy models: ECMA 262 with the `u` flag, read leniently. Escapes that are not
 * needed mean the character itself. What ECMA 262 with `u` refuses and Java takes is read as Java does, since models
 * are checked and served by Java: POSIX properties, `[a-z[0-9]]`, `[a-z&&[^q]]`, `\Q...\E`, `\A`, `\z`, `\h`, `(?i)`.
 */
import type { PatternNode } from './ast.js';
import { EVERYTHING, LINE_TERMINATORS, ranges, type CharacterSet } from './character-set.js';
import { readClass } from './classes.js';
import { type Atom, atomSet, codePointOf, readEscape } from './escapes.js';
import { Scanner } from './scanner.js';

/** Throws PatternError. */
export function parsePattern(source: string): PatternNode {
  return new Parser(source).parse();
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
}

const NO_FLAGS: Flags = { ignoreCase: false, dotAll: false };

class Parser {
  readonly #scanner: Scanner;
  #flags = NO_FLAGS;

  constructor(source: string) {
    this.#scanner = new Scanner(source);
  }

  parse(): PatternNode {
    const node = this.#choice();
    if (!this.#scanner.isAtEnd) throw this.#scanner.error('unmatched )');
    return node;
  }

  #choice(): PatternNode {
    this.#scanner.enter();
    const flags = this.#flags;
    const options = [this.#sequence()];
    while (this.#scanner.take('|')) options.push(this.#sequence());
    this.#flags = flags;
    this.#scanner.leave();
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  }

  #sequence(): PatternNode {
    const items: PatternNode[] = [];
    for (;;) {
      const next = this.#scanner.peek();
      if (next === undefined || next === '|' || next === ')') break;
      if (this.#quoted(items) || this.#inlineFlags()) continue;
      const term = this.#term();
      if ((next === '^' || next === '$') && /^[*+?{]/.test(this.#scanner.ahead(1))) {
        throw this.#scanner.error('an anchor cannot be repeated');
      }
      items.push(this.#quantified(term));
    }
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: 'sequence', items };
  }

  #term(): PatternNode {
    const character = this.#scanner.next();
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
        return this.#set(readClass(this.#scanner, this.#flags.ignoreCase));
      case '\\':
        return this.#assertionEscape() ?? this.#atomNode(readEscape(this.#scanner, false));
      case '*':
      case '+':
      case '?':
        throw this.#scanner.error('nothing to repeat');
      default:
        return this.#atomNode({ codePoint: codePointOf(character) });
    }
  }

  #group(): PatternNode {
    const flags = this.#flags;
    const look = this.#scanner.take('?') ? this.#groupKind() : undefined;
    const item = this.#choice();
    if (!this.#scanner.take(')')) throw this.#scanner.error('missing )');
    this.#flags = flags;
    if (look === undefined) return item;
    return { kind: 'look', behind: look.startsWith('<'), negated: look.endsWith('!'), item };
  }

  /** Called after `(?`: the kind of lookaround, or undefined for a group. */
  #groupKind(): string | undefined {
    const look = this.#scanner.takeAny('<=', '<!', '=', '!');
    if (look !== undefined) return look;
    if (this.#scanner.take('<')) this.#scanner.until('>');
    else if (!this.#scanner.take(':')) {
      this.#flags = this.#readFlags();
      if (!this.#scanner.take(':')) throw this.#scanner.error('unknown kind of group');
    }
    return undefined;
  }

  #quantified(node: PatternNode): PatternNode {
    const bounds = this.#quantifier();
    if (bounds === undefined) return node;
    const [min, max] = bounds;
    if (min > max) throw this.#scanner.error('quantifier out of order');
    if (!this.#scanner.take('?')) this.#scanner.take('+');
    if (this.#quantifier() !== undefined) throw this.#scanner.error('nothing to repeat');
    return { kind: 'repeat', item: node, min, max };
  }

  #quantifier(): [min: number, max: number] | undefined {
    if (this.#scanner.take('*')) return [0, Infinity];
    if (this.#scanner.take('+')) return [1, Infinity];
    if (this.#scanner.take('?')) return [0, 1];
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(this.#scanner.ahead(32));
    if (counted === null) return undefined;
    this.#scanner.position += counted[0].length;
    const min = Number(counted[1]);
    if (counted[2] === undefined) return [min, min];
    return [min, counted[3] === undefined || counted[3] === '' ? Infinity : Number(counted[3])];
  }

  /** Called after a backslash. */
  #assertionEscape(): PatternNode | undefined {
    const character = this.#scanner.peek() ?? '';
    if (/[1-9]/.test(character)) {
      this.#scanner.position++;
      while (/[0-9]/.test(this.#scanner.peek() ?? '')) this.#scanner.position++;
      return { kind: 'backreference' };
    }
    if (this.#scanner.take('b')) return { kind: 'boundary', negated: false };
    if (this.#scanner.take('B')) return { kind: 'boundary', negated: true };
    if (this.#scanner.take('A')) return { kind: 'start' };
    if (this.#scanner.take('z') || this.#scanner.take('Z')) return { kind: 'end' };
    if (this.#scanner.take('R')) return LINE_BREAK;
    if (this.#scanner.takeAny('k<') === undefined) return undefined;
    this.#scanner.until('>');
    return { kind: 'backreference' };
  }

  /** `\Q...\E`: everything between is literal. */
  #quoted(items: PatternNode[]): boolean {
    if (this.#scanner.takeAny('\\Q') === undefined) return false;
    while (!this.#scanner.isAtEnd && this.#scanner.takeAny('\\E') === undefined) {
      const literal = this.#atomNode({ codePoint: codePointOf(this.#scanner.next()) });
      const isLast = this.#scanner.peek() === '\\' && this.#scanner.peek(1) === 'E';
      if (isLast) this.#scanner.position += 2;
      items.push(isLast ? this.#quantified(literal) : literal);
      if (isLast) break;
    }
    return true;
  }

  /** `(?i)`: flags to the end of the group. */
  #inlineFlags(): boolean {
    const start = this.#scanner.position;
    if (this.#scanner.takeAny('(?') === undefined) return false;
    const letters = /^[a-zA-Z-]+\)/.exec(this.#scanner.ahead(12));
    if (letters === null) {
      this.#scanner.position = start;
      return false;
    }
    this.#flags = this.#readFlags();
    this.#scanner.position++;
    return true;
  }

  #readFlags(): Flags {
    let { ignoreCase, dotAll } = this.#flags;
    let isOn = true;
    for (;;) {
      if (this.#scanner.take('-')) isOn = false;
      else if (this.#scanner.take('i')) ignoreCase = isOn;
      else if (this.#scanner.take('s')) dotAll = isOn;
      else if (!this.#scanner.take('u')) return { ignoreCase, dotAll };
    }
  }

  #atomNode(atom: Atom): PatternNode {
    return this.#set(atomSet(atom));
  }

  #set(set: CharacterSet): PatternNode {
    return { kind: 'set', set: this.#flags.ignoreCase ? { kind: 'ignoreCase', set } : set };
  }
}

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
