import { createHash } from 'node:crypto';

/** Seed of one check, 32 bits with a sign: the same for the same run seed and id, whatever else runs. */
export function seedOf(runSeed: number, checkId: string): number {
  return createHash('sha256').update(`${runSeed}:${checkId}`).digest().readInt32BE(0);
}
