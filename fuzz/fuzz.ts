/** Random and mutated requests against an endpoint in this process. */
import { startReference, type FaultName } from '../reference/index.js';
import { Connection } from './exchange.js';
import { judge } from './judge.js';
import { planRequest, type PlannedRequest } from './plan.js';
import { buildPool } from './pool.js';
import { Random } from './random.js';
import { issueSessions } from './sessions.js';

export interface FuzzOptions {
  /** Index of the first request; equal seeds and indices make equal requests. */
  readonly first: number;
  readonly requests: number;
  readonly seed: number;
  readonly seconds: number;
  readonly faults?: readonly FaultName[];
  /** Ends the run early; that is a failure too. */
  readonly signal?: AbortSignal;
  /** Told of every hundred thousandth request. */
  readonly onProgress?: (sent: number, kindsOfFailure: number) => void;
  /** Told of every request as it is answered. */
  readonly onAnswer?: (planned: PlannedRequest, answer: Awaited<ReturnType<Connection['send']>>) => void;
}

export interface FuzzReport {
  /** Answers by `status code`. */
  readonly counts: ReadonlyMap<string, number>;
  /** By what is wrong: how often, and the first case in full. */
  readonly failures: ReadonlyMap<string, Failure>;
  readonly sent: number;
  /** Longest wait for an answer to a framed request. */
  readonly slowestMs: number;
}

export interface Failure {
  readonly count: number;
  readonly first: string;
}

/** Requests at once: most of them wait for the clock that unframed bytes need. */
const workers = 48;
const date = new Date('2026-07-19T12:00:00Z');

/**
 * Sends them all. Exceptions that nobody caught, ill-formed or undocumented answers, framed requests without one, and
 * fewer requests in the time than asked for are failures.
 */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const failures = new Map<string, Failure>();
  const counts = new Map<string, number>();
  const { first, requests, seed, seconds } = options;
  let [next, sent, slowestMs] = [first, 0, 0];
  const fail = (what: string, error: unknown, where = `before ${next}`): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const kind = `${what}: ${text.split('\n')[0] ?? ''}`;
    const known = failures.get(kind);
    failures.set(kind, { count: (known?.count ?? 0) + 1, first: known?.first ?? `${where}\n  ${text}` });
  };
  const onUncaught = (error: unknown): void => fail('uncaught exception', error);
  const onRejection = (error: unknown): void => fail('unhandled rejection', error);
  process.on('uncaughtException', onUncaught).on('unhandledRejection', onRejection);

  const random = new Random(seed);
  const endpoint = await startReference({
    clock: () => date,
    random: (size) => random.bytes(size),
    faults: options.faults,
    onError: (error) => fail('exception behind an InternalFailure', error),
  });
  const { host, port } = new URL(endpoint.url);
  const pool = await buildPool(seed, host, date, await issueSessions(endpoint.url, date));
  const began = performance.now();

  const sendOne = async (connection: Connection, index: number): Promise<void> => {
    const planned = planRequest(pool, new Random(seed, index));
    const start = performance.now();
    const answer = await connection.send(planned);
    sent += 1;
    if (sent % 100_000 === 0) options.onProgress?.(sent, failures.size);
    if (planned.framed) slowestMs = Math.max(slowestMs, performance.now() - start);
    options.onAnswer?.(planned, answer);
    const judged = answer.responses.map((response) => judge(response, planned.isHead));
    const kinds = judged.length === 0 ? ['no answer'] : judged.map(({ kind }) => kind);
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const wrong = [answer.problem ?? [], judged.flatMap(({ problems }) => problems)].flat();
    if (planned.wanted !== undefined && kinds[0] !== planned.wanted) {
      wrong.push(`wanted ${planned.wanted}, got ${kinds[0] ?? ''}`);
    }
    const bytes = JSON.stringify(planned.bytes.toString('latin1').slice(0, 3000));
    for (const problem of wrong) fail('wrong answer', problem, `index ${index}: ${bytes}`);
  };
  const isStopped = (): boolean => options.signal?.aborted === true;
  const work = async (): Promise<void> => {
    const connection = new Connection(Number(port));
    while (next < first + requests && performance.now() - began < seconds * 1000 && !isStopped()) {
      const index = next;
      next += 1;
      await sendOne(connection, index);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: workers }, work));
  await endpoint.close();
  process.off('uncaughtException', onUncaught).off('unhandledRejection', onRejection);
  if (sent < requests) fail('too slow', `only ${sent} of ${requests} requests in ${seconds} seconds`);
  return { counts, failures, sent, slowestMs };
}
