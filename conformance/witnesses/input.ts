import type { ValuePath } from '../../generated/index.js';
import type { Facts, Input, MemberPlan } from './plan.js';

/** Stands for a member that is left out. */
export const omitted = Symbol('omitted');

/** The base input with what the member needs beside it and an ordinary value of the member itself. */
export function frameOf(plan: MemberPlan, facts: Facts): Input {
  return { ...facts.base, ...plan.companions?.(facts) };
}

/**
 * A copy of `input` with `value` at `path`; `omitted` takes the member away.
 *
 * @throws RangeError when a structure or list on the way is not there
 */
export function put(input: Input, path: ValuePath, value: unknown): Input {
  const changed = putAt(input, path, value);
  if (!isRecord(changed)) throw new RangeError('an input is a structure');
  return changed;
}

function putAt(node: unknown, path: ValuePath, value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(node) && typeof head === 'number') {
    return node.map((item: unknown, index) => (index === head ? putAt(item, rest, value) : item));
  }
  if (!isRecord(node)) throw new RangeError(`nothing holds ${String(head)}`);
  if (rest.length === 0 && value === omitted) {
    return Object.fromEntries(Object.entries(node).filter(([name]) => name !== head));
  }
  return { ...node, [head]: putAt(node[head], rest, value) };
}

function isRecord(node: unknown): node is Readonly<Record<string, unknown>> {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
