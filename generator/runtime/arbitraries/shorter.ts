/**
 * Smaller counts to try in place of one that is known to fail, the least first, then by halves towards it. Each comes
 * with the new floor: what lies below it has been tried, so the search goes on from there and never starts again.
 */
export function* shorter(
  count: number,
  floor: number,
): IterableIterator<readonly [count: number, floor: number]> {
  let tried = floor;
  for (let next = floor; next < count; next = count - Math.floor((count - next) / 2)) {
    yield [next, tried];
    tried = next + 1;
  }
}
