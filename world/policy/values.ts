/** Readers of the small values that policies consist of. */
import { below, type Mistakes } from '../mistakes.js';

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface TextAt {
  readonly text: string;
  readonly pointer: string;
}

/** One text or a list of at least one; numbers and booleans count as their text. */
export function readTexts(value: unknown, pointer: string, mistakes: Mistakes): readonly TextAt[] {
  if (Array.isArray(value)) {
    if (value.length === 0) mistakes.add(pointer, 'must not be empty');
    return value.flatMap((item: unknown, index) => readText(item, below(pointer, index), mistakes));
  }
  return readText(value, pointer, mistakes);
}

function readText(value: unknown, pointer: string, mistakes: Mistakes): readonly TextAt[] {
  if (typeof value === 'string') return [{ text: value, pointer }];
  if (typeof value === 'boolean' || typeof value === 'number') return [{ text: String(value), pointer }];
  mistakes.add(pointer, 'must be a text or a list of texts');
  return [];
}
