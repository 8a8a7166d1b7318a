// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Lengths that the texts of a pattern can have. */
import type { PatternNode } from '../pattern/ast.js';
import { type Ranges, rangesOf, union } from '../pattern/ranges.js';

/** Computes lengths of nodes up to a limit, once per node. Assertions have none, so patterns with them get too many. */
export class LengthTable {
  readonly #known = new Map<PatternNode, Ranges>();
  readonly #repeats = new Map<PatternNode, Map<string, Ranges>>();
  readonly #tails = new Map<PatternNode, readonly Ranges[]>();

  constructor(readonly limit: number) {}

  of(node: PatternNode): Ranges {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const lengths = this.#compute(node);
    this.#known.set(node, lengths);
    return lengths;
  }

  /** Lengths of the items of a sequence from each position on; the last entry is for none. */
  tails(sequence: PatternNode & { readonly kind: 'sequence' }): readonly Ranges[] {
    const known = this.#tails.get(sequence);
    if (known !== undefined) return known;
    const tails: Ranges[] = [NOTHING];
    for (const item of sequence.items.toReversed())
      tails.unshift(this.#sum(this.of(item), tails[0] ?? NOTHING));
    this.#tails.set(sequence, tails);
    return tails;
  }

  /** Lengths of `min` to `max` items in a row. */
  repeated(item: PatternNode, min: number, max: number): Ranges {
    let byCount = this.#repeats.get(item);
    if (byCount === undefined) this.#repeats.set(item, (byCount = new Map<string, Ranges>()));
    const key = `${min},${max}`;
    const known = byCount.get(key);
    if (known !== undefined) return known;
    const lengths = this.#repeat(this.of(item), min, max);
    byCount.set(key, lengths);
    return lengths;
  }

  #compute(node: PatternNode): Ranges {
    switch (node.kind) {
      case 'set':
        return this.limit < 1 ? [] : [1, 1];
      case 'sequence':
        return this.tails(node)[0] ?? NOTHING;
      case 'choice':
        return union(...node.options.map((option) => this.of(option)));
      case 'repeat':
        return this.repeated(node.item, node.min, node.max);
      case 'start':
      case 'end':
      case 'look':
      case 'boundary':
      case 'backreference':
        return NOTHING;
    }
  }

  #repeat(item: Ranges, min: number, max: number): Ranges {
    if (item.length === 2 && item[0] === 1 && item[1] === 1) return this.#clip([[min, max]]);
    let current: Ranges = NOTHING;
    for (let count = 0; count < min && current.length > 0; count++) current = this.#sum(current, item);
    let result = current;
    for (let count = min; count < max && current.length > 0; count++) {
      current = this.#sum(current, item);
      const extended = union(result, current);
      // Once a round adds nothing, no later one does.
      if (extended.join() === result.join()) break;
      result = extended;
    }
    return result;
  }

  #sum(left: Ranges, right: Ranges): Ranges {
    const sums: [number, number][] = [];
    for (let i = 0; i < left.length; i += 2) {
      for (let j = 0; j < right.length; j += 2) {
        sums.push([(left[i] ?? 0) + (right[j] ?? 0), (left[i + 1] ?? 0) + (right[j + 1] ?? 0)]);
      }
    }
    return this.#clip(sums);
  }

  #clip(lengths: readonly (readonly [number, number])[]): Ranges {
    const within = lengths.filter(([low]) => low <= this.limit);
    return rangesOf(...within.map(([low, high]) => [low, Math.min(high, this.limit)] as const));
  }
}

/** The length zero alone. */
const NOTHING: Ranges = [0, 0];
