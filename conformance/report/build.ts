import { reportExchange, shortenText, type KeptExchange } from '../recorder.js';
import type { Redactor } from '../redact.js';
import type { CheckResult } from '../run-check.js';
import type { Death } from '../breaker.js';
import type { OperationSupport } from '../support.js';
import { atLeast, type Level, type Verdict } from '../verdict.js';
import { keepExchange } from '../recorder.js';
import type { CheckReport, DeathReport, OperationReport, Summary } from './report.js';

/** Every secret of the run must be known to `redactor` by now. */
export function buildCheckReport(result: CheckResult, redactor: Redactor): CheckReport {
  const { check, outcome } = result;
  const clean = (text: string): string => shortenText(redactor.redact(text));
  const failure = outcome.verdict === 'fail' ? outcome : undefined;
  return {
    id: check.id,
    title: check.title,
    area: check.area,
    operation: check.operation,
    member: check.member ?? null,
    constraint: check.constraint ?? null,
    side: check.side ?? null,
    level: lower(check.level, failure?.level ?? check.level),
    evidence: check.evidence,
    verdict: outcome.verdict,
    reason: outcome.verdict === 'pass' ? null : clean(outcome.reason),
    wanted: failure === undefined ? null : clean(failure.wanted),
    got: failure === undefined ? null : clean(failure.got),
    counterexample: shortenData(redactor.redactData(toJson(failure?.counterexample))),
    seed: result.seed,
    path: failure?.path ?? null,
    exchanges: result.exchanges.map((kept: KeptExchange) => reportExchange(kept, redactor)),
    requests: result.requests,
    durationMs: Math.round(result.durationMs),
  };
}

export function buildOperationReport(support: OperationSupport, redactor: Redactor): OperationReport {
  return {
    name: support.operation,
    support: support.support,
    decidedBy: shortenText(redactor.redact(support.decidedBy)),
    reason: shortenText(redactor.redact(support.reason)),
  };
}

export function buildDeathReport(death: Death | undefined, redactor: Redactor): DeathReport | null {
  if (death === undefined) return null;
  return {
    check: death.check ?? null,
    cause: death.cause,
    detail: shortenText(redactor.redact(death.detail)),
    exchange: reportExchange(keepExchange(death.exchange), redactor),
  };
}

export function summarize(checks: readonly { readonly verdict: Verdict }[]): Summary {
  const count = (verdict: Verdict): number => checks.filter((check) => check.verdict === verdict).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    skip: count('skip'),
    unsupported: count('unsupported'),
    error: count('error'),
    notRun: count('not-run'),
  };
}

function lower(one: Level, other: Level): Level {
  return atLeast(one, other) ? other : one;
}

/** JSON knows neither `undefined` nor NaN; what it cannot say is null. */
function toJson(data: unknown): unknown {
  return data === undefined ? null : data;
}

function shortenData(data: unknown): unknown {
  if (typeof data === 'string') return shortenText(data);
  if (Array.isArray(data)) return data.map(shortenData);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, shortenData(value)]));
}
