/** A request as it came in, before anything was decoded. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path as on the request line, without the query. */
  readonly path: string;
  /** Query as on the request line, without the question mark. */
  readonly query: string;
  /** In wire order; names as sent, repeated headers repeated. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** IP address of the client. */
  readonly address?: string | undefined;
  /** True over TLS. */
  readonly secure?: boolean;
}

/** First value of a header, by lower-case name. */
export function headerOf(request: ReceivedRequest, name: string): string | undefined {
  return request.headers.find(([key]) => key.toLowerCase() === name)?.[1];
}
