import { describe, expect, it } from 'vitest';
import type { FaultName } from '../reference/index.js';
import { runFuzz } from './fuzz.js';

describe('fuzzing', { timeout: 60_000 }, () => {
  const some = { first: 0, requests: 300, seed: 7, seconds: 60 };

  it.each<[FaultName, RegExp]>([
    ['namespace-missing', /^wrong answer: namespaces/u],
    ['signature-unchecked', /^wrong answer: wanted 403 SignatureDoesNotMatch, got 200/u],
    ['wrong-error-code', /^wrong answer: not documented: 400 /u],
  ])('notices %s', async (fault, failure) => {
    const { failures, sent } = await runFuzz({ ...some, faults: [fault] });
    expect(sent).toBe(some.requests);
    expect([...failures.keys()]).toEqual(expect.arrayContaining([expect.stringMatching(failure)]));
  });

  it('sends equal requests for equal seeds', async () => {
    const runs = [0, 1].map(async () => {
      const sizes: number[] = [];
      await runFuzz({ ...some, requests: 40, onAnswer: ({ bytes }) => sizes.push(bytes.length) });
      return sizes.sort((a, b) => a - b);
    });
    const [first, second] = await Promise.all(runs);
    expect(first).toEqual(second);
  });

  it('says when the time is up', async () => {
    const { failures } = await runFuzz({ ...some, seconds: 0 });
    expect([...failures.keys()]).toEqual(['too slow: only 0 of 300 requests in 0 seconds']);
  });
});
