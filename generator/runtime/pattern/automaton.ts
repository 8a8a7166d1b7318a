/**
 * Matching in one pass over the text: a nondeterministic automaton, made deterministic as far as texts need it.
 * Time is linear in the text whatever the pattern; deterministic states are dropped when they become too many.
 */
import type { PatternNode } from './ast.js';
import { type Alphabet, buildAlphabet } from './alphabet.js';
import type { CharacterSet } from './character-set.js';

/** Whether a text has a match of a pattern without lookaround, boundaries and backreferences. */
export function automatonMatcher(node: PatternNode): (value: string) => boolean {
  let automaton: Automaton | undefined;
  return (value) => (automaton ??= new Automaton(node)).matches(value);
}

/** A state of the nondeterministic automaton; `next` are positions in the list of states. */
type State =
  | { readonly kind: 'set'; readonly set: number; next: number }
  | { readonly kind: 'fork'; next: number[] }
  | { readonly kind: 'start' | 'end'; next: number }
  | { readonly kind: 'match' };

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
  readonly #states: State[] = [];
  readonly #sets: CharacterSet[] = [];
  readonly #alphabet: Alphabet;
  readonly #first: number;
  readonly #begin: Place;
  #places = new Map<string, Place>();
  #remembered = 0;

  constructor(node: PatternNode) {
    const match = this.#add({ kind: 'match' });
    this.#first = this.#build(node, match);
    this.#alphabet = buildAlphabet(this.#sets);
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

  /** Adds the states of a node that goes on with `next`, and returns the first of them. */
  #build(node: PatternNode, next: number): number {
    switch (node.kind) {
      case 'set':
        return this.#add({ kind: 'set', set: this.#setIndex(node.set), next });
      case 'sequence':
        return node.items.reduceRight((after, item) => this.#build(item, after), next);
      case 'choice':
        return this.#add({ kind: 'fork', next: node.options.map((option) => this.#build(option, next)) });
      case 'repeat':
        return this.#buildRepeat(node.item, node.min, node.max, next);
      case 'start':
      case 'end':
        return this.#add({ kind: node.kind, next });
      case 'look':
      case 'boundary':
      case 'backreference':
        throw new TypeError(`an automaton cannot run a ${node.kind}`);
    }
  }

  #buildRepeat(item: PatternNode, min: number, max: number, next: number): number {
    let first = next;
    if (max === Infinity) {
      const loop: State & { kind: 'fork' } = { kind: 'fork', next: [next] };
      first = this.#add(loop);
      loop.next.push(this.#build(item, first));
    } else {
      for (let count = min; count < max; count++) {
        first = this.#add({ kind: 'fork', next: [next, this.#build(item, first)] });
      }
    }
    for (let count = 0; count < min; count++) first = this.#build(item, first);
    return first;
  }

  #add(state: State): number {
    return this.#states.push(state) - 1;
  }

  #setIndex(set: CharacterSet): number {
    const known = this.#sets.indexOf(set);
    return known === -1 ? this.#sets.push(set) - 1 : known;
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
