/** What every check does: ask, read the answer, and give up honestly where no verdict can be drawn. */
import type { OperationName } from '../../generated/index.js';
import type { Authentication, CheckContext } from '../check.js';
import type { Exchange } from '../exchange.js';
import { describe, isThrottling, readExchange, type Reading } from '../judge.js';
import type { Outcome } from '../verdict.js';

export interface Answered {
  readonly exchange: Exchange;
  readonly reading: Reading;
}

/** Ends a check from within a helper, with its outcome. */
export class Ended extends Error {
  override readonly name = 'Ended';

  constructor(readonly outcome: Outcome) {
    super(outcome.verdict === 'pass' ? outcome.verdict : outcome.reason);
  }
}

/**
 * Sends one request and reads the answer.
 *
 * @throws Ended when the target asks for patience, since a throttled request says nothing, and when a trade-in token of
 * the world that should be reusable was good for one use only
 */
export async function ask(
  context: CheckContext,
  operation: OperationName,
  input: unknown,
  authentication?: Authentication,
): Promise<Answered> {
  let answer = answered(await context.call(operation, input, authentication));
  // Once may be a busy machine; a request that runs out of time twice is one that the target cannot answer.
  if (isTimeout(answer)) answer = answered(await context.call(operation, input, authentication));
  if (isSpentToken(context, input, answer.reading)) {
    const reason = `the target takes the trade-in token of the world once only (${describe(answer.reading)})`;
    throw new Ended({ verdict: 'skip', reason });
  }
  return answer;
}

function isTimeout({ exchange: { response } }: Answered): boolean {
  return response.kind === 'no-answer' && response.cause === 'timeout';
}

/** Trade-in tokens may be for one use: the base request, accepted once, shows nothing more then. */
function isSpentToken({ world }: CheckContext, input: unknown, reading: Reading): boolean {
  if (reading.kind !== 'error' || reading.error.code !== 'ExpiredTradeInTokenException') return false;
  if (typeof input !== 'object' || input === null || !('TradeInToken' in input)) return false;
  return world.delegationRequests.some(({ tradeInToken }) => tradeInToken === input.TradeInToken);
}

/** The same for a form that no serializer would write. */
export async function askForm(
  context: CheckContext,
  form: string,
  authentication?: Authentication,
): Promise<Answered> {
  return answered(await context.callForm(form, authentication));
}

function answered(exchange: Exchange): Answered {
  const reading = readExchange(exchange);
  const code = reading.kind === 'error' ? reading.error.code : undefined;
  if ('status' in reading && isThrottling(reading.status, code)) {
    throw new Ended({ verdict: 'not-run', reason: `the target throttled a request: ${describe(reading)}` });
  }
  return { exchange, reading };
}

/** Turns an early end into its outcome. Anything else stays an exception, for the runner to report. */
export function guarded(
  run: (context: CheckContext) => Promise<Outcome>,
): (context: CheckContext) => Promise<Outcome> {
  return async (context) => {
    try {
      return await run(context);
    } catch (error) {
      if (error instanceof Ended) return error.outcome;
      throw error;
    }
  };
}
