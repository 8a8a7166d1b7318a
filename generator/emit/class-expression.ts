/** Prints the class of characters that a pattern consists of as a regular expression, where it consists of one. */
import { analysePattern } from '../runtime/pattern/analysis.js';
import type { CharacterSet } from '../runtime/pattern/character-set.js';
import { forEachRange } from '../runtime/pattern/ranges.js';

/** A pattern that is one class, repeated. */
export interface ClassExpression {
  /** A regular expression for one character, as a literal with the `u` flag. */
  readonly text: string;
  readonly min: number;
  /** Infinity where there is no bound. */
  readonly max: number;
}

/** Undefined for a pattern that is more than one class, or whose class has no short text. */
export function classExpression(source: string): ClassExpression | undefined {
  const analysis = analysePattern(source);
  if (analysis.kind !== 'class') return undefined;
  const { set, min, max } = analysis;
  const content = contentOf(set.kind === 'complement' ? set.set : set);
  if (content === undefined) return undefined;
  return { text: `/[${set.kind === 'complement' ? '^' : ''}${content}]/u`, min, max };
}

/** What stands between the brackets. */
function contentOf(set: CharacterSet): string | undefined {
  switch (set.kind) {
    case 'ranges': {
      const parts: string[] = [];
      forEachRange(set.ranges, (low, high) => parts.push(rangeOf(low, high)));
      return parts.join('');
    }
    case 'property':
      return `\\p{${set.name}}`;
    case 'union': {
      const parts = set.sets.map(contentOf);
      return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
    }
    case 'complement':
      return set.set.kind === 'property' ? `\\P{${set.set.name}}` : undefined;
    case 'intersection':
    case 'ignoreCase':
      return undefined;
  }
}

function rangeOf(low: number, high: number): string {
  if (low === high) return characterOf(low);
  return high === low + 1 ? characterOf(low) + characterOf(high) : `${characterOf(low)}-${characterOf(high)}`;
}

/** Letters and digits as they are, other visible ASCII escaped where a class needs it, the rest by number. */
function characterOf(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  if (/[A-Za-z0-9_+=,.@:;#%&<>!"'`~ ]/.test(character)) return character;
  if (/[-\\\]^/[(){}|?*$]/.test(character)) return `\\${character}`;
  return `\\u{${codePoint.toString(16).toUpperCase()}}`;
}
