import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { type Command, InvalidArgumentError } from 'commander';
import { defaultWorld } from '../world/default.js';
import { readWorldFile } from '../world/read.js';
import type { AccessKey, World } from '../world/world.js';
import { type FaultName, faultNames, type ReferenceOptions, startReference } from '../reference/index.js';
import { exitCodes, UsageError } from './errors.js';
import { collect, wholeNumber } from './options.js';
import { readUserFile, writeWhole } from './package-files.js';

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly allowRemote?: boolean;
  readonly world?: string;
  readonly region?: string;
  readonly clockOffset: number;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly stateKey?: string;
  readonly fault?: readonly string[];
  readonly credentialsFile?: string;
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);
/** How long what is in flight may take once the endpoint is told to stop. */
const graceMs = 30_000;
/** Shortest state key: 128 bits where each byte is a random one. */
const leastKeyBytes = 16;

/** `serve`: the reference endpoint in the foreground, until SIGINT or SIGTERM. */
export function addServeCommand(program: Command, finish: (code: number) => void): void {
  program
    .command('serve')
    .description('Start the reference STS endpoint, with the built-in world or one from a file.')
    .option('--port <n>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 4580)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-remote', 'allow a --host that is not loopback')
    .option('--world <file>', 'JSON file of what exists there, see world.schema.json')
    .option('--region <name>', 'region that signatures must be scoped to; aws-global is the global endpoint')
    .option('--clock-offset <seconds>', 'let the clock be ahead, or with a minus behind', offset, 0)
    .option('--tls-cert <file>', 'certificate chain in PEM: speak https (with --tls-key)')
    .option('--tls-key <file>', 'private key of the certificate in PEM')
    .option('--state-key <file>', 'file with a secret: session tokens survive a restart with the same one')
    .option('--fault <name>', `be wrong on purpose, repeatable: ${faultNames.join(', ')}`, collect)
    .option('--credentials-file <file>', 'write a key of the world as a shared AWS credentials file')
    .action(async (options: ServeOptions) => {
      const configured = configure(options);
      const { world } = configured;
      const key = world.users.flatMap((user) => user.accessKeys).find(({ active }) => active);
      if (options.credentialsFile !== undefined) {
        if (key === undefined) throw new UsageError('--credentials-file: the world has no active access key');
        writeCredentials(options.credentialsFile, key);
      }
      const stop = stopSignal();
      const endpoint = await listen(configured);
      console.log(`Reference STS endpoint: ${endpoint.url}`);
      console.log(
        `AWS_ENDPOINT_URL_STS=${endpoint.url} AWS_REGION=${world.region} AWS_DEFAULT_REGION=${world.region}`,
      );
      // The built-in keys are public test keys; those of a file are somebody's secret.
      if (options.world === undefined && key !== undefined) {
        console.log(`AWS_ACCESS_KEY_ID=${key.accessKeyId} AWS_SECRET_ACCESS_KEY=${key.secretAccessKey}`);
      }
      for (const fault of configured.faults) console.log(`fault: ${fault}`);
      console.log(`${options.world === undefined ? 'Public test keys. ' : ''}Stop with Ctrl-C.`);
      await stop;
      await endpoint.close(graceMs);
      finish(exitCodes.ok);
    });
}

type Configured = ReferenceOptions & { readonly world: World; readonly faults: readonly FaultName[] };

/** @throws UsageError or WorldError for options that cannot be used */
function configure(options: ServeOptions): Configured {
  const { host, port, clockOffset } = options;
  if (!loopback.has(host) && options.allowRemote !== true) {
    throw new UsageError(`--host ${host} is not loopback: add --allow-remote to listen there`);
  }
  const world =
    options.world === undefined
      ? inRegion(defaultWorld, options.region)
      : readWorldFile(options.world, options.region);
  return {
    host,
    port,
    world,
    faults: (options.fault ?? []).map(readFault),
    clock: () => new Date(Date.now() + clockOffset * 1000),
    tls: readTls(options),
    stateKey: options.stateKey === undefined ? undefined : readStateKey(options.stateKey),
    onError: (error) => console.error(error),
  };
}

function readTls({ tlsCert, tlsKey }: ServeOptions): ReferenceOptions['tls'] {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new UsageError('--tls-cert and --tls-key go together: one of them is missing');
  }
  const tls = { cert: readUserFile(tlsCert), key: readUserFile(tlsKey) };
  try {
    createSecureContext(tls);
    if (!new X509Certificate(tls.cert).checkPrivateKey(createPrivateKey(tls.key))) {
      throw new RangeError('the key is not the one of the certificate');
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    throw new UsageError(`--tls-cert ${tlsCert} and --tls-key ${tlsKey} cannot be used: ${reason}`);
  }
  return tls;
}

/**
 * A file, never the secret itself: arguments of a process can be read by everyone on the machine, and stay in the history of
 * the shell.
 */
function readStateKey(file: string): Uint8Array {
  const key = readBytes(file);
  if (key.length < leastKeyBytes) {
    throw new UsageError(
      `--state-key ${file} is too short: at least ${leastKeyBytes} bytes, better 32 random ones`,
    );
  }
  return key;
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Whole seconds, ahead or behind, of up to a hundred years. */
function offset(text: string): number {
  const seconds = Number(text);
  if (!/^[+-]?\d+$/u.test(text) || Math.abs(seconds) > 3_155_760_000) {
    throw new InvalidArgumentError('wanted a whole number of seconds, negative for a clock that is behind');
  }
  return seconds;
}

function inRegion(world: World, region: string | undefined): World {
  return region === undefined ? world : { ...world, region };
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
async function stopSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

async function listen(options: ReferenceOptions): ReturnType<typeof startReference> {
  try {
    return await startReference(options);
  } catch (error) {
    if (
      error instanceof Error &&
      'syscall' in error &&
      ['listen', 'getaddrinfo'].includes(String(error.syscall))
    ) {
      throw new UsageError(`cannot listen: ${error.message}`);
    }
    throw error;
  }
}

function readFault(name: string): FaultName {
  const fault = faultNames.find((known) => known === name);
  if (fault === undefined) throw new UsageError(`no fault ${JSON.stringify(name)}: ${faultNames.join(', ')}`);
  return fault;
}

function writeCredentials(file: string, key: AccessKey): void {
  const text = `[default]\naws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n`;
  writeWhole(file, text, 0o600);
}
