/** Servers under measurement, each in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface ServerProcess {
  readonly url: string;
  /** Resident memory in bytes, as Linux tells it. */
  readonly residentBytes: () => number;
  stop(): Promise<void>;
}

/**
 * @param args of node; the process must print its address, `http://...`, and end on SIGTERM
 * @throws Error where it ends without having printed one
 */
export async function startProcess(args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const { pid } = child;
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/[\w.:]+/u.exec(line)?.[0];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      residentBytes: () => {
        const kilobytes = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return Number(kilobytes) * 1024;
      },
      async stop() {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error(`${args.join(' ')} ended without an address`);
}
