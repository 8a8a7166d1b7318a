/** When a session ends: how it is written, and that it is what was asked for. */
import type { OperationName } from '../../../generated/index.js';
import type { Check, CheckContext } from '../../check.js';
import { header } from '../../exchange.js';
import { childText, fail, passed } from '../../judge.js';
import type { Outcome } from '../../verdict.js';
import { defineCheck } from '../define.js';
import { callerKind } from './caller.js';
import { judgeContrasted, succeed, type Success } from './pair.js';

/**
 * Seconds by which Expiration may miss Date plus duration. The live service is exact to one second; a slow endpoint may
 * make the session some seconds before it writes the Date. Every wrong duration misses by minutes.
 */
const toleranceSeconds = 5;
/** Where the answer has no Date: our clock stands in for the target's, which may be minutes off. */
const toleranceByOwnClock = 600;

interface Durations {
  /** Without DurationSeconds. */
  readonly fallback: number;
  /** Two that may be asked for. */
  readonly asked: readonly [number, number];
}

const durations: Readonly<Partial<Record<OperationName, Durations>>> = {
  AssumeRole: { fallback: 3600, asked: [900, 1800] },
  AssumeRoleWithSAML: { fallback: 3600, asked: [900, 1800] },
  AssumeRoleWithWebIdentity: { fallback: 3600, asked: [900, 1800] },
  AssumeRoot: { fallback: 900, asked: [300, 600] },
  GetFederationToken: { fallback: 43_200, asked: [900, 1800] },
  GetSessionToken: { fallback: 43_200, asked: [900, 1800] },
  GetWebIdentityToken: { fallback: 300, asked: [60, 600] },
};

/** All checks of Expiration that an operation gives rise to. */
export function expirationChecks(operation: OperationName): readonly Check[] {
  const known = durations[operation];
  return [
    expirationFormat(operation),
    ...(known === undefined
      ? [expirationAhead(operation)]
      : [expirationOfDuration(operation, known), expirationByDefault(operation, known)]),
  ];
}

function expirationFormat(operation: OperationName): Check {
  const isToken = operation === 'GetWebIdentityToken';
  return defineCheck({
    area: 'round-trip',
    operation,
    name: 'expiration-format',
    title: `Expiration of ${operation} is written in UTC with whole seconds`,
    // Recorded of credentials; a token's Expiration has not been seen.
    level: isToken ? 'should' : 'must',
    evidence: ['A13'],
    run: async (context) =>
      judgeContrasted(context, operation, ({ result }) => {
        const text = expirationOf(operation, result) ?? 'no Expiration';
        return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u.test(text)
          ? passed
          : fail('Expiration is written otherwise', 'YYYY-MM-DDTHH:MM:SSZ', text);
      }),
  });
}

function expirationOfDuration(operation: OperationName, { asked }: Durations): Check {
  return defineCheck({
    area: 'round-trip',
    operation,
    name: 'expiration',
    title: `Expiration of ${operation} is DurationSeconds after the Date of the answer`,
    evidence: ['A14'],
    async run(context) {
      const base = await context.baseInput(operation);
      for (const DurationSeconds of asked) {
        const success = await succeed(context, operation, { ...base, DurationSeconds });
        const outcome = judgeLifetime(operation, success, DurationSeconds);
        if (outcome.verdict !== 'pass') return outcome;
      }
      return passed;
    },
  });
}

function expirationByDefault(operation: OperationName, known: Durations): Check {
  return defineCheck({
    area: 'round-trip',
    operation,
    name: 'default-duration',
    title: `Without DurationSeconds a session of ${operation} lasts ${known.fallback} seconds`,
    evidence: ['G14'],
    async run(context) {
      const base = await context.baseInput(operation);
      const byDefault = await succeed(context, operation, base);
      const outcomes = defaultsOf(context, known).map((seconds) =>
        judgeLifetime(operation, byDefault, seconds),
      );
      const [first] = outcomes;
      if (first !== undefined && outcomes.every(({ verdict }) => verdict !== 'pass')) return first;
      const [DurationSeconds] = known.asked;
      return judgeLifetime(
        operation,
        await succeed(context, operation, { ...base, DurationSeconds }),
        DurationSeconds,
      );
    },
  });
}

/** Where nothing says how long a session lasts, it ends in the future. */
function expirationAhead(operation: OperationName): Check {
  return defineCheck({
    area: 'round-trip',
    operation,
    name: 'expiration',
    title: `Expiration of ${operation} is after the Date of the answer`,
    evidence: ['doc:temporary-credentials'],
    run: async (context) =>
      judgeContrasted(context, operation, (success) => {
        const seconds = lifetimeOf(operation, success);
        return seconds > 0
          ? passed
          : fail('the session has ended', 'an Expiration in the future', secondsText(seconds));
      }),
  });
}

function judgeLifetime(operation: OperationName, success: Success, wanted: number): Outcome {
  const seconds = lifetimeOf(operation, success);
  const tolerance = dateOf(success) === undefined ? toleranceByOwnClock : toleranceSeconds;
  return Math.abs(seconds - wanted) <= tolerance
    ? passed
    : fail('the session lasts another time', secondsText(wanted), secondsText(seconds));
}

/** Seconds from the answer's Date, or else from when it came, to its Expiration. */
function lifetimeOf(operation: OperationName, success: Success): number {
  const { result, exchange } = success;
  const from = dateOf(success) ?? exchange.sentAt + exchange.durationMs;
  return Math.round((Date.parse(expirationOf(operation, result) ?? '') - from) / 1000);
}

function dateOf({ answer }: Success): number | undefined {
  const date = Date.parse(header(answer, 'date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}

function secondsText(seconds: number): string {
  return Number.isNaN(seconds) ? 'no readable Expiration' : `${seconds} seconds after the answer`;
}

function expirationOf(operation: OperationName, result: Success['result']): string | undefined {
  return operation === 'GetWebIdentityToken'
    ? childText(result, 'Expiration')
    : childText(result, 'Credentials', 'Expiration');
}

/** Sessions of the root user last an hour at most; who a key of nobody in the world belongs to is not known. */
function defaultsOf(context: CheckContext, { fallback }: Durations): readonly number[] {
  const ofRoot = Math.min(fallback, 3600);
  switch (callerKind(context)) {
    case 'root':
      return [ofRoot];
    case 'unknown':
      return [fallback, ofRoot];
    case 'user':
    case 'session':
      return [fallback];
  }
}
