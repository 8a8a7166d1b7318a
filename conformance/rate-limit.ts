import { setTimeout as sleep } from 'node:timers/promises';

/** One pace for all requests of a run. */
export interface RateLimit {
  /** Resolves when the next request may be sent; at once when `signal` is aborted. In the order of the calls. */
  acquire(signal?: AbortSignal): Promise<void>;
}

/** Spaces requests evenly, without bursts. `perSecond` undefined sets no limit. */
export function createRateLimit(perSecond: number | undefined): RateLimit {
  if (perSecond === undefined) return { acquire: () => Promise.resolve() };
  const interval = 1000 / perSecond;
  let next = 0;
  return {
    async acquire(signal) {
      const now = performance.now();
      const slot = Math.max(now, next);
      next = slot + interval;
      if (slot <= now || signal?.aborted) return;
      await sleep(slot - now, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    },
  };
}
