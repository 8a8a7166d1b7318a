/**
 * A run as a stream of JSON objects, one a line, written while it goes on. Ids and verdicts come at once; what a target
 * said comes at the end, when all secrets of the run are known. A stream without a last line of the kind `report` was
 * cut off.
 */
import { escapeJson } from '../escape.js';
import type { RunEvent } from '../runner.js';
import type { Report } from './report.js';

export const streamSchema = 'sts-conformance/events/1';

/** One line with its newline: an event of the run, with the time at which it happened. */
export function formatEvent(event: RunEvent, at: Date): string {
  return line({
    ...(event.kind === 'started' ? { schema: streamSchema } : {}),
    at: at.toISOString(),
    ...event,
  });
}

/** The last lines: each check that did not pass, then how the run ended. */
export function formatStreamEnd(report: Report): string {
  const unlucky = report.checks.filter(({ verdict }) => verdict !== 'pass');
  const findings = unlucky.map(({ id, verdict, level, operation, area, reason, wanted, got }) =>
    line({
      kind: verdict === 'fail' ? 'finding' : 'unjudged',
      id,
      verdict,
      level,
      operation,
      area,
      reason,
      wanted,
      got,
    }),
  );
  const { incomplete, incompleteBecause, interrupted, summary, requests, durationMs, seed } = report;
  return `${findings.join('')}${line({ kind: 'report', seed, requests, durationMs, incomplete, incompleteBecause, interrupted, summary })}`;
}

function line(data: object): string {
  return `${escapeJson(JSON.stringify(data))}\n`;
}
