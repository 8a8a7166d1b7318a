/**
 * `npm run test:clients [-- aws-cli boto3 javascript go]`: real clients against `serve`. Clients are installed from their
 * registries into CLIENTS_HOME (a cache folder of the project without it); CLIENTS_VENV names a Python environment that has
 * awscli and boto3 already.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { clientNames, install } from './clients.js';
import { runClient } from './suite.js';

const home = resolve(process.env['CLIENTS_HOME'] ?? 'node_modules/.cache/sts-clients');
const venv = process.env['CLIENTS_VENV'];
const places = { sources: resolve('clients'), home, venv: venv === undefined ? undefined : resolve(venv) };
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !clientNames.some((known) => known === name));
if (unknown.length > 0) throw new Error(`no client ${unknown.join(', ')}: ${clientNames.join(', ')}`);

mkdirSync(home, { recursive: true });
let passed = 0;
let failed = 0;
for (const name of clientNames.filter((known) => asked.length === 0 || asked.includes(known))) {
  const began = performance.now();
  const client = install(name, places);
  const installed = performance.now();
  const tally = await runClient(client, resolve('dist/cli/main.js'));
  for (const failure of tally.failures) console.log(`not ok  ${name}: ${failure}`);
  const seconds = ((performance.now() - installed) / 1000).toFixed(1);
  const before = ((installed - began) / 1000).toFixed(1);
  console.log(
    `${name}: ${tally.passed} passed, ${tally.failed} failed, ${seconds}s (installed in ${before}s)`,
  );
  passed += tally.passed;
  failed += tally.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
