/** One request as it was sent and what came back: the only thing a verdict is drawn from. */

/** A request before it has a host. Header names keep their case and may repeat; nothing is normalized. */
export interface OutgoingRequest {
  readonly method: string;
  /** Path and query exactly as they go on the request line; the target's base path is already in it. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | Uint8Array;
}

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  /** In wire order, names lower-cased, repeated headers repeated. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** `body` as UTF-8, with U+FFFD where it is not. */
  readonly text: string;
  /** True where the body was longer than the transport reads; `body` holds the first part. */
  readonly truncated: boolean;
}

/**
 * Why there is no complete answer. `refused`: no connection could be made. `reset`: the connection ended before the
 * answer did. `timeout`: the deadline of the request passed. `aborted`: the run was interrupted.
 */
export type NoAnswerCause = 'refused' | 'reset' | 'timeout' | 'tls' | 'not-http' | 'aborted' | 'other';

/** No complete answer: the connection was refused, reset or timed out, or what came was not HTTP. */
export interface NoAnswer {
  readonly kind: 'no-answer';
  readonly cause: NoAnswerCause;
  readonly detail: string;
  /** Status of the answer that began and was never finished. */
  readonly status?: number;
}

export interface Exchange {
  readonly request: OutgoingRequest;
  readonly response: Answer | NoAnswer;
  /** When the request was sent, milliseconds since the epoch. */
  readonly sentAt: number;
  readonly durationMs: number;
}

/** First value of a header of an answer, by lower-case name. */
export function header(answer: Answer, name: string): string | undefined {
  return answer.headers.find(([key]) => key === name)?.[1];
}
