import { readFileSync } from 'node:fs';
import { defaultWorld } from '../world/default.js';
import type { World } from '../world/world.js';
import { isAwsHost, isLoopbackHost } from './aws-hosts.js';
import type { SigningCredentials } from './check.js';

/** The system under test: where it answers and as whom the suite calls it. */
export interface Target {
  /** Origin and base path, nothing else. */
  readonly endpoint: URL;
  readonly region: string;
  readonly credentials: SigningCredentials;
  /** `dummy`: the active key of the first user of the world, which a foreign target need not know. */
  readonly credentialsSource: 'explicit' | 'environment' | 'dummy';
  /** PEM text of the authority that signed the target's certificate; replaces the built-in ones. */
  readonly caCertificate?: string;
}

export interface TargetOptions {
  /** `http://host:port/base/path` or https. */
  readonly endpoint: string;
  /** Default: the region of the world; `us-east-1` where that is `aws-global`. */
  readonly region?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
  /** Take the credentials from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN. */
  readonly credentials?: 'env' | undefined;
  /** File with a PEM certificate authority for https. */
  readonly caFile?: string | undefined;
  /** Where the dummy credentials come from; the built-in world by default. */
  readonly world?: World | undefined;
  /** Environment variables; those of the process by default. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

export interface TargetProblem {
  readonly option: keyof TargetOptions;
  readonly message: string;
}

/** A target that cannot be used. `problems` holds everything found, the message all of it on one line. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
  constructor(readonly problems: readonly TargetProblem[]) {
    super(problems.map((problem) => problem.message).join('; '));
  }
}

/**
 * Builds the target or says everything that is wrong with it. Hosts of AWS are refused; credentials of the
 * environment are refused over plain http to a host that is not loopback.
 */
export function buildTarget(options: TargetOptions): Target {
  const problems: TargetProblem[] = [];
  const endpoint = readEndpoint(options.endpoint, problems);
  const region = readRegion(options, problems);
  const chosen = chooseCredentials(options, problems);
  const caCertificate = readCaFile(options.caFile, problems);
  if (endpoint !== undefined) {
    if (isAwsHost(endpoint.hostname)) {
      problems.push({
        option: 'endpoint',
        message: `${endpoint.hostname} is a host of AWS: the suite sends nothing there`,
      });
    }
    if (
      options.credentials === 'env' &&
      endpoint.protocol === 'http:' &&
      !isLoopbackHost(endpoint.hostname)
    ) {
      problems.push({
        option: 'credentials',
        message: `credentials of the environment are not sent over plain http to ${endpoint.hostname}: use https or a loopback address`,
      });
    }
    if (caCertificate !== undefined && endpoint.protocol === 'http:') {
      problems.push({ option: 'caFile', message: 'a certificate authority is of no use over plain http' });
    }
  }
  if (endpoint === undefined || chosen === undefined || problems.length > 0) throw new TargetError(problems);
  return { endpoint, region, ...chosen, ...(caCertificate === undefined ? {} : { caCertificate }) };
}

function readEndpoint(text: string, problems: TargetProblem[]): URL | undefined {
  const report = (message: string): undefined => {
    problems.push({ option: 'endpoint', message });
    return undefined;
  };
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return report(`the endpoint is not a URL: ${JSON.stringify(text)}`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return report(`the endpoint must be an http or https URL, not ${JSON.stringify(url.protocol)}`);
  }
  if (url.username !== '' || url.password !== '')
    return report('the endpoint must not contain a user or password');
  if (url.search !== '' || url.hash !== '') return report('the endpoint must end with its path');
  return url;
}

function readRegion(options: TargetOptions, problems: TargetProblem[]): string {
  const ofWorld = (options.world ?? defaultWorld).region;
  const region = options.region ?? ofWorld;
  if (!/^[A-Za-z0-9-]+$/.test(region)) {
    problems.push({ option: 'region', message: `not the name of a region: ${JSON.stringify(region)}` });
  }
  // The global endpoint accepts signatures scoped to us-east-1 alone.
  return region === 'aws-global' ? 'us-east-1' : region;
}

type Chosen = Pick<Target, 'credentials' | 'credentialsSource'>;

function chooseCredentials(options: TargetOptions, problems: TargetProblem[]): Chosen | undefined {
  const { accessKeyId, secretAccessKey, sessionToken } = options;
  const explicit = [accessKeyId, secretAccessKey, sessionToken].some((part) => part !== undefined);
  if (options.credentials === 'env') {
    if (explicit) {
      problems.push({
        option: 'credentials',
        message: 'credentials are given twice: explicitly and by the environment',
      });
      return undefined;
    }
    return credentialsOfEnvironment(options.env ?? process.env, problems);
  }
  if (!explicit) return dummyCredentials(options.world ?? defaultWorld, problems);
  if (!accessKeyId || !secretAccessKey) {
    problems.push({
      option: accessKeyId ? 'secretAccessKey' : 'accessKeyId',
      message: 'an access key id and a secret access key belong together: one of them is missing',
    });
    return undefined;
  }
  return checked({ accessKeyId, secretAccessKey, sessionToken }, 'explicit', problems);
}

function credentialsOfEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  problems: TargetProblem[],
): Chosen | undefined {
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  if (!accessKeyId || !secretAccessKey) {
    const missing = accessKeyId ? 'AWS_SECRET_ACCESS_KEY' : 'AWS_ACCESS_KEY_ID';
    problems.push({ option: 'credentials', message: `${missing} is not set in the environment` });
    return undefined;
  }
  const sessionToken = env['AWS_SESSION_TOKEN'] || undefined;
  return checked({ accessKeyId, secretAccessKey, sessionToken }, 'environment', problems);
}

/** Credentials travel in headers: what a header cannot carry is refused here, without showing it. */
function checked(
  credentials: SigningCredentials,
  credentialsSource: Target['credentialsSource'],
  problems: TargetProblem[],
): Chosen | undefined {
  const option = credentialsSource === 'environment' ? 'credentials' : 'accessKeyId';
  const inHeaders = credentials.accessKeyId + (credentials.sessionToken ?? '');
  if (/[^\x21-\x7e]/.test(inHeaders)) {
    problems.push({
      option,
      message: 'the access key id or the session token has characters that no header can carry',
    });
    return undefined;
  }
  return { credentials, credentialsSource };
}

function dummyCredentials(world: World, problems: TargetProblem[]): Chosen | undefined {
  const key = world.users[0]?.accessKeys.find((candidate) => candidate.active);
  if (key === undefined) {
    problems.push({
      option: 'world',
      message: 'the first user of the world has no active access key: give credentials',
    });
    return undefined;
  }
  const { accessKeyId, secretAccessKey } = key;
  return { credentials: { accessKeyId, secretAccessKey }, credentialsSource: 'dummy' };
}

function readCaFile(file: string | undefined, problems: TargetProblem[]): string | undefined {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    problems.push({ option: 'caFile', message: `the CA file cannot be read: ${file} (${code})` });
    return undefined;
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    problems.push({ option: 'caFile', message: `the CA file holds no PEM certificate: ${file}` });
    return undefined;
  }
  return text;
}
