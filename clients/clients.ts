/** The clients: how each is installed, started, and how it names what it raises. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ClientManners } from './judge.js';

export const clientNames = ['aws-cli', 'boto3', 'javascript', 'go'] as const;
export type ClientName = (typeof clientNames)[number];

export interface InstalledClient {
  readonly command: readonly [program: string, ...args: string[]];
  readonly environment: Readonly<Record<string, string>>;
  readonly manners: ClientManners;
  /** Whether one process of it makes many calls, so that connections can be used again. */
  readonly keepsConnections: boolean;
  readonly presigns: boolean;
  /** Whether it signs again by the time that a refusal states. */
  readonly correctsClock: boolean;
}

/** Where drivers lie, where clients may be installed, and a Python environment that has them already. */
export interface Places {
  readonly sources: string;
  readonly home: string;
  readonly venv: string | undefined;
}

function asIs(shapeName: string): string {
  return shapeName;
}

/** Installs what is not there yet, from the client's own registry. */
export function install(name: ClientName, places: Places): InstalledClient {
  switch (name) {
    case 'aws-cli': {
      const bin = join(pythonEnvironment(places), 'bin');
      return {
        command: [join(bin, 'python3'), join(places.sources, 'python/cli_driver.py')],
        environment: { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
        // The CLI has no classes, but an exit code for whatever a service refused.
        manners: { unmodeledType: 'refused', modeledType: () => 'refused', tellsStatus: false },
        keepsConnections: false,
        presigns: false,
        correctsClock: false,
      };
    }
    case 'boto3':
      return {
        command: [
          join(pythonEnvironment(places), 'bin/python3'),
          join(places.sources, 'python/boto3_driver.py'),
        ],
        environment: {},
        manners: { unmodeledType: 'ClientError', modeledType: asIs, tellsStatus: true },
        keepsConnections: true,
        presigns: true,
        correctsClock: false,
      };
    case 'javascript':
      return {
        command: [process.execPath, join(places.sources, 'javascript/driver.mjs')],
        environment: { SDK_FOLDER: javascriptFolder(places) },
        manners: { unmodeledType: 'STSServiceException', modeledType: asIs, tellsStatus: true },
        keepsConnections: true,
        presigns: false,
        correctsClock: true,
      };
    case 'go':
      return {
        command: [goDriver(places)],
        environment: {},
        manners: { unmodeledType: 'GenericAPIError', modeledType: asIs, tellsStatus: true },
        keepsConnections: true,
        presigns: true,
        correctsClock: true,
      };
  }
}

function pythonEnvironment({ sources, home, venv }: Places): string {
  if (venv !== undefined) return venv;
  const folder = join(home, 'venv');
  const requirements = join(sources, 'python/requirements.txt');
  unlessDone(folder, requirements, () => {
    run('python3', ['-m', 'venv', folder]);
    run(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  });
  return folder;
}

function javascriptFolder({ sources, home }: Places): string {
  const folder = join(home, 'javascript');
  const manifest = join(sources, 'javascript/package.json');
  unlessDone(folder, manifest, () => {
    copyFileSync(manifest, join(folder, 'package.json'));
    run('npm', ['install', '--no-audit', '--no-fund', '--silent', '--prefix', folder]);
  });
  return folder;
}

function goDriver({ sources, home }: Places): string {
  const driver = join(home, 'go-driver');
  // The compiler has a cache of its own and knows what changed.
  run('go', ['build', '-C', join(sources, 'go'), '-o', driver, '.']);
  return driver;
}

/** Installs into a folder once, and again when the file that says what to install has changed. */
function unlessDone(folder: string, wanted: string, install: () => void): void {
  const mark = join(folder, '.installed');
  const text = readFileSync(wanted, 'utf8');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === text) return;
  mkdirSync(folder, { recursive: true });
  install();
  writeFileSync(mark, text);
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
