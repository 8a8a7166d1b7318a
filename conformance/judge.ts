/** Reads an exchange as STS would be read, and says in a few words what it was. Judges no namespace and no format. */
import type { OperationName } from '../generated/index.js';
import { header, type Exchange } from './exchange.js';
import type { Failure, Level, Outcome } from './verdict.js';
import { childOf, readDocument, type Element } from './xml-document.js';

export type Reading =
  | { readonly kind: 'success'; readonly status: number; readonly name: string; readonly root: Element }
  | { readonly kind: 'error'; readonly status: number; readonly error: ErrorReading; readonly root: Element }
  | { readonly kind: 'unreadable'; readonly status: number; readonly what: string }
  | { readonly kind: 'no-answer'; readonly cause: string };

export interface ErrorReading {
  readonly type: string | undefined;
  readonly code: string;
  readonly message: string | undefined;
}

/**
 * `success`: 2xx with a well-formed document, whatever its root. `error`: another status with a well-formed
 * `ErrorResponse` that holds a code. Everything else is `unreadable`, with what it looked like.
 */
export function readExchange({ response }: Exchange): Reading {
  if (response.kind === 'no-answer') return { kind: 'no-answer', cause: response.cause };
  const { status, text } = response;
  if (text.trim() === '') return { kind: 'unreadable', status, what: 'empty body' };
  const document = readDocument(text.replace(/^\uFEFF/u, ''));
  if (!document.ok) {
    return { kind: 'unreadable', status, what: nameNoXml(header(response, 'content-type')) };
  }
  const { root } = document;
  if (status >= 200 && status < 300) return { kind: 'success', status, name: root.name, root };
  const error = root.name === 'ErrorResponse' ? child(root, 'Error') : undefined;
  const code = error === undefined ? undefined : childText(error, 'Code');
  if (error === undefined || code === undefined || code === '') {
    return { kind: 'unreadable', status, what: root.name };
  }
  const fields = { type: childText(error, 'Type'), code, message: childText(error, 'Message') };
  return { kind: 'error', status, error: fields, root };
}

/** `text/html`, `application/json`; `ill-formed XML` where the target calls it XML or nothing sensible. */
function nameNoXml(contentType = ''): string {
  const type = /^[a-z]+\/[a-z+-]+(?=\s*(;|$))/u.exec(contentType.trim().toLowerCase())?.[0];
  return type === undefined || type.endsWith('xml') ? 'ill-formed XML' : type;
}

/** Codes by which AWS services ask for patience. They say nothing about the request. */
const throttlingCodes: ReadonlySet<string> = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'SlowDown',
]);

/** True where the target, or a proxy before it, asks for patience (row C33; status 429). */
export function isThrottling(status: number, code: string | undefined): boolean {
  return status === 429 || (code !== undefined && throttlingCodes.has(code));
}

/** `400 ValidationError`, `200 AssumeRoleResponse`, `500 text/html`, `no answer: timeout`. */
export function describe(reading: Reading): string {
  switch (reading.kind) {
    case 'success':
      return `${reading.status} ${reading.name}`;
    case 'error':
      return `${reading.status} ${reading.error.code}`;
    case 'unreadable':
      return `${reading.status} ${reading.what}`;
    case 'no-answer':
      return `no answer: ${reading.cause}`;
  }
}

/** True for a 2xx whose document is the operation's response. */
export function isAccepted(
  reading: Reading,
  operation: OperationName,
): reading is Reading & { kind: 'success' } {
  return reading.kind === 'success' && reading.name === `${operation}Response`;
}

/** True for the status and code that a broken constraint gets (rows B1 to B6). */
export function isConstraintRefusal(reading: Reading): reading is Reading & { kind: 'error' } {
  return reading.kind === 'error' && reading.status === 400 && reading.error.code === 'ValidationError';
}

/** True where the message is that of the constraint validator and not of some later rule with the same code. */
export function blamesConstraint(reading: Reading): boolean {
  return reading.kind === 'error' && (reading.error.message ?? '').includes('failed to satisfy constraint');
}

export function child(element: Element, ...path: readonly string[]): Element | undefined {
  return path.reduce<Element | undefined>(
    (parent, name) => (parent === undefined ? undefined : childOf(parent, name)),
    element,
  );
}

/** Text of a descendant by local names; undefined where it is not there. */
export function childText(element: Element, ...path: readonly string[]): string | undefined {
  return child(element, ...path)?.text;
}

export interface FindingDetails {
  readonly level?: Level;
  readonly counterexample?: unknown;
  /** The exchanges that decided, where others are sent after them. */
  readonly exchanges?: readonly Exchange[];
}

export function fail(reason: string, wanted: string, got: string, details: FindingDetails = {}): Failure {
  return { verdict: 'fail', reason, wanted, got, ...details };
}

export const passed: Outcome = { verdict: 'pass' };

/** Codes that never speak about the value of a member: routing, authentication and trouble of the endpoint. */
export const neverAboutValues: ReadonlySet<string> = new Set([
  'ValidationError',
  'MalformedInput',
  'InvalidAction',
  'MissingAction',
  'MissingParameter',
  'MalformedQueryString',
  'UnknownOperationException',
  'NotImplemented',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'RequestExpired',
  'InternalError',
  'InternalFailure',
  'ServiceFailure',
  'ServiceUnavailable',
]);
