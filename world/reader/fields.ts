/** Small readers that larger ones are put together from. Each reports what is wrong and then gives undefined. */
import { below, type Mistakes } from '../mistakes.js';
import { isRecord } from '../policy/values.js';

export type Read<Value> = (value: unknown, pointer: string, mistakes: Mistakes) => Value | undefined;

type Reads = Readonly<Record<string, Read<unknown>>>;
type ValueOf<Reader> = Reader extends Read<infer Value> ? Value : never;

/** An object of exactly these members. */
export function object<Required extends Reads, Optional extends Reads>(
  required: Required,
  optional: Optional,
): Read<
  { readonly [Name in keyof Required]: ValueOf<Required[Name]> } & {
    readonly [Name in keyof Optional]?: ValueOf<Optional[Name]>;
  }
> {
  const known = new Map(Object.entries({ ...required, ...optional }));
  return (value, pointer, mistakes) => {
    if (!isRecord(value)) return mistakes.add(pointer, 'must be a JSON object');
    const read: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(value)) {
      const reader = known.get(name);
      if (reader === undefined) mistakes.add(below(pointer, name), 'is no field of this object');
      const found = reader?.(member, below(pointer, name), mistakes);
      if (found !== undefined) read[name] = found;
    }
    for (const name of Object.keys(required)) {
      if (!Object.hasOwn(value, name)) mistakes.add(below(pointer, name), 'is missing');
    }
    return read as never;
  };
}

/** Where an item is wrong the list has a hole, which iteration skips: the others keep their places. */
export function list<Item>(item: Read<Item>): Read<readonly Item[]> {
  return (value, pointer, mistakes) => {
    if (!Array.isArray(value)) return mistakes.add(pointer, 'must be a list');
    const items: Item[] = [];
    value.forEach((each: unknown, index) => {
      const before = mistakes.found.length;
      const found = item(each, below(pointer, index), mistakes);
      if (found !== undefined && mistakes.found.length === before) items[index] = found;
    });
    return items;
  };
}

/** A text that a pattern matches; `form` says in words what that is. */
export function text(pattern: RegExp, form: string): Read<string> {
  return (value, pointer, mistakes) =>
    typeof value === 'string' && pattern.test(value) ? value : mistakes.add(pointer, `must be ${form}`);
}

export const bool: Read<boolean> = (value, pointer, mistakes) =>
  typeof value === 'boolean' ? value : mistakes.add(pointer, 'must be true or false');

export function wholeNumber(min: number, max: number): Read<number> {
  return (value, pointer, mistakes) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? value
      : mistakes.add(pointer, `must be a whole number from ${min} to ${max}`);
}

/** What one reader takes and a further one judges by what it throws: key material. */
export function usable<Value>(read: Read<Value>, form: string, use: (value: Value) => unknown): Read<Value> {
  return (value, pointer, mistakes) => {
    const found = read(value, pointer, mistakes);
    if (found === undefined) return undefined;
    try {
      use(found);
      return found;
    } catch {
      return mistakes.add(pointer, `must be ${form}`);
    }
  };
}
