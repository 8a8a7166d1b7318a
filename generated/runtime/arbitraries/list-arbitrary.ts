// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The arbitrary behind lists, maps and blobs: counts at both bounds often, shrinking by halves. */
import * as fc from 'fast-check';
import { valueKey } from '../value-key.js';
import type { CountRules } from './collections.js';
import { shorter } from './shorter.js';

interface ListRules<Item> extends CountRules {
  /** The part of an item in which no two may be the same; undefined where they may. */
  readonly identity: ((item: Item) => unknown) | undefined;
}

export function listArbitrary<Item>(item: fc.Arbitrary<Item>, rules: ListRules<Item>): fc.Arbitrary<Item[]> {
  return new ListArbitrary(item, rules);
}

const DEFAULT_CAP = 8;

/** Longest list drawn because it is the longest legal one. */
const REACH = 1023;

/** Draws of an item that must differ from the others. */
const ATTEMPTS = 100;

/** Up to this length items are dropped one by one. */
const FEW = 6;

interface Origin<Item> {
  readonly items: readonly fc.Value<Item>[];
  /** The least count that is still worth trying. */
  readonly floor: number;
}

class ListArbitrary<Item> extends fc.Arbitrary<Item[]> {
  readonly #item: fc.Arbitrary<Item>;
  readonly #identity: ((item: Item) => unknown) | undefined;
  readonly #min: number;
  readonly #max: number;
  readonly #cap: number;

  constructor(item: fc.Arbitrary<Item>, rules: ListRules<Item>) {
    super();
    this.#item = item;
    this.#identity = rules.identity;
    this.#min = rules.min ?? 0;
    const cap = Math.max(this.#min, rules.cap ?? DEFAULT_CAP);
    this.#max = Math.max(this.#min, rules.max ?? cap);
    this.#cap = Math.min(this.#max, cap);
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<Item[]> {
    const count = this.#drawCount(random);
    const items: fc.Value<Item>[] = [];
    const seen = new Set<string>();
    for (let failures = 0; items.length < count && failures < ATTEMPTS;) {
      const value = this.#item.generate(random, biasFactor);
      if (this.#isNew(value.value, seen)) items.push(value);
      else failures++;
    }
    if (items.length < this.#min) throw new RangeError(`cannot make ${this.#min} different items`);
    return this.#valueOf(items, this.#min);
  }

  override canShrinkWithoutContext(_value: unknown): _value is Item[] {
    return false;
  }

  override shrink(_value: Item[], context: unknown): fc.Stream<fc.Value<Item[]>> {
    return this.#isOrigin(context) ? fc.stream(this.#smaller(context)) : fc.Stream.nil();
  }

  *#smaller({ items, floor }: Origin<Item>): IterableIterator<fc.Value<Item[]>> {
    for (const [count, tried] of shorter(items.length, floor)) {
      yield this.#valueOf(items.slice(0, count), tried);
      if (count > 0) yield this.#valueOf(items.slice(items.length - count), tried);
    }
    if (items.length > this.#min && items.length <= FEW) {
      for (const item of items.slice(1, -1)) {
        yield this.#valueOf(
          items.filter((other) => other !== item),
          this.#min,
        );
      }
    }
    // All items at once, so that a list that must be long costs no more than a short one.
    const plainer = items.map((item) => this.#item.shrink(item.value, item.context).next().value ?? item);
    const seen = new Set<string>();
    if (
      plainer.some((item, position) => item !== items[position]) &&
      plainer.every(({ value }) => this.#isNew(value, seen))
    ) {
      yield this.#valueOf(plainer, items.length);
    }
    for (const [position, item] of items.entries()) {
      const others = new Set(
        items.filter((other) => other !== item).map((other) => this.#keyOf(other.value)),
      );
      for (const plainer of this.#item.shrink(item.value, item.context)) {
        if (this.#isNew(plainer.value, new Set(others)))
          yield this.#valueOf(items.with(position, plainer), items.length);
      }
    }
  }

  #drawCount(random: fc.Random): number {
    const die = random.nextInt(0, 7);
    if (die < 2) return this.#min;
    if (die === 2 && this.#max <= REACH) return this.#max;
    if (die === 3) return this.#cap;
    return random.nextInt(this.#min, this.#cap);
  }

  #keyOf(item: Item): string {
    return this.#identity === undefined ? '' : valueKey(this.#identity(item));
  }

  #isNew(item: Item, seen: Set<string>): boolean {
    if (this.#identity === undefined) return true;
    const key = this.#keyOf(item);
    return !seen.has(key) && seen.add(key).has(key);
  }

  #valueOf(items: readonly fc.Value<Item>[], floor: number): fc.Value<Item[]> {
    const values = items.map((item) => item.value);
    return new fc.Value(values, { items, floor } satisfies Origin<Item>);
  }

  #isOrigin(context: unknown): context is Origin<Item> {
    return typeof context === 'object' && context !== null && 'items' in context && 'floor' in context;
  }
}
