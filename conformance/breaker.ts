/** Notices when a target has died, and which request met it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange, NoAnswer } from './exchange.js';

/** The end of a target as it was seen. */
export interface Death {
  /** Id of the check whose request met it; undefined while the operations were tried out. */
  readonly check: string | undefined;
  /** The earliest request since the target last answered that got no answer. */
  readonly exchange: Exchange;
  readonly cause: NoAnswer['cause'];
  readonly detail: string;
}

/** Thrown out of every request once the target is dead. */
export class TargetDiedError extends Error {
  override readonly name = 'TargetDiedError';
  constructor(readonly death: Death) {
    super(`the target stopped answering (${death.cause}: ${death.detail})`);
  }
}

export interface Breaker {
  readonly death: Death | undefined;
  /** To be awaited before a request is sent: holds it while somebody asks whether the target lives. */
  gate(): Promise<void>;
  /** To be told of every answer. */
  answered(): void;
  /**
   * To be told of every request without an answer. Resolves when the target is known to live; one that refuses or
   * resets connections, or lets five requests in a row run out of time, is asked. Throws TargetDiedError when it is dead.
   */
  unanswered(exchange: Exchange, check: string | undefined): Promise<void>;
}

export interface BreakerOptions {
  /** Sends something harmless: true when anything at all comes back. */
  readonly probe: () => Promise<boolean>;
  /** Pauses before the second and further questions. */
  readonly pausesMs?: readonly number[];
}

/** Requests in a row that run out of time before the target itself is doubted and not the request. */
const patience = 5;

export function createBreaker(options: BreakerOptions): Breaker {
  const { probe, pausesMs = [200, 500, 1000] } = options;
  let unansweredInRow: { readonly exchange: Exchange; readonly check: string | undefined }[] = [];
  let asking: Promise<boolean> | undefined;
  let death: Death | undefined;

  async function ask(): Promise<boolean> {
    if (await probe()) return true;
    for (const pause of pausesMs) {
      await sleep(pause);
      if (await probe()) return true;
    }
    return false;
  }

  function pronounce(): void {
    const [first] = unansweredInRow.toSorted((a, b) => a.exchange.sentAt - b.exchange.sentAt);
    if (first === undefined || first.exchange.response.kind === 'answer') return;
    const { cause, detail } = first.exchange.response;
    death = { check: first.check, exchange: first.exchange, cause, detail };
  }

  return {
    get death() {
      return death;
    },
    async gate() {
      await asking;
      if (death !== undefined) throw new TargetDiedError(death);
    },
    answered() {
      unansweredInRow = [];
    },
    async unanswered(exchange, check) {
      if (exchange.response.kind === 'answer') return;
      unansweredInRow.push({ exchange, check });
      const slow = exchange.response.cause === 'timeout';
      if (!slow || unansweredInRow.length >= patience) {
        asking ??= ask().then((alive) => {
          if (alive) unansweredInRow = [];
          else pronounce();
          asking = undefined;
          return alive;
        });
      }
      await asking;
      if (death !== undefined) throw new TargetDiedError(death);
    },
  };
}
