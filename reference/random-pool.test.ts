import { describe, expect, it } from 'vitest';
import { pooled } from './random-pool.js';

/** Four-byte big-endian numbers: no two pieces of it are alike. */
function numbered(): { readonly calls: number[]; readonly source: (size: number) => Uint8Array } {
  const calls: number[] = [];
  let next = 0;
  const source = (size: number): Uint8Array => {
    calls.push(size);
    const bytes = Buffer.alloc(size);
    for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32BE((next += 1), at);
    return bytes;
  };
  return { calls, source };
}

describe('a pool of random bytes', () => {
  it('hands out every byte once, and asks for more seldom', () => {
    const { calls, source } = numbered();
    const random = pooled(source);
    const pieces = Array.from({ length: 1000 }, () => random(16));
    expect(pieces.every(({ length }) => length === 16)).toBe(true);
    expect(new Set(pieces.map((piece) => Buffer.from(piece).toString('hex'))).size).toBe(1000);
    expect(calls).toEqual([4096, 4096, 4096, 4096]);
  });

  it('gives pieces of any size, also past the end of a pool and larger than one', () => {
    const random = pooled(numbered().source);
    for (const size of [0, 1, 4000, 100, 4096, 5000, 32]) expect(random(size)).toHaveLength(size);
  });

  it('leaves pieces alone once they are handed out', () => {
    const random = pooled(numbered().source);
    const first = random(8);
    const before = Buffer.from(first).toString('hex');
    for (let count = 0; count < 2000; count += 1) random(8);
    expect(Buffer.from(first).toString('hex')).toBe(before);
  });
});
