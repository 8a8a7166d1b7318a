/** `npm run generate [-- --check]`: writes generated/ from model/, or says which files are out of date. */
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareOutput, readRuntime, writeOutput } from './output.js';
import { isMissingTsMorph, missingTsMorph } from './peer.js';

const usage = 'usage: npm run generate [-- --check]';

/** Exit code: 0 written or up to date, 1 out of date, 2 a wrong model, wrong usage or no ts-morph. */
async function main(args: readonly string[]): Promise<number> {
  let check: boolean;
  try {
    check = parseArgs({ args: [...args], options: { check: { type: 'boolean', default: false } } }).values
      .check;
  } catch (error) {
    return fail(`${messageOf(error).split('\n')[0] ?? ''}; ${usage}`);
  }
  try {
    const root = await packageRoot();
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    // ts-morph is an optional peer, so nothing that imports it may be loaded before this line.
    const { generateFiles } = await import('./generate.js');
    const read = async (name: string): Promise<{ name: string; text: string }> => {
      return { name, text: await readFile(join(root, name), 'utf8') };
    };
    const files = generateFiles([await read('model/sts.json')], await read('model/errata.json'), {
      version,
      command: 'npm run generate',
      runtime: await readRuntime(join(root, 'generator', 'runtime')),
    });
    const folder = join(root, 'generated');
    const differences = check ? await compareOutput(folder, files) : await writeOutput(folder, files);
    for (const { path, kind } of differences) {
      const verb = check ? kind : kind === 'extra' ? 'removed' : 'wrote';
      process.stdout.write(`${verb} ${relative(process.cwd(), join(folder, path))}\n`);
    }
    if (check && differences.length > 0) return 1;
    process.stdout.write(`${files.size} files are up to date\n`);
    return 0;
  } catch (error) {
    return fail(isMissingTsMorph(error) ? missingTsMorph : messageOf(error));
  }
}

/** The folder of this package: the first one upwards with a package.json. */
async function packageRoot(): Promise<string> {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    try {
      await readFile(join(folder, 'package.json'));
      return folder;
    } catch (error) {
      if (dirname(folder) === folder) throw error;
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
