/** Answers of the endpoint, as bytes and headers. */
import { service } from '../generated/index.js';
import { writeErrorResponse } from '../generated/runtime/error-document.js';
import { replaceUnwritable } from '../generated/runtime/xml-writer.js';
import type { ServiceError } from './service-error.js';

export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Namespace of errors that the front end makes before any operation is found (recorded live, no slash at the end). */
const faultNamespace = 'http://webservices.amazon.com/AWSFault/2005-15-09';

export type Format = 'xml' | 'json';

/** Without a charset (recorded live). */
export function contentType(format: Format): string {
  return format === 'json' ? 'application/json' : 'text/xml';
}

/** The error document, in the live layout. Text that XML cannot carry is replaced, as it was only echoed. */
export function errorDocument(error: ServiceError, requestId: string, format: Format): string {
  const { code, text, source, status } = error;
  const type = status >= 500 ? 'Receiver' : 'Sender';
  if (format === 'json') {
    const message = text === undefined ? {} : { Message: text };
    return JSON.stringify({ Error: { Code: code, ...message, Type: type }, RequestId: requestId });
  }
  return writeErrorResponse({
    type,
    code,
    ...(text === undefined ? {} : { message: replaceUnwritable(text) }),
    requestId,
    xmlNamespace: source === 'dispatch' ? faultNamespace : service.xmlNamespace,
  });
}

/**
 * The success document of a client that accepts JSON: keys in alphabetical order, timestamps as seconds since the epoch
 * (reported; known for GetCallerIdentity and for Expiration).
 */
export function jsonDocument(operation: string, output: object, requestId: string): string {
  const metadata = { RequestId: requestId };
  return JSON.stringify({
    [`${operation}Response`]: { [`${operation}Result`]: sorted(output), ResponseMetadata: metadata },
  });
}

function sorted(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}

/** Nothing but a status: what the front end answers before STS sees a request (recorded live: no request ids). */
export function bareAnswer(status: number): Answer {
  return { status, headers: [], body: '' };
}
