/** What a check has sent, kept within bounds, and turned into what a report shows. */
import type { Exchange } from './exchange.js';
import type { Redactor } from './redact.js';
import type { ExchangeReport } from './report/report.js';

/** Exchanges kept for a check that does not name the deciding ones. */
const lastKept = 2;
/** Deciding exchanges that a report shows. */
const mostShown = 4;
/** Characters of a body or of another text in a report. Four times as many are kept until redaction has been done. */
const shownLength = 4096;
const shownHeaders = 64;

/** Remembers the last exchanges of one check and counts all of them. */
export class Recorder {
  readonly #last: Exchange[] = [];
  requests = 0;

  add(exchange: Exchange): void {
    this.#last.push(exchange);
    if (this.#last.length > lastKept) this.#last.shift();
  }

  /** The exchanges that decided: those that the outcome names, else the last ones. */
  deciding(named: readonly Exchange[] | undefined): readonly KeptExchange[] {
    return (named ?? this.#last).slice(-mostShown).map(keepExchange);
  }
}

/** An exchange whose answer holds no more than a report may need: a run keeps hundreds of them. */
export interface KeptExchange {
  readonly exchange: Exchange;
  /** Length of the body that was read. */
  readonly responseBytes: number;
}

export function keepExchange(exchange: Exchange): KeptExchange {
  const { response } = exchange;
  if (response.kind === 'no-answer') return { exchange, responseBytes: 0 };
  const text = response.text.slice(0, shownLength * 4);
  const body = text.length === response.text.length ? response.body : response.body.slice(0, 0);
  return {
    exchange: { ...exchange, response: { ...response, text, body } },
    responseBytes: response.body.length,
  };
}

/** An exchange without secrets. Redaction comes before shortening, so that no part of a secret is left at the cut. */
export function reportExchange(
  { exchange, responseBytes }: KeptExchange,
  redactor: Redactor,
): ExchangeReport {
  const { request, response } = exchange;
  const shorten = (text: string): string => shortenText(redactor.redact(text));
  const headers = (list: Exchange['request']['headers']): [string, string][] =>
    list
      .slice(0, shownHeaders)
      .map(([name, value]) => [shorten(name), shortenText(redactor.redactHeader(name, value))]);
  return {
    request: {
      method: request.method,
      path: shorten(request.path),
      headers: headers(request.headers),
      body: shorten(
        typeof request.body === 'string' ? request.body : Buffer.from(request.body).toString('latin1'),
      ),
      bodyBytes: Buffer.byteLength(request.body),
    },
    response:
      response.kind === 'no-answer'
        ? { kind: 'no-answer', cause: response.cause, detail: shorten(response.detail) }
        : {
            kind: 'answer',
            status: response.status,
            headers: headers(response.headers),
            body: shorten(response.text),
            bodyBytes: responseBytes,
            truncated: response.truncated,
          },
    sentAt: new Date(exchange.sentAt).toISOString(),
    durationMs: Math.round(exchange.durationMs),
  };
}

/** The beginning of a long text, and how long it is. */
export function shortenText(text: string): string {
  return text.length <= shownLength
    ? text
    : `${text.slice(0, shownLength)}[... ${text.length - shownLength} more characters]`;
}
