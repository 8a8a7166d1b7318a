/** Files that the package ships beside its code, and files that a user names. */
import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UsageError } from './errors.js';

/** Absolute path of a file of the package, given from its root. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/**
 * Text of a file that the user named.
 *
 * @throws UsageError naming the file when it cannot be read
 */
export function readUserFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Writes a file whole or not at all: beside it first, then in its place. A link is followed; a device or a pipe is
 * written to and never replaced.
 *
 * @throws UsageError naming the file when it cannot be written
 */
export function writeWhole(path: string, text: string, mode = 0o644): void {
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there === undefined || there.isFile()) {
      replaceFile(there === undefined ? path : realpathSync(path), text, mode);
    } else writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function replaceFile(path: string, text: string, mode: number): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text, { mode });
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/**
 * Makes a folder that files can be written into, unless it is there.
 *
 * @throws UsageError naming the folder when that is impossible
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new UsageError(
      `cannot write in ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
