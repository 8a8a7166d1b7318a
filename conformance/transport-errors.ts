import { errors } from 'undici';
import type { NoAnswerCause } from './exchange.js';

/** What an error of the HTTP client or of the socket below it says about the target. The detail is one line. */
export function causeOf(error: Error): { readonly cause: NoAnswerCause; readonly detail: string } {
  const code = codeOf(error);
  const detail = describe(error, code);
  if (error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError) {
    return { cause: 'not-http', detail };
  }
  if (code === undefined) return { cause: 'other', detail };
  if (refused.has(code)) return { cause: 'refused', detail };
  if (reset.has(code)) return { cause: 'reset', detail };
  if (timeout.has(code)) return { cause: 'timeout', detail };
  if (code === 'UND_ERR_ABORTED' || code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') {
    return { cause: 'aborted', detail };
  }
  if (tls.test(code)) return { cause: 'tls', detail };
  return { cause: 'other', detail };
}

const refused = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EACCES',
]);
const reset = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);
const timeout = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
/** Failures of the handshake, and the names under which Node passes on OpenSSL's verification results. */
const tls = /^ERR_SSL_|^ERR_TLS_|^EPROTO$|CERT|SELF_SIGNED|UNABLE_TO_|CRL_|ISSUER/;

/** An attempt at several addresses fails with one error for each of them; the first tells as much as all. */
function codeOf(error: Error): string | undefined {
  if (error instanceof AggregateError) {
    const [first] = error.errors;
    if (first instanceof Error) return codeOf(first);
  }
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : undefined;
}

function describe(error: Error, code: string | undefined): string {
  const text = (error.message === '' ? error.name : error.message).replace(/\s+/g, ' ').slice(0, 200);
  return code === undefined || text.includes(code) ? text : `${text} (${code})`;
}
