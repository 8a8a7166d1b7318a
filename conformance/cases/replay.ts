/** Sends a stored case again, against any endpoint. */
import { encodeForm } from '../../generated/runtime/form-writer.js';
import { operations } from '../../generated/index.js';
import type { World } from '../../world/world.js';
import { buildBaseInput, MissingFixtureError, samlAssertion, webIdentityToken } from '../base-requests.js';
import { TargetDiedError } from '../breaker.js';
import { atPath, type Authentication, type Check } from '../check.js';
import type { Exchange, OutgoingRequest } from '../exchange.js';
import { serialize } from '../run-check.js';
import { runSuite } from '../runner.js';
import { buildFormRequest, InterruptedError, openSession, type Session } from '../session.js';
import { decideSupport } from '../support.js';
import type { Target } from '../target.js';
import type { Verdict } from '../verdict.js';
import type { BodyPart, Case, CaseExpectation, CaseRequest } from './case.js';
import { judgeCase } from './expectation.js';

export interface ReplayOptions {
  readonly target: Target;
  readonly world: World;
  /** All checks that there are: cases of several requests are judged by their check. */
  readonly checks: readonly Check[];
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface Replayed {
  readonly verdict: Verdict;
  /** What was judged: the stored request by the stored expectation, or the check by running it again. */
  readonly by: 'case' | 'check';
  /** Empty for `pass`. Redacted. */
  readonly reason: string;
  /** What the answer was, in a few words, redacted; empty where there was none to judge. */
  readonly got: string;
  readonly interrupted: boolean;
}

/**
 * Tries a case again. The operation's base request goes first: where it is not accepted, the answer to a faulty one
 * shows nothing. Never throws for what the target does.
 */
export async function replayCase(stored: Case, options: ReplayOptions): Promise<Replayed> {
  const { request, expectation } = stored;
  return request === null || expectation === null
    ? replayByCheck(stored, options)
    : replayRequest(stored, request, expectation, options);
}

async function replayRequest(
  stored: Case,
  request: CaseRequest,
  expectation: CaseExpectation,
  options: ReplayOptions,
): Promise<Replayed> {
  const { target, world, timeoutMs = 10_000 } = options;
  const signal = options.signal ?? new AbortController().signal;
  const session = openSession({ target, world, baseInput: buildBaseInput, timeoutMs, signal });
  const say = (verdict: Verdict, reason = '', got = ''): Replayed => ({
    verdict,
    by: 'case',
    reason: session.redactor.redact(reason),
    got: session.redactor.redact(got),
    interrupted: signal.aborted,
  });
  try {
    const { operation } = stored.check;
    const accepted = await sendBase(stored, session);
    const support = decideSupport(operation, accepted, target.credentialsSource);
    if (support.support === 'unsupported') return say('unsupported', support.reason, support.decidedBy);
    if (support.support !== 'supported' && stored.fault !== null) {
      return say(
        'skip',
        `the base request of ${operation} is not accepted: ${support.reason}`,
        support.decidedBy,
      );
    }
    const exchange = await session.send(
      await rebuildRequest(request, session),
      authenticationOf(request, target),
      {},
    );
    session.redactor.learnSignature(exchange);
    const { verdict, got } = judgeCase(expectation, exchange);
    return say(verdict, verdict === 'pass' ? '' : stored.reason, got);
  } catch (error) {
    return explainEnd(error, say);
  } finally {
    await session.close();
  }
}

async function sendBase({ check: { operation } }: Case, session: Session): Promise<Exchange> {
  const { basePath, target, world } = session;
  const input = await session.baseInput(operation, world, new Date());
  const authentication: Authentication = operations[operation].signed
    ? { kind: 'sigv4', credentials: target.credentials }
    : { kind: 'none' };
  return session.send(buildFormRequest(basePath, serialize(operation, input)), authentication, {});
}

function explainEnd(error: unknown, say: (verdict: Verdict, reason: string) => Replayed): Replayed {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof TargetDiedError || error instanceof InterruptedError) return say('not-run', reason);
  return say(error instanceof MissingFixtureError ? 'skip' : 'error', reason);
}

async function rebuildRequest(request: CaseRequest, session: Session): Promise<OutgoingRequest> {
  const parts: Uint8Array[] = [];
  for (const part of request.body) parts.push(await bytesOf(part, session.world));
  const { method, headers } = request;
  return { method, path: session.basePath + request.path, headers, body: Buffer.concat(parts) };
}

async function bytesOf(part: BodyPart, world: World): Promise<Uint8Array> {
  if ('text' in part) return Buffer.from(part.text);
  if ('base64' in part) return Buffer.from(part.base64, 'base64');
  const now = new Date();
  switch (part.fresh) {
    case 'WebIdentityToken':
      return Buffer.from(encodeForm(await webIdentityToken(world, now, part.length)));
    case 'SAMLAssertion':
      return Buffer.from(encodeForm(samlAssertion(world, now, part.length)));
    case 'TradeInToken': {
      const { TradeInToken } = await buildBaseInput('GetDelegatedAccessToken', world, now);
      return Buffer.from(encodeForm(TradeInToken));
    }
  }
}

function authenticationOf({ authentication }: CaseRequest, { credentials }: Target): Authentication {
  if (authentication.kind === 'none') return authentication;
  const { region, service, offsetSeconds } = authentication;
  return {
    kind: 'sigv4',
    credentials,
    ...(region === undefined ? {} : { region }),
    ...(service === undefined ? {} : { service }),
    ...(offsetSeconds === undefined ? {} : { date: new Date(Date.now() + offsetSeconds * 1000) }),
  };
}

/** Runs the check of the case again, with the seed and to the value of the run that found it. */
async function replayByCheck(stored: Case, options: ReplayOptions): Promise<Replayed> {
  const check = options.checks.find(({ id }) => id === stored.check.id);
  if (check === undefined) {
    const reason = `the case takes more than one request, and this version of the suite has no check ${stored.check.id}`;
    return { verdict: 'error', by: 'check', reason, got: '', interrupted: false };
  }
  const { target, world, timeoutMs, signal } = options;
  const report = await runSuite({
    target,
    world,
    checks: [stored.path === null ? check : atPath(check, stored.path)],
    seed: stored.seed,
    runs: stored.runs,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(signal === undefined ? {} : { signal }),
  });
  const [found] = report.checks;
  return {
    verdict: found?.verdict ?? 'not-run',
    by: 'check',
    reason: found?.reason ?? '',
    got: found?.got ?? '',
    interrupted: report.interrupted,
  };
}
