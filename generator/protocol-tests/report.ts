/** Results of a run, as data and as text. */
import type { ProtocolCase, Side } from './cases.js';
import type { Difference } from './difference.js';

export type Outcome = 'passed' | 'failed' | 'skipped' | 'not-expressible';

/** One case on one side. */
export interface ProtocolTestResult {
  readonly id: string;
  readonly kind: ProtocolCase['kind'];
  readonly side: Side;
  /** Shape ID of the operation or error. */
  readonly shape: string;
  readonly outcome: Outcome;
  /** Of failed cases: what was wanted and what came instead, at least one. */
  readonly differences: readonly Difference[];
  /** Of skipped cases and those that the wire cannot express. */
  readonly reason: string | undefined;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly notExpressible: number;
}

export interface ProtocolTestReport {
  /** Shape ID of the service. */
  readonly service: string;
  readonly counts: Counts & { readonly client: Counts; readonly server: Counts };
  /** In model order; requests before responses, client before server. */
  readonly results: readonly ProtocolTestResult[];
}

export function buildReport(service: string, results: readonly ProtocolTestResult[]): ProtocolTestReport {
  const [client, server] = (['client', 'server'] as const).map((side) => {
    return countsOf(results.filter((result) => result.side === side));
  });
  const none = countsOf([]);
  return {
    service,
    counts: { ...countsOf(results), client: client ?? none, server: server ?? none },
    results,
  };
}

function countsOf(results: readonly ProtocolTestResult[]): Counts {
  const count = (outcome: Outcome): number => results.filter((result) => result.outcome === outcome).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    notExpressible: count('not-expressible'),
  };
}

/** Lines for a person: one for each case that did not pass, then the counts. Safe to print, whatever the model holds. */
export function formatReport({ counts, results }: ProtocolTestReport): readonly string[] {
  const { passed, failed, skipped, notExpressible } = counts;
  return [
    ...results.filter(({ outcome }) => outcome !== 'passed').map((result) => onOneLine(formatResult(result))),
    `${notExpressible} not expressible`,
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ];
}

function formatResult({ id, kind, side, outcome, differences, reason }: ProtocolTestResult): string {
  const name = `${id} (${kind}, ${side})`;
  switch (outcome) {
    case 'failed': {
      const parts = differences.map(({ what, wanted, got }) => {
        return `${what}: wanted ${shortened(wanted)}, got ${shortened(got)}`;
      });
      return `failed: ${name}: ${parts.join('; ')}`;
    }
    case 'skipped':
      return `skipped: ${name}: ${reason ?? ''}`;
    case 'not-expressible':
      return `not expressible: ${name}: ${reason ?? ''}`;
    case 'passed':
      return `passed: ${name}`;
  }
}

function shortened(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 300)}... (${text.length} characters)`;
}

/** Control characters, line ends and invisible marks of direction are written out. */
function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
