// Changes one fact of each kind in a copy of the model and expects the command `model diff` to print that difference
// and exit 1, or 2
// where the change leaves the model unsound; an untouched copy must give none and exit 0. Usage: model-facts.mjs WORK_FOLDER
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDifferences } from '../dist/generator/smithy/diff.js';
import { modelMutations, mutateModel } from '../dist/generator/smithy/model-mutations.js';

const file = join(process.argv[2], 'changed.json');
const model = JSON.parse(readFileSync('model/sts.json', 'utf8'));
const cases = [
  { name: 'nothing', model, expected: [] },
  ...modelMutations.map(({ name, expected }) => ({
    name,
    expected: [expected],
    model: mutateModel(model, { name, expected }),
  })),
];

let failures = 0;
for (const { name, model: changed, expected } of cases) {
  writeFileSync(file, JSON.stringify(changed));
  const { status, stdout, stderr } = spawnSync('node', ['dist/cli/main.js', 'model', 'diff', file], {
    encoding: 'utf8',
  });
  const wanted = expected.length === 0 ? 'no difference in facts' : formatDifferences(expected);
  const statuses = expected.length === 0 ? [0] : [1, 2];
  if (statuses.includes(status) && stdout.trim() === wanted.trim()) continue;
  failures += 1;
  console.log(`${name}: exit ${status}\n${stdout}${stderr}wanted:\n${wanted}`);
}
console.log(`${cases.length} copies of the model compared, ${failures} not as expected`);
process.exitCode = failures === 0 ? 0 : 1;
