import { basename } from 'node:path';
import type { Command } from 'commander';
import type { OutputPlan } from '../generator/user-output.js';
import { exitCodes, UsageError } from './errors.js';
import { packageFile, readUserFile } from './package-files.js';

export interface GenerateCommandOptions {
  readonly model: readonly string[];
  readonly out: string;
  readonly service?: string;
  readonly errata?: string;
  readonly check?: boolean;
  readonly dryRun?: boolean;
  readonly watch?: boolean;
}

/** `generate`: write typed code for any service that speaks awsQuery. */
export function addGenerateCommand(program: Command, finish: (code: number) => void): void {
  program
    .command('generate')
    .description('Generate TypeScript for a service that speaks awsQuery, from its Smithy JSON AST.')
    .requiredOption('--model <file>', 'Smithy JSON AST, repeatable: several files are merged', addFile)
    .requiredOption('--out <folder>', 'where the code goes; files that were not generated stay as they are')
    .option('--service <id>', 'the service, where the model has several that speak awsQuery')
    .option('--errata <file>', 'where the live service departs from its model')
    .option('--check', 'write nothing; exit 1 where the folder is not up to date')
    .option('--dry-run', 'write nothing; say what would change')
    .option('--watch', 'generate again whenever a model changes, until interrupted')
    .addHelpText(
      'after',
      '\nExit codes: 0 up to date or written, 1 --check found differences, 2 wrong usage, a wrong model, or a\n' +
        'folder that cannot be used. Needs ts-morph beside this package.',
    )
    .action(async (options: GenerateCommandOptions) => {
      const chosen = [options.check, options.dryRun, options.watch].filter((flag) => flag === true);
      if (chosen.length > 1) throw new UsageError('--check, --dry-run and --watch exclude each other');
      if (options.watch !== true) finish(await generateOnce(options));
      else {
        const { watchFiles } = await import('./watch.js');
        const inputs = [...options.model, ...(options.errata === undefined ? [] : [options.errata])];
        await watchFiles(inputs, () => generateOnce(options));
        finish(exitCodes.ok);
      }
    });
}

/** A name of a file may hold anything, commas too. */
function addFile(file: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), file];
}

async function generateOnce(options: GenerateCommandOptions): Promise<number> {
  const generator = await loadGenerator();
  const { files, capped } = generator.generateCode(
    options.model.map(readModelFile),
    options.errata === undefined ? undefined : readModelFile(options.errata),
    {
      version: packageVersion(),
      command: 'npx sts-conformance generate',
      runtime: await generator.readRuntime(packageFile('generator/runtime')),
      service: options.service,
    },
  );
  for (const { shape, reason } of capped) console.error(`pattern of ${shape} ${reason}`);
  const plan = await usable(options.out, generator.planOutput(options.out, files));
  if (plan.foreign.length > 0) {
    const paths = plan.foreign.map((path) => `${options.out}/${path}`).join(', ');
    throw new UsageError(`refusing to overwrite what was not generated: ${paths}`);
  }
  const isWriting = options.check !== true && options.dryRun !== true;
  if (isWriting) await usable(options.out, generator.applyPlan(options.out, files, plan));
  for (const line of describe(plan, options)) console.log(line);
  const count = plan.differences.length;
  if (isWriting || count === 0) console.log(`${files.size} files are up to date`);
  else console.log(`${count} of ${files.size} files ${options.check === true ? 'differ' : 'would change'}`);
  return options.check === true && count > 0 ? exitCodes.difference : exitCodes.ok;
}

/** A file under its name alone: headers and messages are the same wherever it lies. */
function readModelFile(file: string): { name: string; text: string } {
  return { name: basename(file), text: readUserFile(file) };
}

function describe({ differences }: OutputPlan, { out, check, dryRun }: GenerateCommandOptions): string[] {
  return differences.map(({ path, kind }) => {
    const done = kind === 'extra' ? 'removed' : 'wrote';
    const planned = kind === 'extra' ? 'would remove' : 'would write';
    return `${check === true ? kind : dryRun === true ? planned : done} ${out}/${path}`;
  });
}

/** Says which folder it was where the file system refuses. */
async function usable<Value>(folder: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw new UsageError(`cannot use ${folder}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readUserFile(packageFile('package.json')));
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest ? String(manifest.version) : '';
}

/** Loaded when needed: the generator is slow to load, and ts-morph, which it needs, is an optional peer. */
async function loadGenerator() {
  const { isMissingTsMorph, missingTsMorph } = await import('../generator/peer.js');
  try {
    const { generateCode } = await import('../generator/generate.js');
    const { readRuntime } = await import('../generator/output.js');
    const { applyPlan, planOutput } = await import('../generator/user-output.js');
    return { generateCode, readRuntime, applyPlan, planOutput };
  } catch (error) {
    throw isMissingTsMorph(error) ? new UsageError(missingTsMorph) : error;
  }
}
