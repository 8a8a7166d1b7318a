/**
 * The JSON report of a run, as `report.schema.json` describes it. Everything in it is redacted; nothing is escaped for a
 * terminal. Absent facts are null.
 */
import type { NoAnswerCause } from '../exchange.js';
import type { ExpectationKind } from '../expectations/expectations.js';
import type { Support } from '../support.js';
import type { Area, Level, Verdict } from '../verdict.js';

export const reportSchema = 'sts-conformance/report/1';

export interface Report {
  readonly schema: typeof reportSchema;
  readonly suite: {
    readonly version: string;
    /** SHA-256 of the model, hexadecimal. */ readonly modelSha256: string;
  };
  readonly target: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: 'explicit' | 'environment' | 'dummy';
  };
  readonly seed: number;
  /** Runs of the random phase for each property. */
  readonly runs: number;
  /** When the run began, ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Requests sent, those of the support phase included. */
  readonly requests: number;
  /** True where something that was asked for has not been judged: `incompleteBecause` says why. */
  readonly incomplete: boolean;
  readonly incompleteBecause: readonly string[];
  readonly interrupted: boolean;
  /** The request that met the end of the target, where it ended. */
  readonly death: DeathReport | null;
  readonly summary: Summary;
  readonly operations: readonly OperationReport[];
  readonly checks: readonly CheckReport[];
  /** Sides of constraint sites that no check judges, and why. */
  readonly unjudged: readonly UnjudgedSite[];
  /** What the run came to when it was held against a file of expectations; absent without one. */
  readonly expectations?: ExpectationsReport;
}

/** Numbers count checks, and operations where an entry is about one as a whole. */
export interface ExpectationsReport {
  readonly file: string | null;
  /** Findings that are known and excused. */
  readonly excused: number;
  /** Checks that are known to fail at times: neither passed nor failed, whatever they did. */
  readonly flaky: number;
  /** Operations, and checks, that are unsupported as expected. */
  readonly unsupported: number;
  /** Expected, but this run could not show it: not selected, not judged, or a matter of chance. */
  readonly unobserved: number;
  /** What is expected and no longer so. Fails the run. */
  readonly stale: readonly ExpectationReport[];
  /** What was expected until a day that has passed; excuses nothing. Fails the run. */
  readonly expired: readonly ExpectationReport[];
}

/** One expectation about one check or operation, and what became of it. */
export interface ExpectationReport {
  /** JSON pointer into the file. */
  readonly entry: string;
  readonly kind: ExpectationKind;
  /** Id of the check; null where it is about the operation. */
  readonly check: string | null;
  readonly operation: string;
  readonly state: 'excused' | 'flaky' | 'stale' | 'unobserved' | 'expired';
  /** The expected signature. */
  readonly expected: string;
  /** The signature that was seen, or `pass`, `skip` and the like. */
  readonly now: string;
  readonly reason: string;
  readonly ticket: string | null;
  readonly expires: string | null;
}

export interface Summary {
  readonly pass: number;
  readonly fail: number;
  readonly skip: number;
  readonly unsupported: number;
  readonly error: number;
  readonly notRun: number;
}

export interface DeathReport {
  /** Id of the check; null in the support phase. */
  readonly check: string | null;
  readonly cause: NoAnswerCause;
  readonly detail: string;
  readonly exchange: ExchangeReport;
}

export interface OperationReport {
  readonly name: string;
  readonly support: Support;
  /** The answer in a few words. */
  readonly decidedBy: string;
  readonly reason: string;
  /** Where one is about the operation as a whole. */
  readonly expectation?: ExpectationReport;
}

export interface CheckReport {
  readonly id: string;
  readonly title: string;
  readonly area: Area;
  readonly operation: string;
  readonly member: string | null;
  readonly constraint: string | null;
  readonly side: 'inside' | 'outside' | null;
  /** Of the finding where there is one and it weighs less than the check. */
  readonly level: Level;
  readonly evidence: readonly string[];
  readonly verdict: Verdict;
  /** Null for `pass`. */
  readonly reason: string | null;
  readonly wanted: string | null;
  readonly got: string | null;
  readonly counterexample: unknown;
  /** Seed of this check, derived from that of the run. */
  readonly seed: number;
  readonly path: string | null;
  /** The exchanges that decided; a few at most, long bodies cut. */
  readonly exchanges: readonly ExchangeReport[];
  readonly requests: number;
  readonly durationMs: number;
  /** Where one is about the check; the one that excuses it where there are several. */
  readonly expectation?: ExpectationReport;
}

export interface UnjudgedSite {
  readonly operation: string;
  readonly member: string;
  readonly constraint: string;
  readonly side: string;
  /** `not observable: ...` or `not violable: ...`. */
  readonly reason: string;
}

export interface ExchangeReport {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: string;
    /** Length of the body that was sent. */
    readonly bodyBytes: number;
  };
  readonly response:
    | {
        readonly kind: 'answer';
        readonly status: number;
        readonly headers: readonly (readonly [name: string, value: string])[];
        readonly body: string;
        /** Length of the body that was read. */
        readonly bodyBytes: number;
        /** True where the target sent more than was read. */
        readonly truncated: boolean;
      }
    | { readonly kind: 'no-answer'; readonly cause: NoAnswerCause; readonly detail: string };
  /** ISO 8601. */
  readonly sentAt: string;
  readonly durationMs: number;
}
