import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runProperty } from './property.js';
import type { Outcome } from './verdict.js';

const pass: Outcome = { verdict: 'pass' };
const failing = (got: string): Outcome => ({ verdict: 'fail', reason: 'too large', wanted: 'less', got });
const numbers = fc.integer({ min: 0, max: 1_000_000 });

describe('runProperty', () => {
  it('passes when every value does, after exactly the runs asked for', async () => {
    let calls = 0;
    const outcome = await runProperty({
      arb: numbers,
      seed: 1,
      runs: 25,
      predicate: () => {
        calls += 1;
        return Promise.resolve(pass);
      },
    });
    expect(outcome).toEqual(pass);
    expect(calls).toBe(25);
  });

  it('gives the shrunk counterexample with its own outcome, and a path that replays it', async () => {
    const options = {
      arb: numbers,
      seed: 7,
      runs: 20,
      predicate: (n: number) => Promise.resolve(n < 1000 ? pass : failing(String(n))),
    };
    const outcome = await runProperty(options);
    expect(outcome).toMatchObject({ verdict: 'fail', counterexample: 1000, got: '1000' });
    expect(await runProperty(options)).toEqual(outcome);
    const path = outcome.verdict === 'fail' ? outcome.path : undefined;
    expect(path).toMatch(/^\d+(:\d+)*$/);
    let calls = 0;
    const replayed = await runProperty({
      ...options,
      ...(path === undefined ? {} : { path }),
      predicate: (n: number) => {
        calls += 1;
        return options.predicate(n);
      },
    });
    expect(replayed).toMatchObject({ verdict: 'fail', counterexample: 1000 });
    expect(calls).toBeLessThan(5);
  });

  it('shrinks with few calls, however large the space', async () => {
    let calls = 0;
    const outcome = await runProperty({
      arb: fc.string({ minLength: 500, maxLength: 2000 }),
      seed: 3,
      runs: 5,
      predicate: (text) => {
        calls += 1;
        return Promise.resolve(failing(`${text.length}`));
      },
    });
    expect(outcome.verdict).toBe('fail');
    expect(calls).toBeLessThanOrEqual(41);
  });

  it('tries other values for those of no use, and is an error when too few are left', async () => {
    const some = await runProperty({
      arb: numbers,
      seed: 1,
      runs: 10,
      predicate: (n) => Promise.resolve(n % 2 === 0 ? pass : { verdict: 'skip', reason: 'odd' }),
    });
    expect(some).toEqual(pass);
    const none = await runProperty({
      arb: numbers,
      seed: 1,
      runs: 10,
      predicate: () => Promise.resolve({ verdict: 'skip', reason: 'never' }),
    });
    expect(none).toMatchObject({ verdict: 'error', reason: expect.stringMatching(/^0 of 10/) });
  });

  it('sees nothing with no runs, and says so', async () => {
    const outcome = await runProperty({
      arb: numbers,
      seed: 1,
      runs: 0,
      predicate: () => Promise.resolve(pass),
    });
    expect(outcome.verdict).toBe('skip');
  });

  it('ends at once, unshrunk, where the harness or the target gives out', async () => {
    for (const verdict of ['error', 'not-run', 'unsupported'] as const) {
      let calls = 0;
      const outcome = await runProperty({
        arb: numbers,
        seed: 1,
        runs: 10,
        predicate: () => {
          calls += 1;
          return Promise.resolve(calls < 3 ? pass : { verdict, reason: 'out' });
        },
      });
      expect(outcome).toEqual({ verdict, reason: 'out' });
      expect(calls).toBe(3);
    }
    let calls = 0;
    const predicate = (): Promise<Outcome> => {
      calls += 1;
      return Promise.reject(new TypeError('mine'));
    };
    await expect(runProperty({ arb: numbers, seed: 1, runs: 10, predicate })).rejects.toThrow('mine');
    expect(calls).toBe(1);
  });

  it('keeps the smallest failure seen when shrinking is cut short', async () => {
    let calls = 0;
    const outcome = await runProperty({
      arb: numbers,
      seed: 2,
      runs: 10,
      predicate: (n) => {
        calls += 1;
        return calls > 3 ? Promise.reject(new Error('died')) : Promise.resolve(failing(String(n)));
      },
    });
    expect(outcome).toMatchObject({ verdict: 'fail' });
    expect(outcome.verdict === 'fail' && String(outcome.counterexample)).toBe(
      outcome.verdict === 'fail' ? outcome.got : '',
    );
  });

  it('is no pass when its deadline comes before half of the values were judged', async () => {
    const deadline = Date.now() - 1;
    const outcome = await runProperty({
      arb: numbers,
      seed: 1,
      runs: 4,
      deadline,
      predicate: () => Promise.resolve(pass),
    });
    expect(outcome).toMatchObject({ verdict: 'error', reason: expect.stringMatching(/deadline/) });
  });

  it('stops when the run is interrupted', async () => {
    const abort = new AbortController();
    let calls = 0;
    const outcome = await runProperty({
      arb: numbers,
      seed: 1,
      runs: 100,
      signal: abort.signal,
      predicate: () => {
        calls += 1;
        if (calls === 2) abort.abort();
        return Promise.resolve(pass);
      },
    });
    expect(outcome.verdict).toBe('not-run');
    expect(calls).toBe(2);
  });
});
