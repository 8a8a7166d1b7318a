import type { Command } from 'commander';
import { diffModels, formatDifferences } from '../generator/smithy/diff.js';
import { formatModel, importModel } from '../generator/smithy/import.js';
import { parseModelDocument } from '../generator/smithy/model-document.js';
import { type ModelFile, readModel } from '../generator/smithy/read.js';
import { exitCodes } from './errors.js';
import { packageFile, readUserFile, writeWhole } from './package-files.js';

/** `model diff` and `model import`: what happens when a new revision of the model is published. */
export function addModelCommand(program: Command, finish: (code: number) => void): void {
  const model = program.command('model').description('Compare our model with another revision of it.');
  const ours = ['--model <file>', 'our model', packageFile('model/sts.json')] as const;

  model
    .command('diff')
    .description('Print every difference in facts between our model and OTHER, shape by shape.')
    .argument('<other>', 'Smithy JSON AST of another revision')
    .option(...ours)
    .option('--json', 'print JSON')
    .action((other: string, options: { model: string; json?: boolean }) => {
      const theirs = readUserModel(other);
      const differences = diffModels(
        parseModelDocument(readUserModel(options.model)),
        parseModelDocument(theirs),
      );
      if (options.json === true) console.log(JSON.stringify(differences, undefined, 2));
      else console.log(differences.length === 0 ? 'no difference in facts' : formatDifferences(differences));
      // An unsound revision is compared all the same; that it is unsound is said after it, and decides the exit code.
      readModel([theirs]);
      finish(differences.length === 0 ? exitCodes.ok : exitCodes.difference);
    });

  model
    .command('import')
    .description('Take over the facts of OTHER, keep our documentation, list what has none yet.')
    .argument('<other>', 'Smithy JSON AST of another revision')
    .option(...ours)
    .option('--out <file>', 'where the merged model goes (default: over our model)')
    .action((other: string, options: { model: string; out?: string }) => {
      const theirs = readUserModel(other);
      readModel([theirs]);
      const imported = importModel(
        parseModelDocument(readUserModel(options.model)),
        parseModelDocument(theirs),
      );
      const { differences, undocumented } = imported;
      const out = options.out ?? options.model;
      writeWhole(out, formatModel(imported.model));
      if (differences.length > 0) console.log(formatDifferences(differences));
      console.log(`${out}: ${differences.length} differences taken over`);
      if (undocumented.length > 0) console.log(`without documentation (${undocumented.length}):`);
      for (const id of undocumented) console.log(`  ${id}`);
      finish(exitCodes.ok);
    });
}

function readUserModel(name: string): ModelFile {
  return { name, text: readUserFile(name) };
}
