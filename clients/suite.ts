/** One client against endpoints of its own: all cases, its credential providers, and how it treats connections. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClientCase, ClientResult, EndpointName } from './client-case.js';
import type { InstalledClient } from './clients.js';
import { defaultWorld } from '../world/default.js';
import { serve, type ServedEndpoint } from './endpoints.js';
import { federationCases } from './federation-cases.js';
import { judge } from './judge.js';
import { keyCases } from './key-cases.js';
import { mfaCases } from './mfa-cases.js';
import { providerCases, writeProfiles } from './profiles.js';
import { startProxy } from './proxy.js';
import { roleCases } from './role-cases.js';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** `name: what is wrong`. */
  readonly failures: readonly string[];
}

const aliceArn = 'arn:aws:iam::123456789012:user/alice';

interface Run {
  readonly client: InstalledClient;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly urls: Readonly<Record<EndpointName, string>>;
}

/** @param cli path of the built `cli/main.js` */
export async function runClient(client: InstalledClient, cli: string): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'sts-clients-'));
  const served: ServedEndpoint[] = [];
  const start = async (...options: readonly string[]): Promise<string> => {
    const endpoint = await serve(cli, options);
    served.push(endpoint);
    return endpoint.url;
  };
  try {
    const now = new Date();
    const profiles = await writeProfiles(folder, now);
    const environment = { PATH: process.env['PATH'] ?? '', ...profiles, ...client.environment };
    const urls = {
      home: await start(),
      unfederated: await start('--world', writeUnfederatedWorld(folder)),
      disabled: await start('--region', 'ap-east-1'),
      global: await start('--region', 'aws-global'),
    };
    const run = { client, folder, environment, urls };
    const cases = [...mfaCases(now), ...keyCases(), ...roleCases(), ...(await federationCases(now))];
    const outcomes = [
      ...(await runCases(run, cases)),
      ...(await runProviders(run)),
      await runRetry(run),
      ...(client.presigns ? [await runPresigned(run)] : []),
      ...(client.correctsClock ? [await runClock(run, await start('--clock-offset', '7200'))] : []),
    ];
    const failures = outcomes.flatMap(([name, wrong]) => wrong.map((what) => `${name}: ${what}`));
    const passed = outcomes.filter(([, wrong]) => wrong.length === 0).length;
    return { passed, failed: outcomes.length - passed, failures };
  } finally {
    for (const endpoint of served) await endpoint.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Outcome = readonly [name: string, wrong: readonly string[]];

/** Through a proxy that counts: a client with one process must not open a connection per call. */
async function runCases(run: Run, cases: readonly ClientCase[]): Promise<readonly Outcome[]> {
  const proxy = await startProxy(run.urls.home);
  const endpoints = {
    home: { url: proxy.url, region: 'us-east-1' },
    unfederated: { url: run.urls.unfederated, region: 'us-east-1' },
    disabled: { url: run.urls.disabled, region: 'ap-east-1' },
    global: { url: run.urls.global, region: 'us-east-1' },
  };
  const job = join(run.folder, 'job.json');
  writeFileSync(job, JSON.stringify({ endpoints, cases }));
  const printed = await drive(run, ['cases', job], {});
  const results = printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ClientResult);
  const outcomes = cases.map((wanted): Outcome => {
    const got = results.find(({ name }) => name === wanted.name);
    return [wanted.name, judge(wanted, got, run.client.manners)];
  });
  const connections = proxy.connections();
  await proxy.close();
  if (!run.client.keepsConnections) return outcomes;
  const few = connections <= cases.length / 2;
  return [
    ...outcomes,
    ['connections are used again', few ? [] : [`${connections} connections for ${cases.length} calls`]],
  ];
}

async function runProviders(run: Run): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, environment, wantedArn } of providerCases(run.folder)) {
    const all = { AWS_ENDPOINT_URL_STS: run.urls.home, ...environment };
    outcomes.push([name, wrongIdentity(await drive(run, ['identity'], all), wantedArn)]);
  }
  return outcomes;
}

/** The first connection is cut after the request was sent: what the client sends again must be accepted. */
async function runRetry(run: Run): Promise<Outcome> {
  const proxy = await startProxy(run.urls.home, 1);
  const printed = await drive(run, ['identity'], { AWS_ENDPOINT_URL_STS: proxy.url });
  const connections = proxy.connections();
  await proxy.close();
  const wrong = wrongIdentity(printed, aliceArn);
  return [
    'a request is sent again',
    connections < 2 ? ['the client did not connect again', ...wrong] : wrong,
  ];
}

async function runPresigned(run: Run): Promise<Outcome> {
  const printed = await drive(run, ['presign'], { AWS_ENDPOINT_URL_STS: run.urls.home });
  const response = await fetch(printed.trim());
  const text = await response.text();
  const isRight = response.status === 200 && text.includes(':user/alice</Arn>');
  return ['a presigned URL', isRight ? [] : [`${response.status} ${text}`]];
}

/** What the endpoint says of the time leads the client to sign once more, by the endpoint's clock. */
async function runClock(run: Run, url: string): Promise<Outcome> {
  const printed = await drive(run, ['identity'], { AWS_ENDPOINT_URL_STS: url });
  return ['a clock that is two hours late', wrongIdentity(printed, aliceArn)];
}

function writeUnfederatedWorld(folder: string): string {
  const { outboundFederation: _, ...world } = defaultWorld;
  const file = join(folder, 'world.json');
  writeFileSync(file, JSON.stringify(world));
  return file;
}

function wrongIdentity(printed: string, wantedArn: string): readonly string[] {
  return printed.includes(`"${wantedArn}"`) ? [] : [`wanted ${wantedArn}, got ${printed.trim()}`];
}

/** What a driver prints; with what it says on stderr where it fails. */
async function drive(
  run: Run,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const [program, ...first] = run.client.command;
  const options = { env: { ...run.environment, ...environment }, maxBuffer: 2 ** 26, timeout: 300_000 };
  try {
    return (await promisify(execFile)(program, [...first, ...args], options)).stdout;
  } catch (error) {
    const { stdout = '', stderr = String(error) } = error as { stdout?: string; stderr?: string };
    console.error(stderr);
    return stdout;
  }
}
