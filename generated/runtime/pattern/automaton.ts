// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/**
 * Matching in one pass over the text: a nondeterministic automaton, made deterministic as far as texts need it.
 * Time is linear in the text whatever the pattern; deterministic states are dropped when they become too many.
 */
import type { PatternNode } from './ast.js';
import { type Alphabet, buildAlphabet } from './alphabet.js';
import { buildStates, type State } from './states.js';

/** Whether a text has a match of a pattern without lookaround, word boundaries and backreferences. */
export function automatonMatcher(node: PatternNode): (value: string) => boolean {
  let automaton: Automaton | undefined;
  return (value) => (automaton ??= new Automaton(node)).matches(value);
}

/** Where the text is, as a set of nondeterministic states that wait for a character. */
interface Place {
  readonly states: readonly number[];
  /** A match ended here or before, whatever follows. */
  readonly isMatched: boolean;
  /** There is a match if the text ends here. */
  readonly isMatchedAtEnd: boolean;
  readonly byLetter: (Place | undefined)[];
}

/** Deterministic states kept, counted in nondeterministic ones. */
const MAX_REMEMBERED = 200_000;

class Automaton {
  readonly #states: readonly State[];
  readonly #alphabet: Alphabet;
  readonly #first: number;
  readonly #begin: Place;
  #places = new Map<string, Place>();
  #remembered = 0;

  constructor(node: PatternNode) {
    const graph = buildStates(node);
    this.#states = graph.states;
    this.#first = graph.first;
    this.#alphabet = buildAlphabet(graph.sets);
    this.#begin = this.#place([this.#first], true);
  }

  matches(value: string): boolean {
    let place = this.#begin;
    for (let index = 0; index < value.length; index++) {
      if (place.isMatched) return true;
      if (place.states.length === 0) return false;
      const codePoint = value.codePointAt(index) ?? 0;
      if (codePoint > 0xffff) index++;
      const letter = this.#alphabet.letterOf(codePoint);
      place = place.byLetter[letter] ?? this.#step(place, letter);
    }
    return place.isMatchedAtEnd;
  }

  #step(place: Place, letter: number): Place {
    const seeds = [this.#first];
    for (const index of place.states) {
      const state = this.#states[index];
      if (state?.kind === 'set' && this.#alphabet.contains(state.set, letter)) seeds.push(state.next);
    }
    const result = this.#place(seeds, false);
    place.byLetter[letter] = result;
    return result;
  }

  /** Follows everything that takes no character. */
  #place(seeds: readonly number[], isStart: boolean): Place {
    const waiting = this.#reach(seeds, isStart, false);
    const states = waiting
      .filter((index) => this.#states[index]?.kind === 'set')
      .sort((left, right) => left - right);
    const isMatched = waiting.some((index) => this.#states[index]?.kind === 'match');
    const isMatchedAtEnd = this.#reach(seeds, isStart, true).some(
      (index) => this.#states[index]?.kind === 'match',
    );
    const key = `${isMatched}${isMatchedAtEnd}${states.join()}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place: Place = { states, isMatched, isMatchedAtEnd, byLetter: [] };
    this.#remember(key, place);
    return place;
  }

  /** Links between forgotten places go with them: the place in hand starts a new set. */
  #remember(key: string, place: Place): void {
    this.#remembered += place.states.length + 1;
    if (this.#remembered > MAX_REMEMBERED) {
      for (const forgotten of this.#places.values()) forgotten.byLetter.length = 0;
      this.#places = new Map();
      this.#remembered = place.states.length + 1;
    }
    this.#places.set(key, place);
  }

  #reach(seeds: readonly number[], isStart: boolean, isEnd: boolean): number[] {
    const seen = new Set(seeds);
    const visit = (index: number): void => void seen.add(index);
    // A set can be added to while it is walked: the walk reaches what was added.
    for (const index of seen) {
      const state = this.#states[index];
      if (state?.kind === 'fork') state.next.forEach(visit);
      else if ((state?.kind === 'start' && isStart) || (state?.kind === 'end' && isEnd)) visit(state.next);
    }
    return [...seen];
  }
}
