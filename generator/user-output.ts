/** The output in a folder that is not ours alone: nothing that somebody else wrote is overwritten or removed. */
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { isGenerated } from './header.js';
import type { Difference } from './output.js';

export interface OutputPlan {
  /** What is missing, stale, or generated but no longer wanted, by path. */
  readonly differences: readonly Difference[];
  /** Paths that would have to be written, where there is something that was not generated. */
  readonly foreign: readonly string[];
}

/**
 * What would have to change for the folder to hold `files`. Only the places of our own files are looked at: the
 * folder itself and `runtime/` below it; what is there without our header is left alone.
 */
export async function planOutput(folder: string, files: ReadonlyMap<string, string>): Promise<OutputPlan> {
  const differences: Difference[] = [];
  const foreign: string[] = [];
  for (const [path, text] of files) {
    const present = await readIfThere(join(folder, path));
    if (present === undefined) differences.push({ path, kind: 'missing' });
    else if (present === text) continue;
    else if (isGenerated(present)) differences.push({ path, kind: 'stale' });
    else foreign.push(path);
  }
  for (const path of await ownPlaces(folder)) {
    if (files.has(path)) continue;
    if (isGenerated((await readIfThere(join(folder, path))) ?? '')) differences.push({ path, kind: 'extra' });
  }
  return { differences: differences.sort((a, b) => (a.path < b.path ? -1 : 1)), foreign };
}

/** Makes the changes of a plan. Each file is replaced whole; folders that are empty then are removed. */
export async function applyPlan(
  folder: string,
  files: ReadonlyMap<string, string>,
  { differences }: OutputPlan,
): Promise<void> {
  for (const { path, kind } of differences) {
    const target = join(folder, path);
    if (kind === 'extra') {
      await rm(target);
      await removeIfEmpty(dirname(target), folder);
    } else {
      await mkdir(dirname(target), { recursive: true });
      const unfinished = `${target}.${process.pid}.tmp`;
      await writeFile(unfinished, files.get(path) ?? '');
      await rename(unfinished, target);
    }
  }
}

async function ownPlaces(folder: string): Promise<readonly string[]> {
  const here = await entriesOf(folder, false);
  const runtime = await entriesOf(join(folder, 'runtime'), true);
  return [...here, ...runtime.map((path) => `runtime/${path}`)].filter((path) => path.endsWith('.ts'));
}

async function entriesOf(folder: string, recursive: boolean): Promise<readonly string[]> {
  const entries = await unlessMissing(readdir(folder, { recursive, withFileTypes: true }));
  return (entries ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function readIfThere(path: string): Promise<string | undefined> {
  return unlessMissing(readFile(path, 'utf8'));
}

async function unlessMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function removeIfEmpty(path: string, top: string): Promise<void> {
  for (let folder = path; folder !== top && folder.startsWith(top); folder = dirname(folder)) {
    if ((await readdir(folder)).length > 0) return;
    await rmdir(folder);
  }
}
