/** Processor time of generating per operation, for models of different sizes, and as one whole process. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateFiles } from '../generator/generate.js';
import { readRuntime } from '../generator/output.js';
import { readModel } from '../generator/smithy/read.js';
import type { ModelFile } from '../generator/smithy/read.js';
import { runNode } from './child.js';
import { packageRoot } from './paths.js';
import type { Row } from './row.js';
import { processorMs, ratioOf, spreadOf } from './statistics.js';
import { syntheticModel } from './synthetic-model.js';

interface Case {
  readonly model: ModelFile;
  readonly operations: number;
  /** Milliseconds per operation, one number a round. */
  readonly times: number[];
}

const small = 11;
const large = 176;

/** `paths` are further models, published ones for example. */
export async function measureGeneration({
  rounds,
  paths,
}: {
  readonly rounds: number;
  readonly paths: readonly string[];
}): Promise<readonly Row[]> {
  const sts = { name: 'sts.json', text: await readFile(join(packageRoot, 'model/sts.json'), 'utf8') };
  const further = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), text: await readFile(path, 'utf8') })),
  );
  const smallest = caseOf({ name: `synthetic, ${small} operations`, text: syntheticModel(small) });
  const largest = caseOf({ name: `synthetic, ${large} operations`, text: syntheticModel(large) });
  const cases = [smallest, largest, ...[sts, ...further].map(caseOf)];
  const runtime = await readRuntime(join(packageRoot, 'generator/runtime'));
  for (let round = -1; round < rounds; round++) {
    for (const { model, operations, times } of cases) {
      globalThis.gc?.();
      // As many operations for every model, so that the compiler of JavaScript gets to know all of them as well.
      const repeats = Math.ceil(large / operations);
      const start = process.cpuUsage();
      for (let repeat = 0; repeat < repeats; repeat++) {
        generateFiles([model], undefined, { version: '0.0.0', command: 'npm run bench', runtime });
      }
      if (round >= 0) times.push(processorMs(start) / (repeats * operations));
    }
  }
  return [
    {
      what: `generate, time per operation, ${large} operations`,
      ours: perOperation(largest),
      against: `${small} operations`,
      peer: perOperation(smallest),
      ratio: ratioOf(largest.times, smallest.times),
      goal: { atMost: 1.5 },
    },
    ...cases.slice(2).map((one) => ({
      what: `generate ${one.model.name}, ${one.operations} operations`,
      ours: perOperation(one),
      against: `synthetic, ${small} operations`,
      peer: perOperation(smallest),
      ratio: ratioOf(one.times, smallest.times),
    })),
    ...(await processRows([largest, ...cases.slice(3)], Math.min(rounds, 5))),
  ];
}

function caseOf(model: ModelFile): Case {
  return { model, operations: operationCount(model), times: [] };
}

function operationCount(model: ModelFile): number {
  return [...readModel([model]).shapes.values()].filter(({ type }) => type === 'operation').length;
}

/** Reading, generating and writing, each in a process of its own that starts with loading ts-morph. */
async function processRows(cases: readonly Case[], rounds: number): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sts-conformance-bench-'));
  const program = fileURLToPath(new URL('generate-once.js', import.meta.url));
  const rows: Row[] = [];
  try {
    for (const { model, operations } of cases) {
      const file = join(folder, 'model.json');
      await writeFile(file, model.text);
      const seconds: number[] = [];
      for (let round = 0; round < rounds; round++) {
        seconds.push(Number(await runNode([program, file, join(folder, `out-${round}`)])));
      }
      const spread = spreadOf(seconds);
      rows.push({
        what: `generate ${model.name}, as one process`,
        ours: `${spread.median.toFixed(2)} s`,
        against: `5 s, ${operations} operations`,
        peer: '',
        ratio: spread,
        goal: { atMost: 5 },
      });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return rows;
}

function perOperation({ times }: Case): string {
  return `${spreadOf(times).median.toFixed(2)} ms`;
}
