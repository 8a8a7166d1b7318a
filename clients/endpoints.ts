/** `serve` as a process of its own, on a free loopback port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ServedEndpoint {
  readonly url: string;
  /** Asks the process to end and waits until it has; an exit code other than 0 is an error. */
  stop(): Promise<void>;
}

/**
 * @param cli path of the built `cli/main.js`
 * @throws Error where the process ends before it says its address
 */
export async function serve(cli: string, options: readonly string[]): Promise<ServedEndpoint> {
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await address(child);
  return {
    url,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await ended) as [number | null];
      if (code !== 0) throw new Error(`the endpoint ended with exit code ${code}`);
    },
  };
}

async function address(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the endpoint has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Reference STS endpoint: (http:\S+)$/u.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return url;
  }
  throw new Error('the endpoint ended before it listened');
}
