/** Parsers for option values; each refuses with a message that names the value and what is taken. */
import { InvalidArgumentError } from 'commander';
import { operations } from '../generated/operations.js';

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`wanted a whole number from ${min} to ${max}`);
    }
    return value;
  };
}

/** A number of seconds, fractions allowed, above zero and at most `max`. */
export function seconds(max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > max) {
      throw new InvalidArgumentError(`wanted seconds above 0 and at most ${max}`);
    }
    return value;
  };
}

/** Collects a repeatable option; each occurrence may hold several values with commas between. */
export function collect(text: string, previous: readonly string[] | undefined): readonly string[] {
  const values = text.split(',').map((value) => value.trim());
  if (values.some((value) => value === '')) throw new InvalidArgumentError('an empty value');
  return [...(previous ?? []), ...values];
}

/** Names of operations with commas between, or `true` where the option has no value. */
export function operationNames(
  text: string | true,
  previous?: readonly string[] | true,
): readonly string[] | true {
  if (text === true) return true;
  const names = collect(text, previous === true ? undefined : previous);
  const unknown = names.filter((name) => !Object.hasOwn(operations, name));
  if (unknown.length > 0) throw new InvalidArgumentError(`no operation ${unknown.join(', ')}`);
  return names;
}
