/** What `run` does: bring the target up, judge it, report, take it down again. */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Case } from '../conformance/cases/case.js';
import { caseFileName, formatCase } from '../conformance/cases/read.js';
import { recordCases } from '../conformance/cases/record.js';
import { atPath, type Check } from '../conformance/check.js';
import { buildCatalogue } from '../conformance/checks/catalogue.js';
import { applyExpectations } from '../conformance/expectations/apply.js';
import { readExpectations } from '../conformance/expectations/read.js';
import { createProgress, formatReport, wantsColour } from '../conformance/report/text.js';
import { exitCode, runSuite } from '../conformance/runner.js';
import { selectChecks } from '../conformance/select.js';
import { buildTarget } from '../conformance/target.js';
import type { Level } from '../conformance/verdict.js';
import { startReference } from '../reference/index.js';
import { defaultWorld } from '../world/default.js';
import { UsageError } from './errors.js';
import { makeFolder, readUserFile, writeWhole } from './package-files.js';
import { readReportOptions } from './reports.js';
import { startTargetProcess, type TargetProcess, waitForAnswer } from './target-process.js';

export interface RunOptions {
  readonly endpoint?: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  readonly credentials?: 'env';
  readonly caFile?: string;
  readonly only?: readonly string[];
  readonly operations?: readonly string[];
  readonly seed?: number;
  readonly runs: number;
  readonly concurrency: number;
  readonly rate?: number;
  readonly timeout: number;
  readonly wait?: number;
  readonly failOn: Level;
  readonly expectations?: string;
  readonly requireOperations?: readonly string[] | true;
  readonly path?: string;
  readonly cases?: string;
  readonly report?: readonly string[];
}

/** Seconds that a target started by `run -- COMMAND` gets to come up, when `--wait` does not say. */
const startUpSeconds = 60;

/** Brings the target up, judges it, writes the reports and takes the target down again. Returns the exit code. */
export async function judge(
  command: readonly string[],
  options: RunOptions,
  signal: AbortSignal,
): Promise<number> {
  const { endpoint: url } = options;
  if (url === undefined && command.length > 0) {
    throw new UsageError(
      `--endpoint is missing: where does ${command.join(' ')} answer? An endpoint is named by --endpoint URL`,
    );
  }
  const { checks: known, unjudged } = buildCatalogue();
  // Everything that can be wrong about the command line is, before anything is started.
  const chosen = selectChecks(known, options.only, options.operations);
  const reports = readReportOptions(options.report);
  const { expectations: file } = options;
  const expectations =
    file === undefined ? undefined : readExpectations(readUserFile(file), { file, checks: known });
  const { cases: folder } = options;
  const checks = atGivenPath(known, chosen, options);
  const recorder = folder === undefined ? undefined : recordCases(checks);
  if (folder !== undefined) makeFolder(folder);
  const targetAt = (endpoint: string): ReturnType<typeof buildTarget> =>
    buildTarget({ ...options, endpoint });
  if (url !== undefined) targetAt(url);

  // The console report makes way for a report on standard output.
  const output = reports.usesStdout ? process.stderr : process.stdout;
  const up = url === undefined ? await startEmbedded() : await startGiven(url, command, options.wait, signal);
  const progress = createProgress(process.stderr, { colour: wantsColour(process.stderr) });
  try {
    reports.begin();
    const seen = await runSuite({
      target: targetAt(up.endpoint),
      world: defaultWorld,
      checks: recorder?.checks ?? checks,
      unjudged,
      only: options.only,
      operations: options.operations,
      seed: options.seed ?? randomInt(2 ** 31),
      runs: options.runs,
      concurrency: options.concurrency,
      rate: options.rate,
      timeoutMs: options.timeout * 1_000,
      signal,
      onEvent(event) {
        progress.onEvent(event);
        reports.onEvent(event);
      },
    });
    progress.stop();
    const report =
      expectations === undefined ? seen : applyExpectations(seen, expectations, { today: new Date(), file });
    output.write(formatReport(report, { colour: wantsColour(output) }));
    if (folder !== undefined) writeCases(folder, recorder?.cases(report) ?? []);
    reports.finish(report, { failOn: options.failOn });
    return exitCode(report, {
      failOn: options.failOn,
      requireOperations: options.requireOperations ?? false,
    });
  } finally {
    progress.stop();
    reports.close();
    await up.stop();
  }
}

/** The checks, the chosen one at `--path`. */
function atGivenPath(
  known: readonly Check[],
  chosen: readonly Check[],
  { path, seed }: RunOptions,
): readonly Check[] {
  if (path === undefined) return known;
  const [only, ...others] = chosen;
  if (only === undefined || others.length > 0 || seed === undefined) {
    throw new UsageError('--path belongs to one check and one seed: add --seed, and --only with its id');
  }
  return known.map((check) => (check === only ? atPath(check, path) : check));
}

/** One file for each case; those of earlier runs stay where no finding of the same check replaces them. */
function writeCases(folder: string, cases: readonly Case[]): void {
  for (const found of cases) writeWhole(join(folder, caseFileName(found.check.id)), formatCase(found));
}

interface UpTarget {
  readonly endpoint: string;
  stop(): Promise<void>;
}

async function startEmbedded(): Promise<UpTarget> {
  const reference = await startReference({ world: defaultWorld });
  return { endpoint: reference.url, stop: () => reference.close() };
}

/** Starts the command, if there is one, and waits as long as was asked for; an absent target is the runner's to report. */
async function startGiven(
  endpoint: string,
  command: readonly string[],
  wait: number | undefined,
  signal: AbortSignal,
): Promise<UpTarget> {
  const started: TargetProcess | undefined =
    command.length === 0 ? undefined : await startTargetProcess(command);
  const waitSeconds = wait ?? (started === undefined ? 0 : startUpSeconds);
  if (waitSeconds > 0) {
    const answered = await waitForAnswer(new URL(endpoint), waitSeconds * 1_000, signal, started?.ended);
    if (!answered && !signal.aborted) {
      const end = await Promise.race([started?.ended, Promise.resolve(undefined)]);
      console.error(
        end === undefined
          ? `sts-conformance: ${endpoint} did not answer within ${waitSeconds} s`
          : `sts-conformance: ${command[0] ?? ''} ended (${end}) before ${endpoint} answered`,
      );
    }
  }
  return { endpoint, stop: async () => started?.stop() };
}
