/**
 * `npm run fuzz -- --requests N --seed S [--seconds T] [--only INDEX]`: random and mutated requests against an endpoint in
 * this process. Fails on an exception that nobody caught, an answer that is ill-formed or not documented, a request without
 * answer, and on fewer requests in the time than asked for. Equal seeds send equal requests.
 */
import { parseArgs } from 'node:util';
import { startReference } from '../reference/index.js';
import { Connection } from './exchange.js';
import { judge } from './judge.js';
import { planRequest, type PlannedRequest } from './plan.js';
import { buildPool } from './pool.js';
import { Random } from './random.js';
import { issueSessions } from './sessions.js';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '900' },
    only: { type: 'string' },
  },
});
const [requests, seed, seconds] = [Number(values.requests), Number(values.seed), Number(values.seconds)];
const only = values.only === undefined ? undefined : Number(values.only);
if (![requests, seed, seconds, only ?? 0].every((value) => Number.isSafeInteger(value) && value >= 0)) {
  throw new RangeError('--requests, --seed, --seconds and --only are whole numbers');
}

/** Requests at once: most of them wait for the clock that unframed bytes need. */
const workers = 48;
const failuresShown = 20;
const date = new Date('2026-07-19T12:00:00Z');
const counts = new Map<string, number>();
/** Failures that read alike count as one; the first of each is shown. */
const failures = new Map<string, { count: number; readonly first: string }>();
let current = 'before the first request';

process.on('uncaughtException', (error) => fail('uncaught', error));
process.on('unhandledRejection', (error) => fail('unhandled rejection', error));
function fail(what: string, error: unknown, request?: PlannedRequest): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const kind = `${what}: ${text.split('\n')[0] ?? ''}`;
  const known = failures.get(kind);
  if (known !== undefined) {
    known.count += 1;
    return;
  }
  const bytes =
    request === undefined ? '' : `\n  ${JSON.stringify(request.bytes.toString('latin1').slice(0, 3000))}`;
  failures.set(kind, { count: 1, first: `${current}\n  ${text}${bytes}` });
}

const began = performance.now();
const endpoint = await startReference({
  clock: () => date,
  onError: (error) => fail('exception behind an InternalFailure', error),
});
const { host, port } = new URL(endpoint.url);
const pool = await buildPool(seed, host, date, await issueSessions(endpoint.url, date));
let next = only ?? 0;
let sent = 0;
let slowestMs = 0;
const last = only === undefined ? requests : only + 1;

async function work(): Promise<void> {
  const connection = new Connection(Number(port));
  while (next < last && performance.now() - began < seconds * 1000) {
    const index = next;
    next += 1;
    await sendOne(connection, index);
  }
  connection.close();
}

async function sendOne(connection: Connection, index: number): Promise<void> {
  const planned = planRequest(pool, new Random(seed, index));
  current = `--seed ${seed} --only ${index} or one of the ${workers} before`;
  const start = performance.now();
  const { responses, problem } = await connection.send(planned);
  sent += 1;
  if (planned.framed) slowestMs = Math.max(slowestMs, performance.now() - start);
  if (only !== undefined) console.log(planned.bytes.toString('latin1'), responses);
  const judged = responses.map((response) => judge(response, planned.isHead));
  for (const { kind } of judged) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (responses.length === 0) counts.set('no answer', (counts.get('no answer') ?? 0) + 1);
  const wrong = [...(problem === undefined ? [] : [problem]), ...judged.flatMap(({ problems }) => problems)];
  const kind = judged[0]?.kind ?? 'nothing';
  if (planned.wanted !== undefined && kind !== planned.wanted)
    wrong.push(`wanted ${planned.wanted}, got ${kind}`);
  current = `--seed ${seed} --only ${index}`;
  if (wrong.length > 0) fail('wrong answer', wrong.join('; '), planned);
}

await Promise.all(Array.from({ length: workers }, work));
await endpoint.close();
if (sent < last - (only ?? 0)) fail('too slow', `only ${sent} requests in ${seconds} seconds`);

const took = (performance.now() - began) / 1000;
for (const [kind, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${count}\t${kind}`);
for (const [kind, { count, first }] of [...failures].slice(0, failuresShown)) {
  console.log(`\nFAILURE, ${count} times: ${kind}\n  first ${first}`);
}
const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20);
console.log(
  `\nseed ${seed}: ${sent} requests in ${took.toFixed(1)} s, slowest ${slowestMs.toFixed(0)} ms, ${megabytes} MB`,
);
console.log(`${failures.size} kinds of failure`);
process.exitCode = failures.size === 0 ? 0 : 1;
