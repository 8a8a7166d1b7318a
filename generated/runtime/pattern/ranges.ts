// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Sets of integers, code points and lengths of texts, as sorted, disjoint inclusive ranges: `[low, high, low, high, ...]`. */
export type Ranges = readonly number[];

export const MAX_CODE_POINT = 0x10ffff;

export const ALL_CODE_POINTS: Ranges = [0, MAX_CODE_POINT];

/** Sorts and merges ranges given in any order. */
export function rangesOf(...ranges: readonly (readonly [low: number, high: number])[]): Ranges {
  return merge(ranges.flat());
}

export function union(...sets: readonly Ranges[]): Ranges {
  return merge(sets.flat());
}

/** All other code points. */
export function complement(set: Ranges): Ranges {
  const result: number[] = [];
  let next = 0;
  forEachRange(set, (low, high) => {
    if (low > next) result.push(next, low - 1);
    next = high + 1;
  });
  if (next <= MAX_CODE_POINT) result.push(next, MAX_CODE_POINT);
  return result;
}

export function intersect(left: Ranges, right: Ranges): Ranges {
  const result: number[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const low = Math.max(left[i] ?? 0, right[j] ?? 0);
    const leftHigh = left[i + 1] ?? 0;
    const rightHigh = right[j + 1] ?? 0;
    const high = Math.min(leftHigh, rightHigh);
    if (low <= high) result.push(low, high);
    if (leftHigh < rightHigh) i += 2;
    else j += 2;
  }
  return result;
}

export function rangesHave(set: Ranges, value: number): boolean {
  let low = 0;
  let high = set.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > (set[2 * middle + 1] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return 2 * low < set.length && value >= (set[2 * low] ?? 0);
}

/** How many integers there are. */
export function sizeOf(set: Ranges): number {
  let size = 0;
  forEachRange(set, (low, high) => (size += high - low + 1));
  return size;
}

/** The integer at a position from 0 to size - 1, in ascending order; undefined outside. */
export function valueAt(set: Ranges, position: number): number | undefined {
  let rest = position;
  for (let index = 0; index < set.length; index += 2) {
    const low = set[index] ?? 0;
    const count = (set[index + 1] ?? 0) - low + 1;
    if (rest < count) return rest < 0 ? undefined : low + rest;
    rest -= count;
  }
  return undefined;
}

export function forEachRange(set: Ranges, visit: (low: number, high: number) => void): void {
  for (let index = 0; index < set.length; index += 2) visit(set[index] ?? 0, set[index + 1] ?? 0);
}

function merge(flat: readonly number[]): Ranges {
  const ranges: [number, number][] = [];
  for (let index = 0; index < flat.length; index += 2) ranges.push([flat[index] ?? 0, flat[index + 1] ?? 0]);
  ranges.sort(([left], [right]) => left - right);
  const result: number[] = [];
  for (const [low, high] of ranges) {
    const last = result.at(-1);
    if (last !== undefined && low <= last + 1) result[result.length - 1] = Math.max(last, high);
    else result.push(low, high);
  }
  return result;
}
