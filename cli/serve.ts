import type { Command } from 'commander';
import { defaultWorld } from '../world/default.js';
import type { AccessKey } from '../world/world.js';
import { type FaultName, faultNames, startReference } from '../reference/index.js';
import { exitCodes, UsageError } from './errors.js';
import { collect, wholeNumber } from './options.js';
import { writeWhole } from './package-files.js';

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly allowRemote?: boolean;
  readonly region?: string;
  readonly fault?: readonly string[];
  readonly credentialsFile?: string;
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

/** `serve`: the reference endpoint in the foreground, until SIGINT or SIGTERM. */
export function addServeCommand(program: Command, finish: (code: number) => void): void {
  program
    .command('serve')
    .description('Start the reference STS endpoint with the built-in world.')
    .option('--port <n>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 4580)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-remote', 'allow a --host that is not loopback')
    .option('--region <name>', 'region that signatures must be scoped to; aws-global is the global endpoint')
    .option('--fault <name>', `be wrong on purpose, repeatable: ${faultNames.join(', ')}`, collect)
    .option('--credentials-file <file>', 'write the keys of the world as a shared AWS credentials file')
    .action(async (options: ServeOptions) => {
      if (!loopback.has(options.host) && options.allowRemote !== true) {
        throw new UsageError(`--host ${options.host} is not loopback: add --allow-remote to listen there`);
      }
      const faults = (options.fault ?? []).map(readFault);
      const world = options.region === undefined ? defaultWorld : { ...defaultWorld, region: options.region };
      const key = world.users.flatMap((user) => user.accessKeys).find(({ active }) => active);
      if (key === undefined) throw new UsageError('the world has no active access key');
      if (options.credentialsFile !== undefined) writeCredentials(options.credentialsFile, key);

      const endpoint = await listen({ world, faults, port: options.port, host: options.host });
      console.log(`Reference STS endpoint: ${endpoint.url}`);
      console.log(
        `AWS_ENDPOINT_URL_STS=${endpoint.url} AWS_REGION=${world.region} AWS_DEFAULT_REGION=${world.region}`,
      );
      console.log(`AWS_ACCESS_KEY_ID=${key.accessKeyId} AWS_SECRET_ACCESS_KEY=${key.secretAccessKey}`);
      for (const fault of faults) console.log(`fault: ${fault}`);
      console.log('Public test keys. Stop with Ctrl-C.');
      await new Promise<void>((resolve) => {
        process.once('SIGINT', () => resolve());
        process.once('SIGTERM', () => resolve());
      });
      await endpoint.close();
      finish(exitCodes.ok);
    });
}

async function listen(options: Parameters<typeof startReference>[0]): ReturnType<typeof startReference> {
  try {
    return await startReference(options);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && error.syscall === 'listen') {
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
