import { escapeJson } from '../escape.js';
import type { Report } from './report.js';

/** The report as indented JSON with a final newline. Harmless in a terminal and in the log of a CI service. */
export function formatJson(report: Report): string {
  return `${escapeJson(JSON.stringify(report, undefined, 2))}\n`;
}
