/** Processor time of importing the generated code, beside the official client: a fresh process for every import. */
import { pathToFileURL } from 'node:url';
import { runNode } from './child.js';
import { generatedFile } from './paths.js';
import type { Goal, Row } from './row.js';
import { ratioOf, spreadOf } from './statistics.js';

export async function measureImports({ rounds }: { readonly rounds: number }): Promise<readonly Row[]> {
  const cases = {
    client: generated('client.js'),
    codec: generated('serializers.js', 'deserializers.js', 'validators.js'),
    sdk: ['@aws-sdk/client-sts'],
  };
  const times = { client: [] as number[], codec: [] as number[], sdk: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    for (const name of ['sdk', 'client', 'codec'] as const) {
      const time = await importTime(cases[name]);
      // The first round only brings the files into the cache of the file system.
      if (round >= 0) times[name].push(time);
    }
  }
  const row = (what: string, ours: readonly number[], goal: Goal): Row => ({
    what,
    ours: milliseconds(ours),
    against: 'client-sts',
    peer: milliseconds(times.sdk),
    ratio: ratioOf(ours, times.sdk),
    goal,
  });
  return [
    row('import the client', times.client, { atMost: 0.65 }),
    row('import serializers, deserializers, validators', times.codec, { atMost: 1 / 6 }),
  ];
}

function generated(...names: readonly string[]): readonly string[] {
  return names.map((name) => pathToFileURL(generatedFile(name)).href);
}

/** Milliseconds until all modules are there. */
async function importTime(specifiers: readonly string[]): Promise<number> {
  const imports = specifiers.map((specifier) => `import(${JSON.stringify(specifier)})`);
  const program =
    'const start = process.cpuUsage();' +
    `await Promise.all([${imports.join(', ')}]);` +
    'const { user, system } = process.cpuUsage(start);' +
    'process.stdout.write(String((user + system) / 1000));';
  return Number(await runNode(['--input-type=module', '--eval', program]));
}

function milliseconds(times: readonly number[]): string {
  return `${spreadOf(times).median.toFixed(1)} ms`;
}
