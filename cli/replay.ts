import { type Command, Option } from 'commander';
import type { Replayed } from '../conformance/cases/replay.js';
import type { Case } from '../conformance/cases/case.js';
import type { TargetOptions } from '../conformance/target.js';
import { atLeast, type Level } from '../conformance/verdict.js';
import { exitCodes } from './errors.js';
import { addTargetOptions, seconds } from './options.js';
import { readUserFile } from './package-files.js';

interface ReplayOptions extends Omit<TargetOptions, 'endpoint'> {
  readonly endpoint?: string;
  readonly timeout: number;
  readonly failOn: Level;
}

/** `replay`: sends a case of `run --cases` again, newly signed, and judges the answer by what the case expects. */
export function addReplayCommand(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('replay')
    .description(
      'Try a case again that `run --cases` has written; without --endpoint at the embedded endpoint.',
    )
    .argument('<case>', 'case file');
  addTargetOptions(command)
    .option('--timeout <s>', 'seconds that one request may take', seconds(3_600), 10)
    .addOption(
      new Option('--fail-on <level>', 'lowest level of a finding that fails')
        .choices(['must', 'should', 'may'])
        .default('must'),
    )
    .action(async (file: string, options: ReplayOptions) => {
      const interrupt = new AbortController();
      const onSignal = (): void => interrupt.abort();
      process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
      try {
        finish(await replay(file, options, interrupt.signal));
      } finally {
        process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
      }
    });
}

async function replay(file: string, options: ReplayOptions, signal: AbortSignal): Promise<number> {
  // Loaded when needed: the suite is slow to load, and no other command owes that.
  const [
    { readCase },
    { replayCase },
    { buildCatalogue },
    { buildTarget },
    { startReference },
    { defaultWorld },
    { escapeValue, defuseLine },
  ] = await Promise.all([
    import('../conformance/cases/read.js'),
    import('../conformance/cases/replay.js'),
    import('../conformance/checks/catalogue.js'),
    import('../conformance/target.js'),
    import('../reference/index.js'),
    import('../world/default.js'),
    import('../conformance/escape.js'),
  ]);
  const stored = readCase(readUserFile(file), file);
  if (options.endpoint !== undefined) buildTarget({ ...options, endpoint: options.endpoint });
  const embedded = options.endpoint === undefined ? await startReference({ world: defaultWorld }) : undefined;
  try {
    const endpoint = options.endpoint ?? embedded?.url ?? '';
    const replayed = await replayCase(stored, {
      target: buildTarget({ ...options, endpoint }),
      world: defaultWorld,
      checks: buildCatalogue().checks,
      timeoutMs: options.timeout * 1_000,
      signal,
    });
    for (const line of describeReplay(stored, replayed, endpoint)) console.log(defuseLine(escapeValue(line)));
    return codeOf(stored, replayed, options.failOn);
  } finally {
    await embedded?.close();
  }
}

function describeReplay({ check, wanted }: Case, replayed: Replayed, endpoint: string): readonly string[] {
  const { verdict, by, reason, got } = replayed;
  return [
    `${verdict}  ${check.id} [${check.level}]`,
    `  ${check.title}`,
    ...(reason === '' ? [] : [`  because   ${reason}`]),
    `  wanted    ${wanted}`,
    ...(got === '' ? [] : [`  got       ${got}`]),
    `  target    ${endpoint}`,
    ...(by === 'check' ? ['  judged    by the check, run again: the case takes more than one request'] : []),
  ];
}

/** As `run` would: a verdict that says nothing about the target is incomplete. */
function codeOf({ check }: Case, { verdict, interrupted }: Replayed, failOn: Level): number {
  if (interrupted) return exitCodes.interrupted;
  switch (verdict) {
    case 'pass':
      return exitCodes.ok;
    case 'fail':
      return atLeast(check.level, failOn) ? exitCodes.difference : exitCodes.ok;
    case 'error':
      return exitCodes.harness;
    case 'skip':
    case 'unsupported':
    case 'not-run':
      return exitCodes.incomplete;
  }
}
