#!/usr/bin/env node
/** The command `sts-conformance`: one file per subcommand beside this one. */
import { readFileSync, writeSync } from 'node:fs';
import { Command } from 'commander';
import { addCompareCommand } from './compare.js';
import { exitCodes, explain } from './errors.js';
import { addExpectationsCommand } from './expectations.js';
import { addGenerateCommand } from './generate.js';
import { addListCommand } from './list.js';
import { addModelCommand } from './model.js';
import { addProtocolTestCommand } from './protocol-test.js';
import { addReplayCommand } from './replay.js';
import { addRunCommand } from './run.js';
import { addServeCommand } from './serve.js';

const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** Builds the command tree; every action answers with its exit code through `finish`. */
function buildProgram(finish: (code: number) => void): Command {
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : '';
  const program = new Command('sts-conformance')
    .description('Decides whether an STS endpoint is what it claims to be.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(see sts-conformance --help)')
    .addHelpText(
      'after',
      '\nExit codes: 0 conformant, 1 findings or differences, 2 wrong usage or configuration,\n' +
        '3 incomplete (target unreachable or died), 4 an error of the suite itself, 130 interrupted.',
    );
  addRunCommand(program, finish);
  addReplayCommand(program, finish);
  addExpectationsCommand(program, finish);
  addCompareCommand(program, finish);
  addListCommand(program, finish);
  addServeCommand(program, finish);
  addModelCommand(program, finish);
  addProtocolTestCommand(program, finish);
  addGenerateCommand(program, finish);
  return program;
}

// Whoever reads may stop reading: the verdict and the files do not depend on it. A disk that is full is another matter.
let unwritten: string | undefined;
process.stderr.on('error', () => undefined);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') unwritten = error.message;
});
process.once('exit', () => {
  if (unwritten === undefined) return;
  process.exitCode = exitCodes.usage;
  writeSync(2, `sts-conformance: cannot write to standard output: ${unwritten}\n`);
});

try {
  await buildProgram((code) => (process.exitCode = code)).parseAsync();
} catch (error) {
  process.exitCode = explain(error, (line) => console.error(line));
}
