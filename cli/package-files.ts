/** Files that the package ships beside its code, and files that a user names. */
import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
 * Writes a file whole or not at all: beside it first, then in its place.
 *
 * @throws UsageError naming the file when it cannot be written
 */
export function writeWhole(path: string, text: string, mode = 0o644): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text, { mode });
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new UsageError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
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
