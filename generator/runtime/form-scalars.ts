/**
 * Members of a shape from their form node. A key that was not sent is undefined and no problem: whether it had to be
 * there is for the validator to say. Strings are `node?.value()`.
 */

import type { FormNode } from './form-reader.js';
import { report } from './problem.js';
import type { Problem, ProblemPath } from './problem.js';
import {
  bigDecimalType,
  bigIntegerType,
  blobType,
  booleanType,
  byteType,
  dateTimeType,
  doubleType,
  epochSecondsType,
  floatType,
  httpDateType,
  integerType,
  longType,
  readScalar,
  shortType,
} from './scalars.js';
import type { ScalarType } from './scalars.js';

type FormReader<Value> = (
  node: FormNode | undefined,
  at: ProblemPath,
  problems: Problem[],
) => Value | undefined;

function readerOf<Value>(type: ScalarType<Value>): FormReader<Value> {
  return (node, at, problems) => {
    const text = node?.value();
    return text === undefined ? undefined : readScalar(type, text, at, problems);
  };
}

export const readFormByte = /* @__PURE__ */ readerOf(byteType);
export const readFormShort = /* @__PURE__ */ readerOf(shortType);
/** `+900` and `0900` are 900; `900.0`, `abc` and 2147483648 are malformed; '' is empty: as STS reads them. */
export const readFormInteger = /* @__PURE__ */ readerOf(integerType);
export const readFormLong = /* @__PURE__ */ readerOf(longType);
export const readFormBigInteger = /* @__PURE__ */ readerOf(bigIntegerType);
export const readFormFloat = /* @__PURE__ */ readerOf(floatType);
export const readFormDouble = /* @__PURE__ */ readerOf(doubleType);
export const readFormBigDecimal = /* @__PURE__ */ readerOf(bigDecimalType);
export const readFormBoolean = /* @__PURE__ */ readerOf(booleanType);
export const readFormBlob = /* @__PURE__ */ readerOf(blobType);
export const readFormDateTime = /* @__PURE__ */ readerOf(dateTimeType);
export const readFormEpochSeconds = /* @__PURE__ */ readerOf(epochSecondsType);
export const readFormHttpDate = /* @__PURE__ */ readerOf(httpDateType);

/**
 * Nodes of a list's items by position; gaps close up. `item` is the segment between list and position (`member`,
 * or the member's xmlName), undefined for a flattened list. `L=` is the empty list; undefined where neither that nor
 * an item was sent. A list that was sent as text is unexpected.
 */
export function readFormList(
  node: FormNode | undefined,
  item: string | undefined,
  at: ProblemPath,
  problems: Problem[],
): readonly FormNode[] | undefined {
  if (node === undefined) return undefined;
  const items = (item === undefined ? node : node.child(item))?.items() ?? [];
  const text = node.value();
  if (text !== undefined && text !== '') return report(problems, 'unexpected', at, 'a list sent as text');
  if (items.length === 0) return text === undefined ? undefined : [];
  return items.map(([, itemNode]) => itemNode);
}

/** An entry of a map as it was sent. */
export interface FormEntry {
  readonly key: string;
  readonly value: FormNode;
}

/**
 * Entries of a map by position. `entry` is `entry`, or undefined for a flattened map; `keyName` and `valueName` are
 * `key` and `value` or their xmlNames. Undefined where no entry was sent: a form cannot say that a map is empty,
 * but `M=` is taken for it. Equal keys come as they are; `putEntry` keeps the first.
 * An entry without key or without value is a problem at its key, or at its position from 0.
 */
export function readFormMap(
  node: FormNode | undefined,
  entry: string | undefined,
  keyName: string,
  valueName: string,
  at: ProblemPath,
  problems: Problem[],
): readonly FormEntry[] | undefined {
  if (node === undefined) return undefined;
  const items = (entry === undefined ? node : node.child(entry))?.items() ?? [];
  const text = node.value();
  if (text !== undefined && text !== '') return report(problems, 'unexpected', at, 'a map sent as text');
  if (items.length === 0) return text === undefined ? undefined : [];
  const prefix = typeof at === 'object' ? at : [at];
  const entries: FormEntry[] = [];
  for (const [position, [, entryNode]] of items.entries()) {
    const key = entryNode.child(keyName)?.value();
    const value = entryNode.child(valueName);
    if (key === undefined) report(problems, 'missing', [...prefix, position], 'an entry without key');
    else if (value === undefined) report(problems, 'missing', [...prefix, key], 'an entry without value');
    else entries.push({ key, value });
  }
  return entries;
}
