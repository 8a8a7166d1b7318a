/** What every check does: ask, read the answer, and give up honestly where no verdict can be drawn. */
import type { OperationName } from '../../generated/index.js';
import type { Authentication, CheckContext } from '../check.js';
import type { Exchange } from '../exchange.js';
import { readExchange, type Reading } from '../judge.js';
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
 * @throws Ended when the target asks for patience: a throttled request says nothing
 */
export async function ask(
  context: CheckContext,
  operation: OperationName,
  input: unknown,
  authentication?: Authentication,
): Promise<Answered> {
  return answered(await context.call(operation, input, authentication));
}

/** The same for a form that no serializer would write. */
export async function askForm(
  context: CheckContext,
  form: string,
  authentication?: Authentication,
): Promise<Answered> {
  return answered(await context.callForm(form, authentication));
}

const throttling = new Set(['Throttling', 'ThrottlingException', 'RequestLimitExceeded']);

function answered(exchange: Exchange): Answered {
  const reading = readExchange(exchange);
  if (reading.kind === 'error' && throttling.has(reading.error.code)) {
    const reason = `the target throttled a request: ${reading.status} ${reading.error.code}`;
    throw new Ended({ verdict: 'not-run', reason });
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
