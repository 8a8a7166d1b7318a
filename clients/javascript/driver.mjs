// The AWS SDK for JavaScript v3. Run from anywhere; the SDK is found in the folder that SDK_FOLDER names.
//   driver.mjs cases JOB    one line of JSON per case
//   driver.mjs identity     GetCallerIdentity by the default credential chain
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const require = createRequire(join(process.env.SDK_FOLDER ?? '.', 'package.json'));
const sdk = require('@aws-sdk/client-sts');

/** Clients by endpoint and key, so that connections can be used again. */
const clients = new Map();

function clientFor({ url, region }, credentials) {
  const id = JSON.stringify([url, credentials]);
  const known = clients.get(id);
  if (known !== undefined) return known;
  const client = new sdk.STSClient({ endpoint: url, region, credentials });
  clients.set(id, client);
  return client;
}

function raised(error) {
  const type = error.constructor.name;
  return {
    type,
    code: error.Code ?? error.name,
    status: error.$metadata?.httpStatusCode ?? 0,
    message: error.message,
  };
}

async function runCases(file) {
  const { cases, endpoints } = JSON.parse(readFileSync(file, 'utf8'));
  const issued = new Map();
  for (const { name, operation, input, endpoint, signer, afterSeconds } of cases) {
    if (afterSeconds !== undefined) await sleep(afterSeconds * 1000);
    const client = clientFor(endpoints[endpoint], issued.get(signer.from) ?? signer);
    try {
      const { $metadata, ...output } = await client.send(new sdk[`${operation}Command`](input));
      if ($metadata.requestId === undefined) throw new Error('no request id');
      const { AccessKeyId, SecretAccessKey, SessionToken } = output.Credentials ?? {};
      issued.set(name, {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      });
      console.log(JSON.stringify({ name, output }));
    } catch (error) {
      console.log(JSON.stringify({ name, error: raised(error) }));
    }
  }
  for (const client of clients.values()) client.destroy();
}

async function printIdentity() {
  const { $metadata, ...output } = await new sdk.STSClient({}).send(new sdk.GetCallerIdentityCommand({}));
  console.log(JSON.stringify(output));
  return $metadata;
}

const [mode, job] = process.argv.slice(2);
await (mode === 'identity' ? printIdentity() : runCases(job));
