/**
 * The checks that generated validators are made of. A check adds what it finds to the list it is given, under the
 * name of the member it looks at; the caller of a nested validator puts its own segments in front with `within`.
 * So nothing is allocated for a value that is right, however deep it lies.
 *
 * The order of what one value violates is fixed: required, enum, pattern, length.min, length.max, range.min,
 * range.max, uniqueItems. Members come in model order, a container before its content.
 */
import { compareDecimal, parseBigDecimal } from './numbers.js';
import type { TextPattern } from './class-pattern.js';
import { hasDuplicate } from './value-key.js';
import type { ConstraintKind, Limits, ValuePath, Violation } from './violation.js';

/** The value of an absent bound. */
type Bound = number | undefined;

/** Member name, position in a list, `key` or `value`. */
type Segment = string | number;

/** Length as Smithy counts it: Unicode scalar values. A lone surrogate, which is none, counts as one. */
export function scalarLength(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if ((text.charCodeAt(index) & 0xfc00) !== 0xd800) continue;
    if ((text.charCodeAt(index + 1) & 0xfc00) !== 0xdc00) continue;
    length--;
    index++;
  }
  return length;
}

/** Reports a required member that is absent. */
export function reportMissing(violations: Violation[], name: Segment, sensitive: boolean): void {
  add(violations, name, 'required', undefined, undefined, sensitive, undefined, undefined);
}

/** Checks all that a string can be bound by, in one call. Lengths count Unicode scalar values. */
export function checkText(
  violations: Violation[],
  name: Segment,
  value: string,
  min: Bound,
  max: Bound,
  pattern: TextPattern | undefined,
  sensitive: boolean,
): void {
  if (pattern !== undefined) checkPattern(violations, name, value, pattern, sensitive);
  checkLength(violations, name, value, min, max, sensitive);
}

/** Checks the length of a string in Unicode scalar values, bounds inclusive. */
export function checkLength(
  violations: Violation[],
  name: Segment,
  value: string,
  min: Bound,
  max: Bound,
  sensitive: boolean,
): void {
  // A scalar value is one or two code units: most strings need no count.
  const units = value.length;
  if ((min === undefined || units >= 2 * min) && (max === undefined || units <= max)) return;
  checkCountOf(violations, name, value, scalarLength(value), min, max, sensitive);
}

/** Checks the number of items of a list, of entries of a map, of bytes of a blob. */
export function checkCount(
  violations: Violation[],
  name: Segment,
  count: number,
  min: Bound,
  max: Bound,
  sensitive: boolean,
): void {
  checkCountOf(violations, name, undefined, count, min, max, sensitive);
}

/** Checks a string against a pattern. */
export function checkPattern(
  violations: Violation[],
  name: Segment,
  value: string,
  pattern: TextPattern,
  sensitive: boolean,
): void {
  if (pattern.matches(value)) return;
  add(violations, name, 'pattern', pattern.source, value, sensitive, undefined, undefined);
}

/** Checks a number against inclusive bounds; numbers and bigints may be mixed. NaN breaks every bound there is. */
export function checkRange(
  violations: Violation[],
  name: Segment,
  value: number | bigint,
  min: number | bigint | undefined,
  max: number | bigint | undefined,
  sensitive: boolean,
): void {
  const isLow = min !== undefined && !(value >= min);
  const isHigh = max !== undefined && !(value <= max);
  if (!isLow && !isHigh) return;
  const limits = { min, max };
  if (isLow) add(violations, name, 'range.min', min, String(value), sensitive, undefined, limits);
  if (isHigh) add(violations, name, 'range.max', max, String(value), sensitive, undefined, limits);
}

/** Checks decimal text against inclusive bounds, exactly. Text that is no number breaks every bound there is. */
export function checkDecimalRange(
  violations: Violation[],
  name: Segment,
  value: string,
  min: number | bigint | undefined,
  max: number | bigint | undefined,
  sensitive: boolean,
): void {
  const isNumber = parseBigDecimal(value) !== undefined;
  const isLow = min !== undefined && !(isNumber && compareDecimal(value, min) >= 0);
  const isHigh = max !== undefined && !(isNumber && compareDecimal(value, max) <= 0);
  const limits = { min, max };
  if (isLow) add(violations, name, 'range.min', min, value, sensitive, undefined, limits);
  if (isHigh) add(violations, name, 'range.max', max, value, sensitive, undefined, limits);
}

/** Checks that a value is one of an enum's values. Long enums are cheaper as a set: pass `members`. */
export function checkEnum(
  violations: Violation[],
  name: Segment,
  value: string | number,
  values: readonly (string | number)[],
  sensitive: boolean,
  members?: ReadonlySet<string | number>,
): void {
  if (members === undefined ? values.includes(value) : members.has(value)) return;
  add(violations, name, 'enum', values, String(value), sensitive, undefined, undefined);
}

/** Checks that no two items of a list are the same value: dates by instant, blobs by bytes, maps and structures by content. */
export function checkUnique(
  violations: Violation[],
  name: Segment,
  items: readonly unknown[],
  sensitive: boolean,
): void {
  if (!hasDuplicate(items)) return;
  add(violations, name, 'uniqueItems', undefined, undefined, sensitive, undefined, undefined);
}

/** Puts segments in front of the path of every violation from `start` on: what a nested validator has found. */
export function within(violations: Violation[], start: number, ...segments: readonly Segment[]): void {
  for (let index = start; index < violations.length; index++) {
    const violation = violations[index];
    if (violation !== undefined) violations[index] = { ...violation, path: [...segments, ...violation.path] };
  }
}

/** Hides the values of every violation from `start` on: what was found inside a sensitive structure, list or map. */
export function hideValues(violations: Violation[], start: number): void {
  for (let index = start; index < violations.length; index++) {
    const violation = violations[index];
    if (violation !== undefined) violations[index] = { ...violation, value: undefined, sensitive: true };
  }
}

/** The path segment of a map's entry; the key of a sensitive map stays out of it. */
export function entrySegment(key: string, sensitive: boolean): string {
  return sensitive ? '[*]' : `[${key}]`;
}

function checkCountOf(
  violations: Violation[],
  name: Segment,
  value: string | undefined,
  length: number,
  min: Bound,
  max: Bound,
  sensitive: boolean,
): void {
  const isShort = min !== undefined && length < min;
  const isLong = max !== undefined && length > max;
  if (!isShort && !isLong) return;
  const limits = { min, max };
  if (isShort) add(violations, name, 'length.min', min, value, sensitive, length, limits);
  if (isLong) add(violations, name, 'length.max', max, value, sensitive, length, limits);
}

function add(
  violations: Violation[],
  name: Segment,
  kind: ConstraintKind,
  bound: Violation['bound'],
  value: string | undefined,
  sensitive: boolean,
  length: number | undefined,
  limits: Limits | undefined,
): void {
  const path: ValuePath = [name];
  violations.push({ path, kind, bound, value: sensitive ? undefined : value, sensitive, length, limits });
}
