/** What a project knows its endpoint to do wrong, as `expectations.schema.json` describes the file. */
import type { OperationName } from '../../generated/index.js';

export const expectationsSchema = 'sts-conformance/expectations/1';

/**
 * `known-failing`: the checks fail, always. `flaky`: they fail at times; they count neither as passed nor as failed.
 * `unsupported`: the operation, or what the checks are about, is not implemented.
 */
export type ExpectationKind = 'known-failing' | 'flaky' | 'unsupported';

export interface Expectations {
  readonly schema: typeof expectationsSchema;
  /** What the file is about: an endpoint and its version. */
  readonly about?: string;
  /** Reasons that entries share, by one-word keys. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly entries: readonly ExpectationEntry[];
}

/** Checks of one operation that fail in one way for one reason. */
export interface ExpectationEntry {
  readonly kind: ExpectationKind;
  readonly operation: OperationName;
  /** The signature of the finding, see `signatureOf`; of an operation that is unsupported, the answer to its base request. */
  readonly observed: string;
  /** `random` where only generated values show it: such a failure may stay unobserved. `deterministic` by default. */
  readonly phase?: 'deterministic' | 'random';
  /** Why it is so, for people: a sentence, or, as one word, a key of `reasons`. Empty until somebody has written it. */
  readonly reason: string;
  readonly ticket?: string;
  /** Last day on which the entry excuses anything, `YYYY-MM-DD`, in UTC. */
  readonly expires?: string;
  /** Exact ids. Absent where the entry is about the operation itself. */
  readonly checks?: readonly string[];
}

/** The reason in words. */
export function reasonOf({ reasons }: Expectations, { reason }: ExpectationEntry): string {
  return isReasonKey(reason) ? (reasons[reason] ?? '') : reason;
}

/** One word is a key, several are the reason itself. */
export function isReasonKey(reason: string): boolean {
  return /^\S+$/.test(reason);
}

/** Without the reasons that no entry names. */
export function withUsedReasons(expectations: Expectations): Expectations {
  const used = new Set(expectations.entries.map(({ reason }) => reason).filter(isReasonKey));
  const reasons = Object.entries(expectations.reasons).filter(([key]) => used.has(key));
  return { ...expectations, reasons: Object.fromEntries(reasons) };
}

/** The file as text: indented JSON with a final newline. */
export function formatExpectations(expectations: Expectations): string {
  return `${JSON.stringify(expectations, undefined, 2)}\n`;
}
