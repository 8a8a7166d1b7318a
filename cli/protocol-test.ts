import type { Command } from 'commander';
import { readRuntime } from '../generator/output.js';
import type { formatReport } from '../generator/protocol-tests/report.js';
import type { runProtocolTests } from '../generator/protocol-tests/run.js';
import { exitCodes, UsageError } from './errors.js';
import { packageFile, readUserFile } from './package-files.js';

interface ProtocolTestCommandOptions {
  readonly model: readonly string[];
  readonly service?: string;
  readonly json?: boolean;
}

/** `protocol-test`: run the protocol tests that a model carries against the code that is generated from it. */
export function addProtocolTestCommand(program: Command, finish: (code: number) => void): void {
  program
    .command('protocol-test')
    .description('Run the httpRequestTests and httpResponseTests of a model against code generated from it.')
    .requiredOption('--model <file>', 'Smithy JSON AST, repeatable: several files are merged', addFile)
    .option('--service <id>', 'the service, where the model has several that speak awsQuery')
    .option('--json', 'print JSON')
    .action(async ({ model, service, json }: ProtocolTestCommandOptions) => {
      const files = model.map((name) => ({ name, text: readUserFile(name) }));
      const { runProtocolTests, formatReport } = await loadRunner();
      const runtime = await readRuntime(packageFile('generator/runtime'));
      const report = await runProtocolTests(files, { runtime, service });
      if (report.results.length === 0) throw new UsageError('the model has no protocol tests');
      if (json === true) console.log(JSON.stringify(report, undefined, 2));
      else for (const line of formatReport(report)) console.log(line);
      finish(report.counts.failed > 0 ? exitCodes.difference : exitCodes.ok);
    });
}

/** A name of a file may hold anything, commas too. */
function addFile(file: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), file];
}

interface Runner {
  readonly runProtocolTests: typeof runProtocolTests;
  readonly formatReport: typeof formatReport;
}

/** Loaded when needed: the generator is slow to load, and ts-morph, which it needs, is an optional peer. */
async function loadRunner(): Promise<Runner> {
  try {
    const { runProtocolTests } = await import('../generator/protocol-tests/run.js');
    const { formatReport } = await import('../generator/protocol-tests/report.js');
    return { runProtocolTests, formatReport };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
      if (error.message.includes("'ts-morph'")) {
        throw new UsageError('protocol-test needs ts-morph, which is not installed: npm install ts-morph');
      }
    }
    throw error;
  }
}
