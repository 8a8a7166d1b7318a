import type { Command } from 'commander';
import { Option } from 'commander';
import type { Comparison } from '../conformance/report/compare.js';
import { exitCodes, UsageError } from './errors.js';
import { readUserFile, writeWhole } from './package-files.js';

type Format = 'text' | 'markdown' | 'html';

/** Problems of one file that are printed. */
const mostProblems = 50;

/** `compare`: reports side by side. Exit 1 when they differ, 2 when a file is no whole report. */
export function addCompareCommand(program: Command, finish: (code: number) => void): void {
  program
    .command('compare')
    .description('Compare JSON reports: a matrix of targets, and what differs. Exit 1 when something does.')
    .argument('<reports...>', 'two JSON reports or more; the others are held against the first')
    .addOption(
      new Option('--format <format>', 'what to print').choices(['text', 'markdown', 'html']).default('text'),
    )
    .option('--out <file>', 'write it to a file instead of standard output')
    .action(async (files: readonly string[], options: { format: Format; out?: string }) => {
      const { readReport } = await import('../conformance/report/read.js');
      const { compareReports } = await import('../conformance/report/compare.js');
      if (files.length < 2) throw new UsageError('compare: wanted two reports or more');
      const problems: string[] = [];
      const reports = files.flatMap((name) => {
        const read = readReport(readUserFile(name));
        if (read.ok) return [{ name, report: read.report }];
        problems.push(`${name} is no whole report of a run:`);
        problems.push(...read.problems.slice(0, mostProblems).map((problem) => `  ${problem}`));
        const more = read.problems.length - mostProblems;
        if (more > 0) problems.push(`  and ${more} more`);
        return [];
      });
      if (problems.length > 0) throw new UsageError(await harmless(problems));
      const comparison = compareReports(reports);
      const text = await formatterOf(options);
      if (options.out === undefined) process.stdout.write(text(comparison));
      else writeWhole(options.out, text(comparison));
      finish(comparison.differs ? exitCodes.difference : exitCodes.ok);
    });
}

/** A file may say anything, and its words stand in the problems. */
async function harmless(lines: readonly string[]): Promise<string> {
  const { defuseLine, escapeValue } = await import('../conformance/escape.js');
  return lines.map((line) => defuseLine(escapeValue(line))).join('\n');
}

async function formatterOf({
  format,
  out,
}: {
  readonly format: Format;
  readonly out?: string;
}): Promise<(comparison: Comparison) => string> {
  switch (format) {
    case 'text': {
      const { formatComparison } = await import('../conformance/report/compare-text.js');
      const { wantsColour } = await import('../conformance/report/text.js');
      const colour = out === undefined && wantsColour(process.stdout);
      return (comparison) => formatComparison(comparison, { colour });
    }
    case 'markdown':
      return (await import('../conformance/report/compare-markdown.js')).formatComparisonMarkdown;
    case 'html':
      return (await import('../conformance/report/html/compare-page.js')).formatComparisonHtml;
  }
}
