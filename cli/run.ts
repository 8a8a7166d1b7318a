import type { Command } from 'commander';
import { Option } from 'commander';
import type { RunOptions } from './judge.js';
import { addTargetOptions, collect, operationNames, seconds, shrinkPath, wholeNumber } from './options.js';
import { reportFormats } from './report-formats.js';

/** `run`: judge an endpoint, by default the embedded one, and say so in the exit code. */
export function addRunCommand(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('run')
    .description('Judge an STS endpoint; without --endpoint the embedded reference endpoint.');
  addTargetOptions(command)
    .argument('[command...]', 'after --: a command that starts the target; it is stopped at the end')
    .option('--only <pattern>', 'only checks whose id matches, repeatable; * stands for anything', collect)
    .option('--operations <list>', 'only checks of these operations, with commas between', collect)
    .option(
      '--seed <n>',
      'seed of the random phase (default: drawn and printed)',
      wholeNumber(0, 2 ** 31 - 1),
    )
    .option(
      '--path <path>',
      'with --seed and --only of one check: the value that a run found there',
      shrinkPath,
    )
    .option(
      '--runs <n>',
      'random cases for each check; 0 leaves the random phase out',
      wholeNumber(0, 10_000),
      10,
    )
    .option('--concurrency <n>', 'requests under way at once', wholeNumber(1, 256), 8)
    .option('--rate <n>', 'requests a second at most', wholeNumber(1, 100_000))
    .option('--timeout <s>', 'seconds that one request may take', seconds(3_600), 10)
    .option('--wait <s>', 'seconds to wait for the endpoint to come up', seconds(3_600))
    .addOption(
      new Option('--fail-on <level>', 'lowest level of a finding that fails the run')
        .choices(['must', 'should', 'may'])
        .default('must'),
    )
    .option('--cases <folder>', 'write a file for each finding, for `replay`')
    .option('--expectations <file>', 'known failures, which do not fail the run; see `expectations write`')
    .option(
      '--require-operations [list]',
      'fail when an operation is unsupported: these, with commas between, or any',
      operationNames,
    )
    .option(
      '--report <format=file>',
      `write a report, repeatable; ${reportFormats.join(', ')}; FILE - is standard output`,
      collect,
    )
    .action(async (command: readonly string[], options: RunOptions) => {
      const interrupt = new AbortController();
      const onSignal = (): void => interrupt.abort();
      process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
      try {
        // Loaded when needed: the suite and its HTTP client are slow to load, and no other command owes that.
        const { judge } = await import('./judge.js');
        finish(await judge(command, options, interrupt.signal));
      } finally {
        process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
      }
    });
}
