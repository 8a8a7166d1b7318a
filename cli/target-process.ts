/** Starts the command that brings up a target, waits until the target answers, and stops what was started. */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { UsageError } from './errors.js';

/** Time a target gets to finish after SIGTERM before it is killed. */
const graceMs = 5_000;
const pollMs = 100;

export interface TargetProcess {
  /** Resolves when the command has ended by itself, with what it said of its end. */
  readonly ended: Promise<string>;
  /** Stops the command and everything it started; resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts `command` in a process group of its own. Its output goes to stderr, so that a report on stdout stays clean.
 *
 * @throws UsageError when the command cannot be started
 */
export async function startTargetProcess(command: readonly string[]): Promise<TargetProcess> {
  const [file, ...args] = command;
  if (file === undefined) throw new UsageError('nothing after --: wanted the command that starts the target');
  const child = spawn(file, args, { stdio: ['ignore', 2, 2], detached: true });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : signal));
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new UsageError(`cannot start ${file}: ${error.message}`)));
  });
  return {
    ended,
    async stop() {
      signalGroup(child.pid, 'SIGTERM');
      const gone = await Promise.race([ended.then(() => true), sleep(graceMs, false, { ref: false })]);
      if (!gone) {
        signalGroup(child.pid, 'SIGKILL');
        await ended;
      }
    },
  };
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: the whole group has already gone.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Waits until anything that speaks HTTP answers at `endpoint`; what it answers does not matter.
 *
 * @returns true when it answered, false when `waitMs` went by, `signal` fired or `ended` came first
 */
export async function waitForAnswer(
  endpoint: URL,
  waitMs: number,
  signal: AbortSignal,
  ended?: Promise<string>,
): Promise<boolean> {
  const over = ended?.then(() => true) ?? new Promise<never>(() => undefined);
  const deadline = Date.now() + waitMs;
  while (!signal.aborted && Date.now() < deadline) {
    if (await answers(endpoint)) return true;
    if (await Promise.race([over, sleep(pollMs, false)])) return false;
  }
  return false;
}

async function answers(endpoint: URL): Promise<boolean> {
  try {
    const answer = await request(endpoint, { method: 'GET', headersTimeout: 2_000, bodyTimeout: 2_000 });
    await answer.body.dump();
    return true;
  } catch (error) {
    // A certificate that we do not trust, or bytes that are not HTTP, still come from somebody who is there.
    return error instanceof Error && 'code' in error && /CERT|SSL|TLS|HPE|PARSE/.test(String(error.code));
  }
}
