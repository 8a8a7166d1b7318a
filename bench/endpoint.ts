/**
 * `npm run bench:endpoint [-- --rounds N] [--soak]`: signed GetCallerIdentity at `serve` beside a bare node:http server that
 * answers the same bytes: same load, in turn, medians of the rounds. `--soak` sends 500,000 requests, one in four of them
 * AssumeRole, and watches the resident memory instead. Fails where a goal is missed.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { type Load, runLoad, signRequests } from './endpoint-load.js';
import { type ServerProcess, startProcess } from './endpoint-process.js';
import { ratioOf, spreadOf } from './statistics.js';

const connections = 8;
const roundMs = 1500;
const goalRatio = 0.3;
const soakRequests = 500_000;
const warmUpRequests = 100_000;
const goalGrowth = 1.2;
/** Not all the same, so that no signature is checked twice in a row. */
const differentRequests = 64;

const version = 'Version=2011-06-15';
const identityForm = `Action=GetCallerIdentity&${version}`;
const assumeForm =
  `Action=AssumeRole&${version}&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdemo&RoleSessionName=soak` +
  '&Tags.member.1.Key=Project&Tags.member.1.Value=soak';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '11' }, soak: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError('--rounds wants a whole number above 0');

console.log(`Node ${process.version}, ${cpus().length} cores, ${connections} connections`);
const endpoint = await startProcess([
  fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url)),
  'serve',
  '--port',
  '0',
]);
try {
  const isMet = values.soak ? await soak(endpoint) : await compare(endpoint);
  process.exitCode = isMet ? 0 : 1;
} finally {
  await endpoint.stop();
}

async function compare({ url }: ServerProcess): Promise<boolean> {
  const bare = await startProcess([
    fileURLToPath(new URL('endpoint-bare.js', import.meta.url)),
    JSON.stringify(await oneAnswer(url)),
  ]);
  const requests = await signRequests(url, numbered(identityForm));
  const load = (target: string): Promise<number> => perSecond({ url: target, requests, connections });
  const [ours, theirs]: [number[], number[]] = [[], []];
  // The first round warms both up and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const [first, second] = [await load(url), await load(bare.url)];
    if (round === 0) continue;
    ours.push(first);
    theirs.push(second);
  }
  await bare.stop();
  const ratio = ratioOf(ours, theirs);
  console.log(
    `serve      ${Math.round(spreadOf(ours).median)} requests/s (median of ${rounds} rounds of ${roundMs} ms)`,
  );
  console.log(`node:http  ${Math.round(spreadOf(theirs).median)} requests/s, answering the same bytes`);
  const [median, low, high] = [ratio.median, ratio.low, ratio.high].map((value) => value.toFixed(3));
  console.log(`ratio      ${median} (quartiles ${low} to ${high}; goal at least ${goalRatio})`);
  return ratio.median >= goalRatio;
}

async function soak({ url, residentBytes }: ServerProcess): Promise<boolean> {
  const requests = await signRequests(url, [
    ...numbered(identityForm),
    ...numbered(identityForm),
    ...numbered(identityForm),
    ...numbered(assumeForm),
  ]);
  let [sent, warm, highest] = [0, 0, 0];
  const began = performance.now();
  const watch = (): void => {
    if (sent % 25_000 !== 0) return;
    const bytes = residentBytes();
    if (sent <= warmUpRequests) warm = bytes;
    else highest = Math.max(highest, bytes);
    console.log(`${String(sent).padStart(7)}  ${megabytes(bytes)} MB`);
  };
  const goesOn = (): boolean => {
    if (sent >= soakRequests) return false;
    sent += 1;
    watch();
    return true;
  };
  await runLoad({ url, requests: shuffled(requests), connections, goesOn });
  const growth = highest / warm;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${soakRequests} requests in ${seconds} s; after ${warmUpRequests} ${megabytes(warm)} MB, then at most ${megabytes(highest)} MB`,
  );
  console.log(`growth ${growth.toFixed(3)} (goal at most ${goalGrowth})`);
  return growth <= goalGrowth;
}

async function perSecond(load: Omit<Load, 'goesOn'>): Promise<number> {
  const began = performance.now();
  const answered = await runLoad({ ...load, goesOn: () => performance.now() - began < roundMs });
  return (answered * 1000) / (performance.now() - began);
}

/** What the endpoint answers, for the peer to repeat. */
async function oneAnswer(url: string): Promise<{ headers: [string, string][]; body: string }> {
  const [request] = await signRequests(url, [identityForm]);
  const [head = '', body = ''] = (request?.toString() ?? '').split('\r\n\r\n');
  const sent = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(/: (.*)/su).slice(0, 2) as [string, string])
    .filter(([name]) => name !== 'host' && name !== 'content-length');
  const response = await fetch(url, { method: 'POST', headers: sent, body });
  if (response.status !== 200) throw new Error(await response.text());
  const connectionHeaders = new Set(['connection', 'keep-alive']);
  return {
    headers: [...response.headers].filter(([name]) => !connectionHeaders.has(name)),
    body: await response.text(),
  };
}

/** Parameters that no operation knows are ignored. */
function numbered(form: string): readonly string[] {
  return Array.from({ length: differentRequests }, (_, index) => `${form}&Number=${index}`);
}

/** The four quarters in turn. */
function shuffled(requests: readonly Buffer[]): readonly Buffer[] {
  const quarter = requests.length / 4;
  return requests.map(
    (_, index) => requests[(index % 4) * quarter + Math.floor(index / 4)] ?? Buffer.alloc(0),
  );
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
