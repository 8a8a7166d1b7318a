/** `npm run bench [-- --only GROUP,...] [--rounds N] [--model FILE ...]`: prints what is measured beside its peers. */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureBundles } from './bundle-size.js';
import { measureDeserializers, measureSerializers } from './codec-speed.js';
import { measureGeneration } from './generation.js';
import { measureImports } from './import-time.js';
import { countGoals, printRows } from './row.js';
import type { Row } from './row.js';
import { measureValidators } from './validation.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '15' },
    model: { type: 'string', multiple: true, default: [] },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError('--rounds wants a whole number above 0');

const timing = { rounds, roundMs: 200 };
const groups: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  serialize: () => measureSerializers(timing),
  deserialize: () => measureDeserializers(timing),
  validate: () => measureValidators(timing),
  import: () => measureImports({ rounds }),
  bundle: () => measureBundles(),
  generate: () => measureGeneration({ rounds: Math.min(rounds, 7), paths: values.model }),
};
const wanted = values.only?.split(',') ?? Object.keys(groups);
const unknown = wanted.filter((name) => !(name in groups));
if (unknown.length > 0) {
  throw new RangeError(`no group ${unknown.join(', ')}; there are ${Object.keys(groups).join(', ')}`);
}

const rows: Row[] = [];
for (const name of wanted) {
  process.stderr.write(`${name} ...\n`);
  rows.push(...((await groups[name]?.()) ?? []));
}
const { goals, missed } = countGoals(rows);
process.stdout.write(
  `Node ${process.version}, ${cpus().length} cores, ${rounds} rounds, medians\n\n${printRows(rows)}\n\n` +
    `${goals} goals, ${missed} missed\n`,
);
