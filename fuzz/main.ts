/**
 * `npm run fuzz -- --requests N --seed S [--seconds T] [--only INDEX]`: fuzzes the reference endpoint and prints the answers
 * by status and code. `--only` sends one request of a seed again and prints it with its answer.
 */
import { parseArgs } from 'node:util';
import { runFuzz } from './fuzz.js';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '900' },
    only: { type: 'string' },
  },
});
const [requests = 0, seed = 0, seconds = 0, only] = [
  values.requests,
  values.seed,
  values.seconds,
  values.only,
].map(readNumber);
const failuresShown = 20;

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

const began = performance.now();
const { counts, failures, sent, slowestMs } = await runFuzz({
  seed,
  seconds,
  first: only ?? 0,
  requests: only === undefined ? requests : 1,
  signal: stop.signal,
  onProgress: (done, kinds) => console.error(`${done} sent, ${kinds} kinds of failure`),
  ...(only === undefined
    ? {}
    : {
        onAnswer: ({ bytes }, answer) =>
          console.log(bytes.toString('latin1'), JSON.stringify(answer, null, 2)),
      }),
});

for (const [kind, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${count}\t${kind}`);
for (const [kind, { count, first }] of [...failures].slice(0, failuresShown)) {
  console.log(`\nFAILURE, ${count} times: ${kind}\n  first ${first}`);
}
const took = ((performance.now() - began) / 1000).toFixed(1);
const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20);
console.log(
  `\nseed ${seed}: ${sent} requests in ${took} s, slowest ${slowestMs.toFixed(0)} ms, ${megabytes} MB`,
);
console.log(`${failures.size} kinds of failure`);
process.exitCode = failures.size === 0 ? 0 : 1;

/** @throws RangeError */
function readNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${text} is no whole number`);
  return value;
}
