/** The arbitrary behind all texts: draws forms, shrinks forms, and renders them. */
import * as fc from 'fast-check';
import { intersect, type Ranges, sizeOf, valueAt } from '../pattern/ranges.js';
import type { Pick } from './characters.js';
import { shorter } from './shorter.js';
import type { Special, TextForm } from './text-shape.js';

/** Where values of texts come from. */
export interface TextSource<Value> {
  /** Possible lengths, at least one. */
  readonly lengths: Ranges;
  /** Lengths past it are drawn only as the greatest one. */
  readonly cap: number;
  /** The fewest special characters a form must keep. */
  readonly minSpecials: number;
  readonly drawSpecials: (pick: Pick) => readonly Special[];
  /** The same special with a plainer character, where there is one. */
  readonly plainer: (special: Special) => Special | undefined;
  /** The value of a form; undefined where the form will not do. */
  readonly make: (form: TextForm) => Value | undefined;
  /** Drawn from when no form will do. */
  readonly examples: readonly Value[];
  /** Named when nothing can be drawn at all. */
  readonly what: string;
}

export function textArbitrary<Value>(source: TextSource<Value>): fc.Arbitrary<Value> {
  return new TextArbitrary(source);
}

/** What a value was made from. */
interface Origin {
  readonly form: TextForm;
  /** Position of the length among the possible ones, and the least one that is still worth trying. */
  readonly position: number;
  readonly floor: number;
}

/** Greatest length drawn at random; whoever wants longer texts takes witnesses. */
const REACH = 131_072;

const ATTEMPTS = 100;

class TextArbitrary<Value> extends fc.Arbitrary<Value> {
  readonly #source: TextSource<Value>;
  readonly #size: number;
  /** How many of the lengths are within the cap; they come first. */
  readonly #capped: number;

  constructor(source: TextSource<Value>) {
    super();
    this.#source = source;
    this.#size = sizeOf(source.lengths);
    this.#capped = sizeOf(intersect(source.lengths, [0, source.cap]));
  }

  override generate(random: fc.Random): fc.Value<Value> {
    const pick: Pick = (low, high) => random.nextInt(low, high);
    for (let attempt = 0; attempt < ATTEMPTS && this.#size > 0; attempt++) {
      const position = this.#drawPosition(pick);
      const form: TextForm = {
        length: valueAt(this.#source.lengths, position) ?? 0,
        seed: pick(0, 3) === 0 ? 0 : pick(1, 0x7fffffff),
        specials: this.#source.drawSpecials(pick),
      };
      const value = this.#valueOf(form, position, 0);
      if (value !== undefined) return value;
    }
    const { examples, what } = this.#source;
    const example = examples[examples.length > 1 ? pick(0, examples.length - 1) : 0];
    if (example === undefined) throw new RangeError(`cannot make ${what}`);
    return new fc.Value(example, undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is Value {
    return false;
  }

  override shrink(_value: Value, context: unknown): fc.Stream<fc.Value<Value>> {
    return isOrigin(context) ? fc.stream(this.#smaller(context)) : fc.Stream.nil();
  }

  *#smaller({ form, position, floor }: Origin): IterableIterator<fc.Value<Value>> {
    for (const [less, tried] of shorter(position, floor)) {
      const length = valueAt(this.#source.lengths, less) ?? 0;
      const value = this.#valueOf({ ...form, length }, less, tried);
      if (value !== undefined) yield value;
    }
    for (const plainer of this.#plainerForms(form)) {
      const value = this.#valueOf(plainer, position, position);
      if (value !== undefined) yield value;
    }
  }

  *#plainerForms(form: TextForm): IterableIterator<TextForm> {
    const { specials, seed } = form;
    if (seed !== 0) yield { ...form, seed: 0 };
    for (const special of specials) {
      if (specials.length <= this.#source.minSpecials) break;
      yield { ...form, specials: specials.filter((other) => other !== special) };
    }
    for (const special of specials) {
      const plainer = this.#source.plainer(special);
      if (plainer === undefined) continue;
      yield { ...form, specials: specials.map((other) => (other === special ? plainer : other)) };
    }
  }

  #valueOf(form: TextForm, position: number, floor: number): fc.Value<Value> | undefined {
    const value = this.#source.make(form);
    return value === undefined
      ? undefined
      : new fc.Value<Value>(value, { form, position, floor } satisfies Origin);
  }

  /** Both bounds often, their neighbours, short texts, and any length up to the cap. */
  #drawPosition(pick: Pick): number {
    const last = this.#size - 1;
    const { cap } = this.#source;
    const longest = this.#source.lengths.at(-1) ?? 0;
    const top = Math.max(0, this.#capped - 1);
    const die = pick(0, 15);
    if (die < 3) return 0;
    if (die < 4) return Math.min(1, top);
    if (die < 7 && longest <= cap) return last;
    if (die < 5 && longest <= REACH) return last;
    if (die < 8) return Math.max(0, top - 1);
    return die < 12 ? pick(0, Math.min(16, top)) : pick(0, top);
  }
}

function isOrigin(context: unknown): context is Origin {
  return typeof context === 'object' && context !== null && 'form' in context && 'position' in context;
}
