/** Runs something again whenever a file changes, until the process is interrupted. */
import { watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { explain, UsageError } from './errors.js';

/** Editors write a file in several steps: what comes within this time is one change. */
const settleMilliseconds = 150;

/**
 * Runs `work` now and after every change of one of the files, never twice at once; an error is printed, and the next
 * change tries again. Ends with SIGINT or SIGTERM.
 *
 * @throws UsageError for a folder that cannot be watched
 */
export async function watchFiles(files: readonly string[], work: () => Promise<unknown>): Promise<void> {
  let running = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const run = (): void => {
    running = running.then(async () => {
      try {
        await work();
      } catch (error) {
        explain(error, (line) => console.error(line));
      }
      console.log(`watching ${files.join(', ')}`);
    });
  };
  // Folders, not files: a file that is replaced would no longer be the one that is watched.
  const paths = files.map((file) => resolve(file));
  const watchers = [...new Set(paths.map((path) => dirname(path)))].map((folder) => {
    const wanted = new Set(paths.filter((path) => dirname(path) === folder).map((path) => basename(path)));
    try {
      return watch(folder, (_event, name) => {
        if (name !== null && !wanted.has(name)) return;
        clearTimeout(timer);
        timer = setTimeout(run, settleMilliseconds);
      });
    } catch (error) {
      throw new UsageError(
        `cannot watch ${folder}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  });
  run();
  await new Promise<void>((resolveEnd) => {
    process.once('SIGINT', resolveEnd).once('SIGTERM', resolveEnd);
  });
  clearTimeout(timer);
  for (const watcher of watchers) watcher.close();
  await running;
}
