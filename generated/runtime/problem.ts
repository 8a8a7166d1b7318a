// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** What can go wrong between a value and its text, as facts: the errors of the runtime and the problems they list. */

import type { ValuePath } from './violation.js';

/** One thing that a document or a form has wrong. The text that was read is never part of it. */
export interface Problem {
  /** Where the value belongs in the shape that was read, not on the wire. */
  readonly path: ValuePath;
  /** `empty`: a scalar that was sent, but without text, where the type has no empty text. */
  readonly kind: 'missing' | 'malformed' | 'empty' | 'unexpected';
  readonly detail: string;
}

/** Where a reader reports: a path from the shape being read, or one segment of it. */
export type ProblemPath = ValuePath | string | number;

/** Adds a problem. */
export function report(
  problems: Problem[],
  kind: Problem['kind'],
  at: ProblemPath,
  detail: string = kind,
): undefined {
  problems.push({ path: toPath(at), kind, detail });
}

/**
 * Puts `at` before the path of every problem from index `from` on. A deserializer remembers `problems.length`, lets
 * the deserializer of a member report paths relative to itself, then calls this when the list has grown: the good
 * path builds no paths at all.
 */
export function prefixProblems(problems: Problem[], from: number, at: ProblemPath): void {
  const prefix = toPath(at);
  for (let index = from; index < problems.length; index++) {
    const problem = problems[index];
    if (problem !== undefined) problems[index] = { ...problem, path: [...prefix, ...problem.path] };
  }
}

/** Throws a {@link DeserializationError} with all problems when there are any. */
export function throwProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new DeserializationError(problems);
}

/**
 * Sets a key of a record that is being read. `record[key] = value` would lose `__proto__`, which a map may well
 * have as a key; the first of two equal keys stays.
 */
export function putEntry<Value>(record: Record<string, Value>, key: string, value: Value): void {
  if (Object.hasOwn(record, key)) return;
  Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
}

/** What was read does not have the form of the shape. Lists every problem found, in document order. */
export class DeserializationError extends Error {
  override readonly name = 'DeserializationError';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('; '));
  }
}

/**
 * A value that has no text: a lone surrogate, a character that XML 1.0 cannot carry, an invalid Date. `path` is
 * empty until {@link locateSerializationError} has found the value in the input.
 */
export class SerializationError extends Error {
  override readonly name = 'SerializationError';
  /** Private, so that no inspector and no report ever prints it. */
  readonly #value: unknown;

  constructor(
    readonly reason: string,
    value: unknown,
    readonly path: ValuePath = [],
  ) {
    super(path.length === 0 ? reason : `${formatPath(path)}: ${reason}`);
    this.#value = value;
  }

  /** The same error with the path of the first leaf of `input` that is the value; itself where none is. */
  locatedIn(input: unknown): SerializationError {
    const path = findLeaf(input, this.#value, []);
    return path === undefined ? this : new SerializationError(this.reason, this.#value, path);
  }
}

/**
 * For the `catch` of a serializer: a {@link SerializationError} without a path gets the path of its value within
 * `input`, any other error comes back as it is. The search runs only after a failure, so serializers carry no paths.
 */
export function locateSerializationError(error: unknown, input: unknown): unknown {
  return error instanceof SerializationError && error.path.length === 0 ? error.locatedIn(input) : error;
}

/** XML that is ill-formed, or refused for safety: a DOCTYPE, a document too deep or too large. */
export class XmlError extends Error {
  override readonly name = 'XmlError';

  /**
   * @param reason what is wrong; never text of the document beyond a short name
   * @param offset position in the text in UTF-16 units, from 0
   * @param line from 1; `\n`, `\r\n` and `\r` each end one
   * @param column from 1, in UTF-16 units
   */
  constructor(
    readonly reason: string,
    readonly offset: number,
    readonly line: number,
    readonly column: number,
  ) {
    super(`${reason} at line ${line}, column ${column}`);
  }
}

/** `Tags[0].Key`; the root is `(root)`. */
export function formatPath(path: ValuePath): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else text += text === '' ? segment : `.${segment}`;
  }
  return text === '' ? '(root)' : text;
}

function describeProblem(problem: Problem): string {
  const detail = problem.detail === problem.kind ? '' : ` (${problem.detail})`;
  return `${formatPath(problem.path)}: ${problem.kind}${detail}`;
}

function toPath(at: ProblemPath): ValuePath {
  return typeof at === 'object' ? at : [at];
}

function findLeaf(input: unknown, value: unknown, path: ValuePath): ValuePath | undefined {
  if (Object.is(input, value)) return path;
  if (Array.isArray(input)) {
    for (const [index, item] of input.entries()) {
      const found = findLeaf(item, value, [...path, index]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof input !== 'object' || input === null || ArrayBuffer.isView(input)) return undefined;
  for (const [key, member] of Object.entries(input)) {
    const found = Object.is(key, value) ? [...path, key] : findLeaf(member, value, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
