/** A Smithy JSON AST file as parsed, before anything in it is resolved: what `model diff` and `model import` compare. */
import { parseJson } from './json.js';
import { ModelError, pointerTo } from './model-error.js';
import type { Mistake } from './model-error.js';
import type { ModelFile } from './read.js';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Shapes by absolute ID, in the order of the file. */
export interface ModelDocument extends JsonObject {
  readonly smithy: string;
  readonly shapes: JsonObject;
}

/**
 * Parses one model file.
 *
 * @throws ModelError where the text is not JSON, or no Smithy 2 AST whose shapes are objects; what the shapes hold is
 * not checked.
 */
export function parseModelDocument({ name, text }: ModelFile): ModelDocument {
  const mistakes: Mistake[] = [];
  const mistake = (message: string, pointer: string): void => {
    mistakes.push({ file: name, shapeId: undefined, pointer, message });
  };
  const document = parseJson(text, mistake)?.value as Json | undefined;
  const smithy = property(document, 'smithy');
  const shapes = property(document, 'shapes');
  const isModel =
    isObject(document) && typeof smithy === 'string' && /^2(\.\d+)*$/.test(smithy) && isObject(shapes);
  if (document !== undefined && !isModel) {
    if (!isObject(document)) mistake('is not a Smithy model: expected an object', '');
    else if (!isObject(shapes))
      mistake('is not a Smithy model: expected an object of shapes by ID', '/shapes');
    else mistake('is not a Smithy 2 model: expected version "2.0"', '/smithy');
  }
  for (const [id, shape] of entriesOf(shapes)) {
    if (!isObject(shape)) mistake('is not a shape: expected an object', pointerTo('shapes', id));
  }
  if (!isModel || mistakes.length > 0) throw new ModelError(mistakes);
  return { ...document, smithy, shapes };
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value of an own property; undefined where the holder is no object. */
export function property(holder: Json | undefined, key: string): Json | undefined {
  return isObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
}

/** Own properties of an object; none of anything else. */
export function entriesOf(value: Json | undefined): readonly (readonly [key: string, value: Json])[] {
  return isObject(value) ? Object.entries(value) : [];
}

/** Text that is equal for equal values: keys are sorted, arrays keep their order. */
export function canonical(value: Json): string {
  if (isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(property(value, key) ?? null)}`).join(',')}}`;
}

export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonical(a) === canonical(b);
}
