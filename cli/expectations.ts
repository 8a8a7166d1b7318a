import type { Command } from 'commander';
import { formatExpectations, type Expectations } from '../conformance/expectations/expectations.js';
import { reportSchema, type Report } from '../conformance/report/report.js';
import type { Check } from '../conformance/check.js';
import { exitCodes, UsageError } from './errors.js';
import { readUserFile, writeWhole } from './package-files.js';

interface WriteOptions {
  readonly out?: string;
  readonly keep?: string;
  readonly about?: string;
}

interface PruneOptions {
  readonly report: string;
  readonly out?: string;
}

/** `expectations write`, `prune` and `explain`: the files that `run --expectations` takes. */
export function addExpectationsCommand(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('expectations')
    .description('Write, prune and explain files of known failures for run --expectations.');

  command
    .command('write')
    .description('Make a file from a JSON report. Its reasons are empty, and refused until you write them.')
    .argument('<report>', 'JSON report of a run')
    .option('--out <file>', 'where it goes (default: standard output)')
    .option('--keep <file>', 'an earlier file, whose reasons, tickets and dates are kept')
    .option('--about <text>', 'the endpoint and its version')
    .action(async (file: string, options: WriteOptions) => {
      const { buildExpectations } = await import('../conformance/expectations/write.js');
      const { keep, about } = options;
      const earlier = keep === undefined ? undefined : (await readUnwritten(keep)).expectations;
      const built = buildExpectations(readReport(file), earlier);
      const text = formatExpectations(about === undefined ? built : { ...built, about });
      if (options.out === undefined) process.stdout.write(text);
      else writeWhole(options.out, text);
      const unwritten = built.entries.filter(({ reason }) => reason === '').length;
      console.error(`${built.entries.length} entries, ${unwritten} of them without a reason yet`);
      finish(exitCodes.ok);
    });

  command
    .command('prune')
    .description('Take out what a report shows to be no longer so. Reasons are kept.')
    .argument('<file>', 'file of expectations')
    .requiredOption('--report <report>', 'JSON report of a run')
    .option('--out <file>', 'where the result goes (default: over the file)')
    .action(async (file: string, options: PruneOptions) => {
      const { pruneExpectations } = await import('../conformance/expectations/prune.js');
      const { expectations } = await readUnwritten(file);
      const pruned = pruneExpectations(expectations, readReport(options.report));
      writeWhole(options.out ?? file, formatExpectations(pruned.expectations));
      for (const name of pruned.removed) console.log(name);
      console.log(`${pruned.removed.length} removed`);
      finish(exitCodes.ok);
    });

  command
    .command('explain')
    .description('Print what is expected to fail, why, and which requirements are missed.')
    .argument('<file>', 'file of expectations')
    .argument('[id]', 'only entries about this check or operation')
    .action(async (file: string, id: string | undefined) => {
      const { explainExpectations } = await import('../conformance/expectations/explain.js');
      const { expectations, checks } = await readUnwritten(file);
      for (const line of explainExpectations(expectations, checks, id)) console.log(line);
      finish(exitCodes.ok);
    });
}

interface Unwritten {
  readonly expectations: Expectations;
  readonly checks: readonly Check[];
}

/** A file in which reasons may still be missing. The suite is slow to load, so it is loaded here. */
async function readUnwritten(file: string): Promise<Unwritten> {
  const [{ buildCatalogue }, { readExpectations }] = await Promise.all([
    import('../conformance/checks/catalogue.js'),
    import('../conformance/expectations/read.js'),
  ]);
  const { checks } = buildCatalogue();
  return {
    expectations: readExpectations(readUserFile(file), { file, checks, allowUnwritten: true }),
    checks,
  };
}

/** A report of this suite; that it is one is all that is looked at. */
function readReport(file: string): Report {
  let data: unknown;
  try {
    data = JSON.parse(readUserFile(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof data !== 'object' || data === null || !('schema' in data) || data.schema !== reportSchema) {
    throw new UsageError(`${file} is no report of this suite: wanted "schema": "${reportSchema}"`);
  }
  return data as Report;
}
