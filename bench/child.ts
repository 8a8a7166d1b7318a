/** Child processes that are run one after the other. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { packageRoot } from './paths.js';

const run = promisify(execFile);

/** What `node ...args` writes to its standard output. Rejects where it fails. */
export async function runNode(args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, args, { cwd: packageRoot });
  return stdout;
}
