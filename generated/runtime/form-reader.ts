// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Reads an application/x-www-form-urlencoded body into a trie of its keys, split at dots. */

import { decodeComponent, toBinary } from './form-decoding.js';
import { DeserializationError } from './problem.js';

/** What a form may hold before it is refused. */
export interface FormLimits {
  /** Segments of one key; the deepest shape of a real service needs about a dozen. */
  readonly maxDepth: number;
  /** Distinct keys, their prefixes included: bounds memory, whatever the body looks like. */
  readonly maxNodes: number;
}

export const defaultFormLimits: FormLimits = { maxDepth: 64, maxNodes: 250_000 };

/**
 * One key of a form and all keys below it: `Tags.member.1.Key` is the node `Key` in the node `1` in `member` in
 * `Tags`. Keys are compared exactly, case included.
 */
export interface FormNode {
  /** The first value sent under exactly this key; undefined where only longer keys were sent. */
  value(): string | undefined;
  /** The node one segment below, if any key of the form goes through it. */
  child(segment: string): FormNode | undefined;
  /** Segments below this node in the order in which they were first sent. */
  segments(): readonly string[];
  /**
   * Children that are positions: decimal from 1, without sign or leading zeros, up to 2^31 - 1. In order of
   * position, gaps and all; everything else is no item.
   */
  items(): readonly (readonly [index: number, node: FormNode])[];
}

/**
 * Parses a form as the URL standard does: pairs between `&`, a pair without `=` has the value '', empty pairs are
 * skipped, `+` is a space, a `%` that no two hexadecimal digits follow stands for itself, and bytes that are not
 * UTF-8 become U+FFFD. Keys are split at dots after decoding. Of equal keys the first one wins, as in STS.
 *
 * @param body the body's bytes, or its text; lone surrogates in text become U+FFFD
 * @throws DeserializationError when the form is larger than the limits; nothing else is ever refused
 */
export function parseForm(body: string | Uint8Array, limits: FormLimits = defaultFormLimits): FormNode {
  const binary = toBinary(body);
  const text = binary.text;
  const root = new TrieNode();
  let nodes = 0;
  const countNode = () => {
    if (++nodes > limits.maxNodes) refuse(`a form of more than ${limits.maxNodes} keys`);
  };
  for (let start = 0; start < text.length;) {
    let end = text.indexOf('&', start);
    if (end === -1) end = text.length;
    if (end > start) {
      const equals = text.indexOf('=', start);
      const keyEnd = equals === -1 || equals > end ? end : equals;
      const key = decodeComponent(binary, start, keyEnd);
      const value = keyEnd === end ? '' : decodeComponent(binary, keyEnd + 1, end);
      insert(root, key, limits.maxDepth, countNode).offer(value);
    }
    start = end + 1;
  }
  return root;
}

function insert(root: TrieNode, key: string, maxDepth: number, onNew: () => void): TrieNode {
  let node = root;
  let start = 0;
  for (let depth = 1; ; depth++) {
    if (depth > maxDepth) refuse(`a key of more than ${maxDepth} segments`);
    const dot = key.indexOf('.', start);
    if (dot === -1) return node.grow(key.slice(start), onNew);
    node = node.grow(key.slice(start, dot), onNew);
    start = dot + 1;
  }
}

/** Maps, made only where needed, keep `__proto__` and its like harmless. */
class TrieNode implements FormNode {
  #value: string | undefined;
  #children: Map<string, TrieNode> | undefined;

  value(): string | undefined {
    return this.#value;
  }

  child(segment: string): TrieNode | undefined {
    return this.#children?.get(segment);
  }

  segments(): readonly string[] {
    return this.#children === undefined ? [] : [...this.#children.keys()];
  }

  items(): readonly (readonly [index: number, node: TrieNode])[] {
    if (this.#children === undefined) return [];
    const items: [number, TrieNode][] = [];
    let sorted = true;
    let previous = 0;
    for (const [segment, node] of this.#children) {
      const index = parsePosition(segment);
      if (index === undefined) continue;
      sorted &&= index > previous;
      previous = index;
      items.push([index, node]);
    }
    return sorted ? items : items.sort(([left], [right]) => left - right);
  }

  /** The child of that name, made when it is not there yet. */
  grow(segment: string, onNew: () => void): TrieNode {
    this.#children ??= new Map();
    let node = this.#children.get(segment);
    if (node === undefined) {
      onNew();
      node = new TrieNode();
      this.#children.set(segment, node);
    }
    return node;
  }

  /** Keeps the first value. */
  offer(value: string): void {
    this.#value ??= value;
  }
}

function refuse(detail: string): never {
  throw new DeserializationError([{ path: [], kind: 'unexpected', detail }]);
}

const positionPattern = /^[1-9]\d{0,9}$/;

function parsePosition(segment: string): number | undefined {
  if (!positionPattern.test(segment)) return undefined;
  const index = Number(segment);
  return index <= 2_147_483_647 ? index : undefined;
}
