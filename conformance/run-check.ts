import { codec, operations, type OperationName } from '../generated/index.js';
import { MissingFixtureError } from './base-requests.js';
import { TargetDiedError } from './breaker.js';
import type { Authentication, Check, CheckContext } from './check.js';
import type { Exchange } from './exchange.js';
import { Recorder, type KeptExchange } from './recorder.js';
import { seedOf } from './seed.js';
import { buildFormRequest, InterruptedError, type Session } from './session.js';
import type { OperationSupport } from './support.js';
import type { Outcome } from './verdict.js';

/** What one check came to, not yet redacted. */
export interface CheckResult {
  readonly check: Check;
  readonly outcome: Outcome;
  readonly seed: number;
  readonly exchanges: readonly KeptExchange[];
  readonly requests: number;
  readonly durationMs: number;
}

export interface RunCheckOptions {
  readonly session: Session;
  /** Support of the check's operation; only `supported` lets it run. */
  readonly support: OperationSupport;
  /** Seed of the run. */
  readonly seed: number;
  readonly runs: number;
  /** True for the one check of an operation that reports an invalid answer to the base request. */
  readonly reportsInvalid: boolean;
}

/** Runs one check. Whatever happens inside becomes a verdict. */
export async function runCheck(check: Check, options: RunCheckOptions): Promise<CheckResult> {
  const { support, session } = options;
  const started = performance.now();
  const seed = seedOf(options.seed, check.id);
  const recorder = new Recorder();
  const outcome =
    support.support === 'supported' && support.exchange !== undefined
      ? await judge(
          check,
          buildContext(check, { ...options, recorder, checkSeed: seed, accepted: support.exchange }),
        )
      : withoutBase(support, options.reportsInvalid);
  const named = 'exchanges' in outcome ? outcome.exchanges : undefined;
  const deciding = recorder.deciding(named ?? (recorder.requests === 0 ? shownBase(support) : undefined));
  for (const { exchange } of deciding) session.redactor.learnSignature(exchange);
  return {
    check,
    outcome,
    seed,
    exchanges: deciding,
    requests: recorder.requests,
    durationMs: performance.now() - started,
  };
}

function shownBase(support: OperationSupport): readonly Exchange[] {
  return support.support === 'invalid' && support.exchange !== undefined ? [support.exchange] : [];
}

async function judge(check: Check, context: CheckContext): Promise<Outcome> {
  try {
    return await check.run(context);
  } catch (error) {
    if (error instanceof TargetDiedError || error instanceof InterruptedError) {
      return { verdict: 'not-run', reason: error.message };
    }
    if (error instanceof MissingFixtureError) return { verdict: 'skip', reason: error.message };
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { verdict: 'error', reason: text.split('\n', 1)[0] ?? text };
  }
}

/** The verdict of a check whose operation has no accepted base request. */
function withoutBase(
  { operation, support, decidedBy, reason }: OperationSupport,
  reportsInvalid: boolean,
): Outcome {
  switch (support) {
    case 'unsupported':
      return { verdict: 'unsupported', reason: `${decidedBy}: ${reason}` };
    case 'fixture-missing':
      return { verdict: 'skip', reason: `${reason} (${decidedBy})` };
    case 'unknown':
    case 'supported':
      return { verdict: 'not-run', reason };
    case 'disputed':
      return { verdict: 'error', reason };
    case 'invalid':
      // One finding for each operation is enough.
      return reportsInvalid
        ? {
            verdict: 'fail',
            reason: `the base request of ${operation} is not answered as STS answers: ${reason}`,
            wanted: `200 ${operation}Response`,
            got: decidedBy,
          }
        : { verdict: 'skip', reason: `the base request has no valid answer (${decidedBy})` };
  }
}

interface ContextOptions extends RunCheckOptions {
  readonly recorder: Recorder;
  readonly checkSeed: number;
  readonly accepted: Exchange;
}

function buildContext(check: Check, options: ContextOptions): CheckContext {
  const { session, recorder, checkSeed, runs, accepted } = options;
  const { target, world, basePath, signal } = session;
  const from = { check: check.id, recorder };
  const own: Authentication = { kind: 'sigv4', credentials: target.credentials };
  return {
    world,
    credentials: target.credentials,
    region: target.region,
    seed: checkSeed,
    runs,
    accepted,
    basePath,
    signal,
    baseInput: (operation) => session.baseInput(operation, world, new Date()),
    call(operation, input, authentication = operations[operation].signed ? own : { kind: 'none' }) {
      return session.send(buildFormRequest(basePath, serialize(operation, input)), authentication, from);
    },
    callForm(form, authentication = own) {
      return session.send(buildFormRequest(basePath, form), authentication, from);
    },
    send(request, authentication = { kind: 'none' }) {
      return session.send(request, authentication, from);
    },
  };
}

/** Checks send on purpose what the types forbid; the serializers take drafts. */
export function serialize(operation: OperationName, input: unknown): string {
  const { serializeRequest } = codec[operation] as { readonly serializeRequest: (draft: unknown) => string };
  return serializeRequest(input);
}
