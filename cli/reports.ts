/** The reports that `--report FORMAT=FILE` asks for: which formats there are, and how each comes into its file. */
import { accessSync, closeSync, constants, openSync, statSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { formatBadge } from '../conformance/report/badge.js';
import { formatHtml } from '../conformance/report/html/page.js';
import { formatJson } from '../conformance/report/json.js';
import { formatJunit } from '../conformance/report/junit.js';
import { formatMarkdown } from '../conformance/report/markdown.js';
import { formatEvent, formatStreamEnd } from '../conformance/report/ndjson.js';
import type { Report } from '../conformance/report/report.js';
import type { FormatOptions } from '../conformance/report/standing.js';
import type { RunEvent } from '../conformance/runner.js';
import { UsageError } from './errors.js';
import { writeWhole } from './package-files.js';
import { reportFormats, type ReportFormat } from './report-formats.js';

/** Formats that are made of a finished report; `ndjson` is written while the run goes on. */
const formatters = {
  json: formatJson,
  junit: formatJunit,
  markdown: formatMarkdown,
  html: formatHtml,
  badge: formatBadge,
} as const satisfies Record<
  Exclude<ReportFormat, 'ndjson'>,
  (report: Report, options: FormatOptions) => string
>;

export interface Reports {
  /** True where one of them goes to standard output: nothing else may be written there. */
  readonly usesStdout: boolean;
  /** Opens what is written during the run. */
  begin(): void;
  onEvent(event: RunEvent): void;
  /**
   * Writes all that are left, each file whole.
   *
   * @throws UsageError naming each file that cannot be written, when the others have been
   */
  finish(report: Report, options: FormatOptions): void;
  /** Closes what is open. A stream that has no end by then stays without one. */
  close(): void;
}

interface Wanted {
  readonly format: ReportFormat;
  /** `-` is standard output. */
  readonly file: string;
}

/**
 * Reads the values of `--report`. Nothing is written before `begin`.
 *
 * @throws UsageError for an unknown format, a file that could not be written, two reports for one file
 */
export function readReportOptions(texts: readonly string[] = []): Reports {
  const wanted = texts.map(readReportOption);
  const places = wanted.map(({ file }) => (file === '-' ? file : resolve(file)));
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice !== undefined) {
    const where = twice === '-' ? 'standard output' : twice;
    throw new UsageError(`--report: two reports cannot both go to ${where}`);
  }
  return createReports(wanted);
}

function readReportOption(text: string): Wanted {
  const [name = '', ...rest] = text.split('=');
  const file = rest.join('=');
  const format = reportFormats.find((each) => each === name);
  if (format === undefined) {
    throw new UsageError(`--report ${text}: no format ${name}; there are ${reportFormats.join(', ')}`);
  }
  if (file === '')
    throw new UsageError(`--report ${text}: wanted ${format}=FILE, or ${format}=- for standard output`);
  if (file !== '-') assertWritable(text, file);
  return { format, file };
}

/** Refuses before the run what could not be written after it. */
function assertWritable(text: string, file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
  } catch {
    throw new UsageError(`--report ${text}: cannot write in ${dirname(file)}`);
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new UsageError(`--report ${text}: ${file} is a folder`);
  }
}

function createReports(wanted: readonly Wanted[]): Reports {
  const streams = wanted.filter(({ format }) => format === 'ndjson').map(({ file }) => new Stream(file));
  return {
    usesStdout: wanted.some(({ file }) => file === '-'),
    begin() {
      for (const stream of streams) stream.open();
    },
    onEvent(event) {
      for (const stream of streams) stream.write(formatEvent(event, new Date()));
    },
    finish(report, options) {
      const problems: string[] = [];
      for (const { format, file } of wanted) {
        if (format === 'ndjson') continue;
        const text = formatters[format](report, options);
        try {
          if (file === '-') process.stdout.write(text);
          else writeWhole(file, text);
        } catch (error) {
          problems.push(error instanceof Error ? error.message : String(error));
        }
      }
      for (const stream of streams) stream.write(formatStreamEnd(report));
      problems.push(...streams.flatMap(({ problem }) => problem ?? []));
      if (problems.length > 0) throw new UsageError(problems.join('; '));
    },
    close() {
      for (const stream of streams) stream.close();
    },
  };
}

/** Whole lines appended one by one; a disk that fills up ends the stream, not the run. */
class Stream {
  readonly #file: string;
  #descriptor: number | undefined;
  problem: string | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  open(): void {
    if (this.#file === '-') return;
    try {
      this.#descriptor = openSync(this.#file, 'w');
    } catch (error) {
      throw new UsageError(
        `cannot write ${this.#file}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  write(lines: string): void {
    if (this.problem !== undefined) return;
    if (this.#file === '-') {
      process.stdout.write(lines);
      return;
    }
    if (this.#descriptor === undefined) return;
    try {
      writeAll(this.#descriptor, Buffer.from(lines));
    } catch (error) {
      this.problem = `cannot write ${this.#file}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}
