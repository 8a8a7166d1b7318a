// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/**
 * Matching with lookaround and word boundaries, which the automaton of one pass cannot do. No state is tried twice at
 * a place of the text, so no pattern makes it exponential; a budget bounds the rest.
 */
import type { PatternNode } from './ast.js';
import { buildAlphabet } from './alphabet.js';
import { buildStates, type State, type StateGraph } from './states.js';

export function contextMatcher(node: PatternNode): (value: string) => boolean {
  let compiled: Compiled | undefined;
  return (value) => {
    compiled ??= compile(node);
    const letters: number[] = [];
    const words: boolean[] = [];
    for (const character of value) {
      letters.push(compiled.letterOf(character.codePointAt(0) ?? 0));
      words.push(/^\w$/.test(character));
    }
    return new Search(compiled, letters, words).find();
  };
}

interface Compiled extends StateGraph {
  readonly letterOf: (codePoint: number) => number;
  readonly contains: (set: number, letter: number) => boolean;
}

function compile(node: PatternNode): Compiled {
  const graph = buildStates(node);
  const alphabet = buildAlphabet(graph.sets);
  return {
    ...graph,
    letterOf: (codePoint) => alphabet.letterOf(codePoint),
    contains: (set, letter) => alphabet.contains(set, letter),
  };
}

/** States tried at places of one text, in millions a second or two; a text that needs more is not judged. */
export const MAX_TRIALS = 2_000_000;

/** One text; characters are given as letters of the pattern's alphabet. */
class Search {
  readonly #graph: Compiled;
  readonly #letters: readonly number[];
  readonly #words: readonly boolean[];
  /** Per lookaround: where it has been tried in vain, from all places so far. */
  readonly #vain = new Map<number, Set<number>>();
  #trials = 0;

  constructor(graph: Compiled, letters: readonly number[], words: readonly boolean[]) {
    this.#graph = graph;
    this.#letters = letters;
    this.#words = words;
  }

  find(): boolean {
    const tried = new Set<number>();
    return this.#letters
      .concat(0)
      .some((_, place) => this.#reaches(this.#graph.first, place, 1, tried) || this.#trials > MAX_TRIALS);
  }

  /** Whether a match is reached from a state at a place, going forwards (1) or backwards (-1). */
  #reaches(first: number, start: number, direction: 1 | -1, tried: Set<number>): boolean {
    const width = this.#letters.length + 1;
    const stack = [first * width + start];
    for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
      if (tried.has(task)) continue;
      tried.add(task);
      if (++this.#trials > MAX_TRIALS) return true;
      const place = task % width;
      const state = this.#graph.states[(task - place) / width];
      switch (state?.kind) {
        case 'match':
          return true;
        case 'fork':
          // The first way out is tried first: leaving a loop is the shortest way to a match.
          for (const next of state.next.toReversed()) stack.push(next * width + place);
          break;
        case 'set': {
          const letter = this.#letters[direction === 1 ? place : place - 1];
          if (letter !== undefined && this.#graph.contains(state.set, letter)) {
            stack.push(state.next * width + place + direction);
          }
          break;
        }
        case 'start':
        case 'end':
        case 'boundary':
        case 'look':
          if (this.#holds(state, place)) stack.push(state.next * width + place);
          break;
        case undefined:
          break;
      }
    }
    return false;
  }

  #holds(state: State & { readonly kind: 'start' | 'end' | 'boundary' | 'look' }, place: number): boolean {
    switch (state.kind) {
      case 'start':
        return place === 0;
      case 'end':
        return place === this.#letters.length;
      case 'boundary':
        return ((this.#words[place - 1] ?? false) !== (this.#words[place] ?? false)) !== state.negated;
      case 'look': {
        const vain = this.#vain.get(state.first) ?? new Set<number>();
        const isFound = this.#reaches(state.first, place, state.behind ? -1 : 1, vain);
        // A state that was tried before a match was found is not known to fail: start afresh.
        this.#vain.set(state.first, isFound ? new Set() : vain);
        return isFound !== state.negated;
      }
    }
  }
}
