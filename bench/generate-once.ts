/**
 * `node generate-once.js MODEL FOLDER`: generates the code of one model into a folder, and writes the seconds of
 * processor time that the whole process has taken.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateFiles } from '../generator/generate.js';
import { readRuntime, writeOutput } from '../generator/output.js';
import { packageRoot } from './paths.js';

const [modelPath, folder] = process.argv.slice(2);
if (modelPath === undefined || folder === undefined) throw new TypeError('wants a model and a folder');
const model = { name: 'model.json', text: await readFile(modelPath, 'utf8') };
const runtime = await readRuntime(join(packageRoot, 'generator/runtime'));
await writeOutput(
  folder,
  generateFiles([model], undefined, { version: '0.0.0', command: 'npm run bench', runtime }),
);

const { user, system } = process.cpuUsage();
process.stdout.write(String((user + system) / 1e6));
