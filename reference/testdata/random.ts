import { createHash } from 'node:crypto';
import type { RandomBytes } from '../state.js';

/** Random bytes that are the same in every run: SHA-256 of a counter. */
export function counting(): RandomBytes {
  let count = 0;
  return (size) => {
    const blocks: Buffer[] = [];
    for (let made = 0; made < size; made += 32) {
      count += 1;
      blocks.push(createHash('sha256').update(String(count)).digest());
    }
    return Buffer.concat(blocks).subarray(0, size);
  };
}
