/** What a pattern is made of, and so how it is matched and how strings for it are made. */
import { needsOf, type PatternNode } from './ast.js';
import type { CharacterSet } from './character-set.js';
import { parsePattern } from './parse.js';
import { PatternError } from './scanner.js';

export type PatternAnalysis =
  /** `^[...]*$`: between `min` and `max` (Infinity) characters of one set, and nothing else. */
  | {
      readonly kind: 'class';
      readonly set: CharacterSet;
      readonly min: number;
      readonly max: number;
      readonly node: PatternNode;
    }
  /** Groups, alternatives, repetitions, lookaround: an automaton. `context` where it looks around. */
  | { readonly kind: 'automaton'; readonly node: PatternNode; readonly context: boolean }
  /** Backreferences and huge counts; `node` is absent where the syntax is not known. */
  | { readonly kind: 'regexp'; readonly node: PatternNode | undefined; readonly reason: string };

/** Most states of an automaton; repetitions are written out, so `(ab){500}` has a thousand. */
export const MAX_STATES = 20_000;

/** Never throws. Computed once per pattern. */
export function analysePattern(source: string): PatternAnalysis {
  const known = analyses.get(source);
  if (known !== undefined) return known;
  const analysis = analyse(source);
  analyses.set(source, analysis);
  return analysis;
}

const analyses = new Map<string, PatternAnalysis>();

function analyse(source: string): PatternAnalysis {
  let node: PatternNode;
  try {
    node = parsePattern(source);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return { kind: 'regexp', node: undefined, reason: error.message };
  }
  const needs = needsOf(node);
  if (needs.backreferences) return { kind: 'regexp', node, reason: 'a backreference' };
  const single = singleClass(node);
  if (single !== undefined) return { kind: 'class', ...single, node };
  if (stateCount(node) > MAX_STATES) return { kind: 'regexp', node, reason: 'repetition counts too large' };
  return { kind: 'automaton', node, context: needs.context };
}

function singleClass(node: PatternNode): { set: CharacterSet; min: number; max: number } | undefined {
  if (node.kind !== 'sequence' || node.items.length !== 3) return undefined;
  const [start, body, end] = node.items;
  if (start?.kind !== 'start' || body === undefined || end?.kind !== 'end') return undefined;
  if (body.kind === 'set') return { set: body.set, min: 1, max: 1 };
  if (body.kind !== 'repeat' || body.item.kind !== 'set') return undefined;
  return { set: body.item.set, min: body.min, max: body.max };
}

/** States of the automaton of a node, repetitions written out. */
function stateCount(node: PatternNode): number {
  switch (node.kind) {
    case 'sequence':
      return node.items.reduce((sum, item) => sum + stateCount(item), 0);
    case 'choice':
      return node.options.reduce((sum, option) => sum + stateCount(option), 1);
    case 'repeat': {
      const copies = node.max === Infinity ? node.min + 1 : node.max;
      return copies * (stateCount(node.item) + 1);
    }
    case 'look':
      return stateCount(node.item) + 2;
    case 'set':
    case 'start':
    case 'end':
    case 'boundary':
    case 'backreference':
      return 1;
  }
}
