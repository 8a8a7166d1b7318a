import { expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.js';

it('spaces requests evenly, whoever sends them', async () => {
  const limit = createRateLimit(100);
  const started = performance.now();
  await Promise.all(Array.from({ length: 11 }, () => limit.acquire()));
  const took = performance.now() - started;
  expect(took).toBeGreaterThan(90);
  expect(took).toBeLessThan(400);
});

it('sets no limit unless asked', async () => {
  const limit = createRateLimit(undefined);
  const started = performance.now();
  for (let i = 0; i < 1000; i += 1) await limit.acquire();
  expect(performance.now() - started).toBeLessThan(200);
});

it('does not hold an interrupted run', async () => {
  const limit = createRateLimit(0.1);
  const abort = new AbortController();
  await limit.acquire(abort.signal);
  const started = performance.now();
  setTimeout(() => abort.abort(), 20);
  await limit.acquire(abort.signal);
  await limit.acquire(abort.signal);
  expect(performance.now() - started).toBeLessThan(1000);
});
