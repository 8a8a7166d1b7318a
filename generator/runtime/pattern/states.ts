/** Patterns as states of a nondeterministic automaton; repetitions are written out. */
import type { PatternNode } from './ast.js';
import type { CharacterSet } from './character-set.js';

/** `next` are positions in the list of states. */
export type State =
  /** Takes one character of a set, given by its position in the list of sets. */
  | { readonly kind: 'set'; readonly set: number; readonly next: number }
  | { readonly kind: 'fork'; readonly next: number[] }
  | { readonly kind: 'start' | 'end'; readonly next: number }
  | { readonly kind: 'boundary'; readonly negated: boolean; readonly next: number }
  /** Goes on where a match that begins at `first` is found (or is not) from here on, or up to here. */
  | {
      readonly kind: 'look';
      readonly behind: boolean;
      readonly negated: boolean;
      readonly first: number;
      readonly next: number;
    }
  | { readonly kind: 'match' };

export interface StateGraph {
  readonly states: readonly State[];
  readonly sets: readonly CharacterSet[];
  readonly first: number;
}

export function buildStates(node: PatternNode): StateGraph {
  const builder = new Builder();
  const first = builder.build(node, builder.match, false);
  return { states: builder.states, sets: builder.sets, first };
}

class Builder {
  readonly states: State[] = [{ kind: 'match' }];
  readonly sets: CharacterSet[] = [];
  readonly match = 0;

  /** Adds the states of a node that goes on with `next`, and returns the first of them. Backwards inside lookbehind. */
  build(node: PatternNode, next: number, isBackward: boolean): number {
    switch (node.kind) {
      case 'set':
        return this.#add({ kind: 'set', set: this.#setIndex(node.set), next });
      case 'sequence':
        return (isBackward ? node.items : node.items.toReversed()).reduce(
          (after, item) => this.build(item, after, isBackward),
          next,
        );
      case 'choice':
        return this.#add({
          kind: 'fork',
          next: node.options.map((option) => this.build(option, next, isBackward)),
        });
      case 'repeat':
        return this.#repeat(node, next, isBackward);
      case 'start':
      case 'end':
        return this.#add({ kind: node.kind, next });
      case 'boundary':
        return this.#add({ kind: 'boundary', negated: node.negated, next });
      case 'look': {
        const { behind, negated } = node;
        return this.#add({
          kind: 'look',
          behind,
          negated,
          first: this.build(node.item, this.match, behind),
          next,
        });
      }
      case 'backreference':
        throw new TypeError('an automaton has no backreferences');
    }
  }

  #repeat(node: PatternNode & { readonly kind: 'repeat' }, next: number, isBackward: boolean): number {
    const { item, min, max } = node;
    let first = next;
    if (max === Infinity) {
      const exits = [next];
      first = this.#add({ kind: 'fork', next: exits });
      exits.push(this.build(item, first, isBackward));
    } else {
      for (let count = min; count < max; count++) {
        first = this.#add({ kind: 'fork', next: [next, this.build(item, first, isBackward)] });
      }
    }
    for (let count = 0; count < min; count++) first = this.build(item, first, isBackward);
    return first;
  }

  #add(state: State): number {
    return this.states.push(state) - 1;
  }

  #setIndex(set: CharacterSet): number {
    const known = this.sets.indexOf(set);
    return known === -1 ? this.sets.push(set) - 1 : known;
  }
}
