/** Runs checks against a target and reports. */
import { operations, type OperationName } from '../generated/index.js';
import type { World } from '../world/world.js';
import { buildBaseInput, MissingFixtureError } from './base-requests.js';
import { TargetDiedError } from './breaker.js';
import type { Check } from './check.js';
import { buildCheckReport, buildDeathReport, buildOperationReport, summarize } from './report/build.js';
import { reportSchema, type Report, type UnjudgedSite } from './report/report.js';
import { runCheck, serialize, type CheckResult } from './run-check.js';
import { selectChecks } from './select.js';
import { buildFormRequest, InterruptedError, openSession, type BaseInput, type Session } from './session.js';
import { suiteFacts } from './suite-facts.js';
import { decideSupport, type OperationSupport } from './support.js';
import type { Target } from './target.js';
import { HarnessError, type Level, type Verdict } from './verdict.js';

export { exitCode, type ExitOptions } from './exit-code.js';

export interface RunOptions {
  readonly target: Target;
  readonly world: World;
  readonly checks: readonly Check[];
  readonly unjudged?: readonly UnjudgedSite[];
  /** Patterns of check ids, see `selectChecks`; all checks by default. */
  readonly only?: readonly string[] | undefined;
  /** Only checks of these operations; of all by default. */
  readonly operations?: readonly string[] | undefined;
  readonly seed: number;
  /** Values that a property tries, 10 by default; 0 switches the random phase off. */
  readonly runs?: number | undefined;
  /** Checks under way at once, 8 by default; each sends one request at a time. */
  readonly concurrency?: number | undefined;
  /** Requests a second at most, of all checks together. */
  readonly rate?: number | undefined;
  /** For one request, from sending it to the last byte of its answer; 10 s by default. */
  readonly timeoutMs?: number | undefined;
  /** Pauses before a target that seems dead is asked again: 0.2, 0.5 and 1 s by default. */
  readonly probePausesMs?: readonly number[] | undefined;
  /** Ends the run; the report says what was judged until then. */
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
  /** Makes base requests; those of the built-in builders by default. */
  readonly baseInput?: BaseInput | undefined;
}

/** What happens while a run is under way. Texts in it are not redacted: ids and verdicts only. */
export type RunEvent =
  | { readonly kind: 'started'; readonly checks: number; readonly operations: number; readonly seed: number }
  | {
      readonly kind: 'operation';
      readonly support: OperationSupport['support'];
      readonly name: OperationName;
    }
  | {
      readonly kind: 'check';
      readonly id: string;
      readonly verdict: Verdict;
      readonly level: Level;
      readonly done: number;
      readonly total: number;
      /** Requests sent by the whole run so far. */
      readonly requests: number;
    }
  | { readonly kind: 'finished' };

/**
 * Tries out every operation by its base request, then runs the checks. Never throws for what a target does; the report
 * is valid, and marked incomplete, also when the target dies or the run is interrupted.
 *
 * @throws UsageError when `only` or `operations` choose nothing
 */
export async function runSuite(options: RunOptions): Promise<Report> {
  const { target, world, seed, runs = 10, concurrency = 8, onEvent = () => undefined } = options;
  const checks = selectChecks(options.checks, options.only, options.operations);
  const signal = options.signal ?? new AbortController().signal;
  const startedAt = new Date();
  const started = performance.now();
  const session = openSession({
    target,
    world,
    baseInput: options.baseInput ?? buildBaseInput,
    timeoutMs: options.timeoutMs ?? 10_000,
    rate: options.rate,
    probePausesMs: options.probePausesMs,
    signal,
  });
  const names = [...new Set(checks.map(({ operation }) => operation))].toSorted();
  onEvent({ kind: 'started', checks: checks.length, operations: names.length, seed });

  try {
    const supports = await mapAtOnce(names, concurrency, async (name) => {
      const support = await tryOut(name, session);
      onEvent({ kind: 'operation', name, support: support.support });
      return support;
    });
    const bySupport = new Map(supports.map((support) => [support.operation, support]));
    const reporters = new Set(names.map((name) => reporterOfInvalid(checks, name)));

    let done = 0;
    const results = await mapAtOnce(checks, concurrency, async (check) => {
      const support =
        bySupport.get(check.operation) ?? unknownSupport(check.operation, 'it was not tried out');
      const result = await runCheck(check, {
        session,
        support,
        seed,
        runs,
        reportsInvalid: reporters.has(check),
      });
      done += 1;
      onEvent({
        kind: 'check',
        id: check.id,
        verdict: result.outcome.verdict,
        level: result.outcome.verdict === 'fail' ? (result.outcome.level ?? check.level) : check.level,
        done,
        total: checks.length,
        requests: session.requests,
      });
      return result;
    });
    onEvent({ kind: 'finished' });
    return buildReport({ ...options, runs }, session, supports, results, {
      startedAt,
      durationMs: performance.now() - started,
    });
  } finally {
    await session.close();
  }
}

