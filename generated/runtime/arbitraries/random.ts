// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
import type { Pick } from './characters.js';

/** The same numbers for the same seed, everywhere: a 32-bit mix (splitmix32), good enough to vary texts. */
export function randomPick(seed: number): Pick {
  let state = seed | 0;
  return (low, high) => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return low + ((mixed >>> 0) % (high - low + 1));
  };
}
