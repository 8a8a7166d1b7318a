import type { RandomBytes } from './state.js';

const poolBytes = 4096;

/** Hands out bytes of a source in small pieces, no byte twice: a source of the operating system costs much per call. */
export function pooled(source: RandomBytes): RandomBytes {
  let pool: Uint8Array = new Uint8Array();
  let used = 0;
  return (size) => {
    if (size > poolBytes) return source(size);
    if (used + size > pool.length) {
      // A new pool each time: pieces of the old one may still be in use.
      pool = source(poolBytes);
      used = 0;
    }
    used += size;
    return pool.subarray(used - size, used);
  };
}
