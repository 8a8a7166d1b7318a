// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Texts of any pattern: walks its tree with a length to spend, and asks the matcher at the end. */
import type { PatternNode } from '../pattern/ast.js';
import { type CharacterSet, EVERYTHING } from '../pattern/character-set.js';
import type { Pattern } from '../pattern/pattern.js';
import { intersect, type Ranges, rangesHave, sizeOf, valueAt } from '../pattern/ranges.js';
import { type Palette, paletteOf, type Pick, pickCharacter, pickFrom } from './characters.js';
import { LengthTable } from './lengths.js';
import { randomPick } from './random.js';

/** Longest text made by walking a tree. */
const MAX_LENGTH = 4096;

/** How often a text is made anew when the matcher does not take it (assertions, lookaround). */
const ATTEMPTS = 24;

export class PatternTexts {
  readonly lengths: Ranges;
  readonly #whole: PatternNode;
  readonly #pattern: Pattern;
  readonly #table: LengthTable;
  readonly #palettes = new Map<CharacterSet, Palette | undefined>();

  constructor(node: PatternNode, pattern: Pattern, limit: number) {
    this.#whole = wholeText(node);
    this.#pattern = pattern;
    this.#table = new LengthTable(Math.min(limit, MAX_LENGTH));
    this.lengths = this.#table.of(this.#whole);
  }

  /** The same text for the same length and seed; undefined where none was found. */
  make(length: number, seed: number): string | undefined {
    if (!rangesHave(this.lengths, length)) return undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const isPlainest = seed === 0 && attempt === 0;
      const out: number[] = [];
      this.#write(this.#whole, length, isPlainest ? undefined : randomPick(seed + attempt * 0x10001), out);
      const text = out.map((codePoint) => String.fromCodePoint(codePoint)).join('');
      if (out.length === length && this.#pattern.matches(text)) return text;
    }
    return undefined;
  }

  #write(node: PatternNode, length: number, pick: Pick | undefined, out: number[]): void {
    switch (node.kind) {
      case 'set': {
        const palette = this.#paletteOf(node.set);
        if (palette !== undefined) out.push(this.#character(palette, pick));
        return;
      }
      case 'sequence': {
        const tails = this.#table.tails(node);
        let rest = length;
        node.items.forEach((item, index) => {
          const spent = this.#share(this.#table.of(item), tails[index + 1] ?? [], rest, pick);
          this.#write(item, spent, pick, out);
          rest -= spent;
        });
        return;
      }
      case 'choice': {
        const fitting = node.options.filter((option) => rangesHave(this.#table.of(option), length));
        const option = fitting[pick === undefined ? 0 : pick(0, fitting.length - 1)];
        if (option !== undefined) this.#write(option, length, pick, out);
        return;
      }
      case 'repeat':
        this.#writeRepeat(node.item, node.min, node.max, length, pick, out);
        return;
      case 'start':
      case 'end':
      case 'look':
      case 'boundary':
      case 'backreference':
        return;
    }
  }

  #writeRepeat(
    item: PatternNode,
    min: number,
    max: number,
    length: number,
    pick: Pick | undefined,
    out: number[],
  ): void {
    const lengths = this.#table.of(item);
    const filled = intersect(lengths, [1, length]);
    let rest = length;
    for (let count = 0; count < max && (rest > 0 || count < min); count++) {
      const after = this.#table.repeated(item, Math.max(0, min - count - 1), max - count - 1);
      const spent = this.#share(count < min ? lengths : filled, after, rest, pick);
      if (spent === 0 && count >= min) return;
      this.#write(item, spent, pick, out);
      rest -= spent;
    }
  }

  /** How much of the rest one part takes, so that what follows can take what is left. Zero only where it must be. */
  #share(own: Ranges, following: Ranges, rest: number, pick: Pick | undefined): number {
    const left: number[] = [];
    for (let index = following.length - 2; index >= 0; index -= 2) {
      left.push(rest - (following[index + 1] ?? 0), rest - (following[index] ?? 0));
    }
    const shares = intersect(own, left);
    const filled = intersect(shares, [1, rest]);
    const choices = filled.length > 0 && pick?.(0, 7) !== 0 ? filled : shares;
    return valueAt(choices, pick === undefined ? 0 : pick(0, Math.max(0, sizeOf(choices) - 1))) ?? 0;
  }

  #character(palette: Palette, pick: Pick | undefined): number {
    if (pick === undefined) return palette.simplest;
    return palette.plain.length > 0 && pick(0, 3) > 0
      ? pickFrom(palette.plain, pick)
      : pickCharacter(palette, pick);
  }

  #paletteOf(set: CharacterSet): Palette | undefined {
    if (!this.#palettes.has(set)) this.#palettes.set(set, paletteOf(set));
    return this.#palettes.get(set);
  }
}

/** The pattern of the whole text: where an option is not anchored, anything may stand before or after it. */
function wholeText(node: PatternNode): PatternNode {
  if (node.kind === 'choice') return { kind: 'choice', options: node.options.map(wholeText) };
  const items = node.kind === 'sequence' ? node.items : [node];
  const isStarted = items[0]?.kind === 'start';
  const isEnded = items.at(-1)?.kind === 'end';
  if (isStarted && isEnded) return node;
  return {
    kind: 'sequence',
    items: [...(isStarted ? [] : [ANYTHING]), ...items, ...(isEnded ? [] : [ANYTHING])],
  };
}

const ANYTHING: PatternNode = {
  kind: 'repeat',
  item: { kind: 'set', set: EVERYTHING },
  min: 0,
  max: Infinity,
};