/** Sends the base request of one operation. */
async function tryOut(name: OperationName, session: Session): Promise<OperationSupport> {
  const { target, world, baseInput, basePath } = session;
  try {
    const input = await baseInput(name, world, new Date());
    const exchange = await session.send(
      buildFormRequest(basePath, serialize(name, input)),
      operations[name].signed ? { kind: 'sigv4', credentials: target.credentials } : { kind: 'none' },
      {},
    );
    session.redactor.learnSignature(exchange);
    return decideSupport(name, exchange, target.credentialsSource);
  } catch (error) {
    if (error instanceof TargetDiedError || error instanceof InterruptedError) {
      return unknownSupport(name, error.message);
    }
    const reason = error instanceof Error ? error.message : String(error);
    const support = error instanceof MissingFixtureError ? 'fixture-missing' : 'disputed';
    const decidedBy = error instanceof HarnessError ? 'readers that disagree' : 'no base request';
    return { operation: name, support, decidedBy, reason };
  }
}

function unknownSupport(operation: OperationName, reason: string): OperationSupport {
  return { operation, support: 'unknown', decidedBy: 'no answer', reason };
}

/** The check that reports an operation whose base request is answered with nonsense: that of its envelope. */
function reporterOfInvalid(checks: readonly Check[], name: OperationName): Check | undefined {
  const own = checks.filter(({ operation }) => operation === name);
  return (
    own.find(({ id }) => id.startsWith('wire/') && id.endsWith('/success/envelope')) ??
    own.find(({ area }) => area === 'wire') ??
    own[0]
  );
}

/** Maps with at most `limit` items under way, in order; the results are in the order of the items. */
async function mapAtOnce<Item, Result>(
  items: readonly Item[],
  limit: number,
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

/** True where signed operations were refused for the caller alone, and none was accepted. */
function isCallerUnknown(supports: readonly OperationSupport[]): boolean {
  const signed = supports.filter(({ operation }) => operations[operation].signed);
  return (
    signed.some(({ refusedCaller }) => refusedCaller === true) &&
    !signed.some(({ support }) => support === 'supported')
  );
}

function buildReport(
  options: RunOptions & { readonly runs: number },
  session: Session,
  supports: readonly OperationSupport[],
  results: readonly CheckResult[],
  time: { readonly startedAt: Date; readonly durationMs: number },
): Report {
  const { redactor, breaker, requests } = session;
  const { target, seed, runs } = options;
  if (breaker.death !== undefined) redactor.learnSignature(breaker.death.exchange);
  const checks = results.map((result) => buildCheckReport(result, redactor));
  const operationReports = supports.map((support) => buildOperationReport(support, redactor));
  const death = buildDeathReport(breaker.death, redactor);
  const interrupted = session.signal.aborted;
  const summary = summarize(checks);
  const answered = supports.some(({ support }) => support !== 'unknown');
  const end = answered ? 'the target stopped answering' : 'the target could not be reached';
  const accepted = supports.some(({ support }) => support === 'supported');
  const incompleteBecause = [
    ...(interrupted ? ['the run was interrupted'] : []),
    ...(death === null ? [] : [`${end} (${death.cause}: ${death.detail})`]),
    ...(summary.notRun > 0 ? [`${summary.notRun} checks were not run`] : []),
    ...(accepted || !answered ? [] : ['no operation accepted its base request: nothing was judged']),
    ...(accepted && isCallerUnknown(supports)
      ? ['the target does not know the credentials: nothing that needs a signature was judged']
      : []),
    ...(answered || death !== null || interrupted ? [] : ['no operation gave an answer to judge by']),
  ];
  return {
    schema: reportSchema,
    suite: suiteFacts(),
    target: { endpoint: target.endpoint.href, region: target.region, credentials: target.credentialsSource },
    seed,
    runs,
    startedAt: time.startedAt.toISOString(),
    durationMs: Math.round(time.durationMs),
    requests,
    incomplete: incompleteBecause.length > 0,
    incompleteBecause,
    interrupted,
    death,
    summary,
    operations: operationReports,
    checks,
    unjudged: options.unjudged ?? [],
  };
}
