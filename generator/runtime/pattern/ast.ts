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

/** What a tree asks of a matcher beyond sets, repetition and the ends of the text. */
export interface PatternNeeds {
  /** Lookaround and word boundaries. */
  readonly context: boolean;
  readonly backreferences: boolean;
}

export function needsOf(node: PatternNode): PatternNeeds {
  switch (node.kind) {
    case 'set':
    case 'start':
    case 'end':
      return { context: false, backreferences: false };
    case 'sequence':
      return needsOfAll(node.items);
    case 'choice':
      return needsOfAll(node.options);
    case 'repeat':
      return needsOf(node.item);
    case 'look':
      return { ...needsOf(node.item), context: true };
    case 'boundary':
      return { context: true, backreferences: false };
    case 'backreference':
      return { context: false, backreferences: true };
  }
}

function needsOfAll(nodes: readonly PatternNode[]): PatternNeeds {
  const needs = nodes.map(needsOf);
  return {
    context: needs.some((need) => need.context),
    backreferences: needs.some((need) => need.backreferences),
  };
}
