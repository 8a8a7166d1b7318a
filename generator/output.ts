/** The output folder: what is in it, how it differs from what was generated, and writing it whole. */
import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { mergeCore } from './merge-core.js';

export interface Difference {
  readonly path: string;
  readonly kind: 'missing' | 'stale' | 'extra';
}

/** How the folder differs from `files`, by path. A folder that does not exist is missing every file. */
export async function compareOutput(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<readonly Difference[]> {
  const present = new Set(await filesBelow(folder));
  const differences: Difference[] = [];
  for (const [path, text] of files) {
    if (!present.has(path)) differences.push({ path, kind: 'missing' });
    else if ((await readFile(join(folder, path), 'utf8')) !== text) differences.push({ path, kind: 'stale' });
  }
  for (const path of present) if (!files.has(path)) differences.push({ path, kind: 'extra' });
  return differences.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Brings the folder to exactly `files` and returns what was different; files that are up to date are not touched. */
export async function writeOutput(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<readonly Difference[]> {
  const differences = await compareOutput(folder, files);
  for (const { path, kind } of differences) {
    const target = join(folder, path);
    if (kind === 'extra') await rm(target);
    else {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, files.get(path) ?? '');
    }
  }
  await removeEmptyFolders(folder);
  return differences;
}

/** Texts of the hand-written runtime by path, tests left out, its core merged into one file. `folder` is `generator/runtime` of this package. */
export async function readRuntime(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = (await filesBelow(folder)).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
  const texts = await Promise.all(
    paths.map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const),
  );
  return mergeCore(new Map(texts));
}

/** Paths of all files below a folder, with `/`, sorted; none where the folder does not exist. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function removeEmptyFolders(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  // Deepest first, so that a folder that held only empty folders goes too.
  for (const path of folders.sort((a, b) => b.length - a.length)) {
    if ((await readdir(path)).length === 0) await rmdir(path);
  }
}
