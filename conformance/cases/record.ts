/** Listens to checks while they run, and keeps of those that fail what a case file needs. */
import { operations } from '../../generated/index.js';
import type { Authentication, Check, CheckContext } from '../check.js';
import type { Exchange } from '../exchange.js';
import { Redactor } from '../redact.js';
import type { Report } from '../report/report.js';
import type { Outcome } from '../verdict.js';
import { buildCase } from './build.js';
import type { Case } from './case.js';

/** A request of a check that failed: what it was made from, and what came back. */
export interface Sent {
  readonly exchange: Exchange;
  /** Undefined where the request was not made from an input. */
  readonly input: unknown;
  readonly authentication: Authentication;
  readonly context: Pick<CheckContext, 'basePath' | 'credentials' | 'region'>;
  /** Texts that came from base inputs, which every replay makes anew. */
  readonly fromBase: ReadonlySet<unknown>;
}

export interface CaseRecorder {
  /** The checks, to be run in place of those that were given. */
  readonly checks: readonly Check[];
  /** A case for every check that failed in the report of their run, in its order. */
  cases(report: Report): readonly Case[];
}

/** Wraps checks; what they send and find stays the same. */
export function recordCases(checks: readonly Check[]): CaseRecorder {
  const redactor = new Redactor();
  const deciding = new Map<string, Sent>();
  return {
    checks: checks.map((check) => ({
      ...check,
      async run(context) {
        redactor.learn(context.credentials.secretAccessKey);
        redactor.learn(context.credentials.sessionToken);
        const listener = listen(context);
        const outcome = await check.run(listener.context);
        const sent = listener.decidingOf(outcome);
        if (sent !== undefined) {
          redactor.learnFrom(sent.exchange);
          deciding.set(check.id, sent);
        }
        return outcome;
      },
    })),
    cases: (report) =>
      report.checks
        .filter(({ verdict }) => verdict === 'fail')
        .map((check) => buildCase(check, report, deciding.get(check.id), redactor)),
  };
}

interface Listener {
  readonly context: CheckContext;
  /** The request that decided, where the outcome is a failure. */
  decidingOf(outcome: Outcome): Sent | undefined;
}

function listen(context: CheckContext): Listener {
  const known = new WeakMap<Exchange, Sent>();
  const fromBase = new Set<unknown>();
  let last: Sent | undefined;
  const keep = (exchange: Exchange, input: unknown, authentication: Authentication): Exchange => {
    last = { exchange, input, authentication, context, fromBase };
    known.set(exchange, last);
    return exchange;
  };
  const own: Authentication = { kind: 'sigv4', credentials: context.credentials };
  return {
    context: {
      ...context,
      async baseInput(operation) {
        const input = await context.baseInput(operation);
        for (const value of Object.values(input)) fromBase.add(value);
        return input;
      },
      async call(operation, input, authentication = operations[operation].signed ? own : { kind: 'none' }) {
        return keep(await context.call(operation, input, authentication), input, authentication);
      },
      async callForm(form, authentication = own) {
        return keep(await context.callForm(form, authentication), undefined, authentication);
      },
      async send(request, authentication = { kind: 'none' }) {
        return keep(await context.send(request, authentication), undefined, authentication);
      },
    },
    decidingOf(outcome) {
      if (outcome.verdict !== 'fail') return undefined;
      const named = outcome.exchanges?.at(-1);
      return named === undefined ? last : known.get(named);
    },
  };
}
