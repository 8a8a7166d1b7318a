/** A regular expression as a tree. Groups leave no trace: nothing here captures. */
import type { CharacterSet } from './character-set.js';

export type PatternNode =
  /** One code point. */
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  /** `max` may be Infinity. Greedy, lazy and possessive are the same: what matters is whether there is a match. */
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly min: number; readonly max: number }
  /** `^` and `$`: the ends of the whole string. */
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negated: boolean; readonly item: PatternNode }
  | { readonly kind: 'boundary'; readonly negated: boolean }
  | { readonly kind: 'backreference' };

/** True for a tree without lookaround, word boundaries and backreferences: one that a finite automaton can run. */
export function isRegular(node: PatternNode): boolean {
  switch (node.kind) {
    case 'set':
    case 'start':
    case 'end':
      return true;
    case 'sequence':
      return node.items.every(isRegular);
    case 'choice':
      return node.options.every(isRegular);
    case 'repeat':
      return isRegular(node.item);
    case 'look':
    case 'boundary':
    case 'backreference':
      return false;
  }
}
