import { CommanderError } from 'commander';

/** Wrong words on the command line, or a file that cannot be used: exit 2, one clear line. */
export { UsageError } from '../conformance/select.js';

/** Exit codes of every command; the suite's own verdict on a run is decided by `exitCode` of `conformance/`. */
export const exitCodes = {
  ok: 0,
  difference: 1,
  usage: 2,
  incomplete: 3,
  harness: 4,
  interrupted: 130,
} as const;

/** Errors that are somebody's mistake and explain themselves in their message. */
const explained = new Set([
  'UsageError',
  'TargetError',
  'ModelError',
  'WorldError',
  'ErrataError',
  'ExpectationsError',
]);

/**
 * Prints an error for a person and says which exit code it means. Only a defect of our own shows a stack, and only
 * when `STS_CONFORMANCE_DEBUG` asks for it.
 */
export function explain(error: unknown, print: (line: string) => void): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof Error && explained.has(error.name)) {
    print(`sts-conformance: ${error.message}`);
    return exitCodes.usage;
  }
  const debug = process.env['STS_CONFORMANCE_DEBUG'] !== undefined;
  const text = error instanceof Error ? (debug ? error.stack : error.message) : String(error);
  print(`sts-conformance: internal error: ${text ?? 'unknown'}`);
  return exitCodes.harness;
}
