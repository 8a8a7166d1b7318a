/**
 * Three readers of one answer. The strict parser judges well-formedness: what it refuses is the target's finding. The
 * generated reader gives the typed output. fast-xml-parser reads the values once more, independently. Where the strict
 * parser accepts and the others disagree, the fault is ours.
 */
import { isUtf8 } from 'node:buffer';
import { XMLParser } from 'fast-xml-parser';
import { codec, type OperationName, type OperationOutputs } from '../generated/index.js';
import { DeserializationError } from '../generated/runtime/problem.js';
import type { Answer } from './exchange.js';
import { HarnessError } from './verdict.js';
import { childOf, readDocument, type Element } from './xml-document.js';

export type SuccessReading<Name extends OperationName> =
  | {
      readonly ok: true;
      readonly root: Element;
      readonly output: OperationOutputs[Name];
      readonly requestId: string | undefined;
    }
  | { readonly ok: false; /** The target's fault, on one line. */ readonly problem: string };

/**
 * Reads the body of an answer as the success document of `operation`, whatever its status.
 *
 * @throws HarnessError where our readers disagree
 */
export function readSuccess<Name extends OperationName>(
  operation: Name,
  answer: Pick<Answer, 'body' | 'text' | 'truncated'>,
): SuccessReading<Name> {
  if (answer.truncated) return { ok: false, problem: 'the body is longer than the suite reads' };
  if (answer.body.length === 0) return { ok: false, problem: 'the body is empty' };
  if (!isUtf8(answer.body)) return { ok: false, problem: 'the body is not UTF-8' };
  const text = answer.text.replace(/^\uFEFF/, '');
  const document = readDocument(text);
  if (!document.ok) {
    const { error, line, column } = document;
    return { ok: false, problem: `not well-formed XML: ${error} (line ${line}, column ${column})` };
  }
  const { root } = document;
  const reading = readGenerated(operation, text);
  if (reading instanceof DeserializationError) {
    refuseBlindness(operation, root, reading);
    return { ok: false, problem: reading.message };
  }
  compareValues(operation, text, reading.output);
  return { ok: true, root, output: reading.output, requestId: reading.requestId };
}

function readGenerated<Name extends OperationName>(
  operation: Name,
  text: string,
):
  { readonly output: OperationOutputs[Name]; readonly requestId: string | undefined } | DeserializationError {
  try {
    return codec[operation].deserializeResponse(text, 'strict');
  } catch (error) {
    if (error instanceof DeserializationError) return error;
    const message = error instanceof Error ? error.message : String(error);
    throw new HarnessError(
      `the generated reader of ${operation} refuses what the strict parser accepts: ${message}`,
    );
  }
}

/** What the generated reader misses must be missing for the strict parser too. */
function refuseBlindness(operation: OperationName, root: Element, error: DeserializationError): void {
  const result = childOf(root, `${operation}Result`);
  if (root.name !== `${operation}Response` || result === undefined) return;
  for (const { kind, path } of error.problems) {
    if (kind !== 'missing' || path.length === 0) continue;
    const found = path.reduce<Element | undefined>((element, segment) => {
      if (element === undefined) return undefined;
      if (typeof segment === 'string') return childOf(element, segment);
      return element.children.filter(({ name }) => name === 'member')[segment];
    }, result);
    if (found !== undefined) {
      throw new HarnessError(
        `the generated reader of ${operation} does not see ${path.join('.')}, which is there`,
      );
    }
  }
}

const valueParser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  isArray: (name) => name === 'member',
});

/** Every value of the output must be what fast-xml-parser reads at the same place. */
function compareValues(operation: OperationName, text: string, output: unknown): void {
  let independent: unknown;
  try {
    independent = valueParser.parse(text);
  } catch {
    // It has limits of its own and refuses some names; then there is nothing to compare with.
    return;
  }
  const result = valueAt(valueAt(independent, `${operation}Response`), `${operation}Result`);
  const difference = findDifference(output, result, []);
  if (difference !== undefined) {
    throw new HarnessError(`two readers differ about ${operation}: ${difference}`);
  }
}

/** Where they differ; the values stay out of it, for they may be secrets. */
function findDifference(
  value: unknown,
  read: unknown,
  path: readonly (string | number)[],
): string | undefined {
  if (value === undefined) return undefined;
  const place = path.join('.') || 'the result';
  if (Array.isArray(value)) {
    const members = asArray(valueAt(read, 'member'));
    if (members.length !== value.length) return `${place} has ${value.length} and ${members.length} members`;
    return firstDefined(value, (item, index) => findDifference(item, members[index], [...path, index]));
  }
  if (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  ) {
    return firstDefined(Object.entries(value), ([key, item]) =>
      findDifference(item, valueAt(read, key), [...path, key]),
    );
  }
  const texts = asArray(read).map(textOf);
  return texts.some((text) => text !== undefined && sameValue(value, text))
    ? undefined
    : `${place} is not the same`;
}

function sameValue(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value === text;
  const trimmed = text.trim();
  if (value instanceof Date) return value.getTime() === Date.parse(trimmed);
  if (value instanceof Uint8Array) return Buffer.from(trimmed, 'base64').equals(value);
  return String(value) === trimmed || Number(trimmed) === Number(value);
}

function textOf(read: unknown): string | undefined {
  if (typeof read === 'string') return read;
  const inner = valueAt(read, '#text');
  return typeof inner === 'string' ? inner : undefined;
}

function valueAt(read: unknown, key: string): unknown {
  if (Array.isArray(read)) return valueAt(read[0], key);
  if (typeof read !== 'object' || read === null || !Object.hasOwn(read, key)) return undefined;
  return (read as Record<string, unknown>)[key];
}

function asArray(value: unknown): readonly unknown[] {
  if (value === undefined || value === '') return value === '' ? [''] : [];
  return Array.isArray(value) ? value : [value];
}

function firstDefined<Item>(
  items: readonly Item[],
  look: (item: Item, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
