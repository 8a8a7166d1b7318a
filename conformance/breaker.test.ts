import { describe, expect, it } from 'vitest';
import { createBreaker, TargetDiedError } from './breaker.js';
import type { Exchange, NoAnswerCause } from './exchange.js';

function lost(cause: NoAnswerCause, sentAt = 0): Exchange {
  return {
    request: { method: 'POST', path: `/${sentAt}`, headers: [], body: '' },
    response: { kind: 'no-answer', cause, detail: `detail ${sentAt}` },
    sentAt,
    durationMs: 1,
  };
}

function breakerOf(...lives: boolean[]) {
  let probes = 0;
  const probe = (): Promise<boolean> => {
    probes += 1;
    return Promise.resolve(lives[Math.min(probes, lives.length) - 1] ?? false);
  };
  return { breaker: createBreaker({ probe, pausesMs: [1, 1] }), probes: () => probes };
}

describe('the breaker', () => {
  it('lets a target live that answers when asked', async () => {
    const { breaker, probes } = breakerOf(false, true);
    await breaker.unanswered(lost('reset'), 'a');
    await breaker.gate();
    expect(breaker.death).toBeUndefined();
    expect(probes()).toBe(2);
  });

  it('names the earliest of the requests that met the end', async () => {
    const { breaker, probes } = breakerOf(false);
    const outcomes = await Promise.allSettled([
      breaker.unanswered(lost('refused', 30), 'later'),
      breaker.unanswered(lost('reset', 10), 'killer'),
      breaker.unanswered(lost('refused', 20), 'bystander'),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(breaker.death).toMatchObject({ check: 'killer', cause: 'reset', exchange: { sentAt: 10 } });
    expect(probes()).toBe(3);
    await expect(breaker.gate()).rejects.toThrow(TargetDiedError);
  });

  it('does not count a request from before the last answer', async () => {
    const { breaker } = breakerOf(true, false);
    await breaker.unanswered(lost('reset', 1), 'early');
    breaker.answered();
    await expect(breaker.unanswered(lost('reset', 5), 'late')).rejects.toThrow(/stopped answering/);
    expect(breaker.death?.check).toBe('late');
  });

  it('takes a request that times out for its own fault until there are many in a row', async () => {
    const { breaker, probes } = breakerOf(false);
    for (let i = 0; i < 4; i += 1) await breaker.unanswered(lost('timeout', i), `c${i}`);
    breaker.answered();
    for (let i = 0; i < 4; i += 1) await breaker.unanswered(lost('timeout', i), `d${i}`);
    expect(probes()).toBe(0);
    await expect(breaker.unanswered(lost('timeout', 9), 'e')).rejects.toThrow(TargetDiedError);
    expect(breaker.death?.check).toBe('d0');
  });

  it('holds others while it asks', async () => {
    const answers: ((alive: boolean) => void)[] = [];
    const breaker = createBreaker({
      probe: () => new Promise((resolve) => answers.push(resolve)),
      pausesMs: [],
    });
    const met = breaker.unanswered(lost('reset'), 'a');
    let through = false;
    const held = breaker.gate().then(() => (through = true));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(through).toBe(false);
    answers[0]?.(true);
    await Promise.all([met, held]);
    expect(through).toBe(true);
  });
});
