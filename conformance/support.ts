/** Whether a target implements an operation: decided once, from the answer to its base request and nothing else. */
import type { OperationName } from '../generated/index.js';
import { header, type Answer, type Exchange } from './exchange.js';
import { blamesConstraint, isThrottling, readExchange } from './judge.js';
import { readSuccess } from './readers.js';
import type { Target } from './target.js';
import { childOf, readDocument, type Element } from './xml-document.js';

/**
 * `supported`: answered with 2xx and the success document of the operation. `fixture-missing`: implemented, but the
 * target does not know what the world names. `invalid`: answered, but not as STS answers; a finding. `unknown`: there was
 * no answer, or none but for the moment. `disputed`: our own fault, a base request that cannot be made or readers that disagree about the answer.
 */
export type Support = 'supported' | 'unsupported' | 'fixture-missing' | 'invalid' | 'unknown' | 'disputed';

export interface OperationSupport {
  readonly operation: OperationName;
  readonly support: Support;
  /** The answer in a few words: `200 AssumeRoleResponse`, `403 AccessDenied`, `500 text/html`, `no answer: timeout`. */
  readonly decidedBy: string;
  readonly reason: string;
  /** Absent where the base request could not be made. */
  readonly exchange?: Exchange;
  /** True where the target does not know the credentials of the run. */
  readonly refusedCaller?: true;
}

/** Codes by which endpoints say that they do not know an operation, whatever the status. */
const unknownOperation: ReadonlySet<string> = new Set([
  'InvalidAction',
  'UnknownOperation',
  'UnknownOperationException',
  'NotImplemented',
  'NotImplementedException',
  'UnsupportedOperation',
  'UnsupportedOperationException',
]);

/** Codes of a request that was not understood. A base request is legal and complete. */
const notUnderstood: ReadonlySet<string> = new Set([
  'MissingAction',
  'MissingParameter',
  'MalformedInput',
  'MalformedQueryString',
  'SerializationException',
]);

/** Codes by which endpoints say that they do not know the caller. */
const unknownCaller: ReadonlySet<string> = new Set([
  'MissingAuthenticationToken',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'IncompleteSignature',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'AuthFailure',
]);

/**
 * Reads the answer to a base request.
 *
 * @throws HarnessError where our readers disagree about a 2xx answer
 */
export function decideSupport(
  operation: OperationName,
  exchange: Exchange,
  credentialsSource: Target['credentialsSource'],
): OperationSupport {
  const { response } = exchange;
  const say = (support: Support, reason: string, decidedBy = describeAnswer(exchange)): OperationSupport => ({
    operation,
    support,
    decidedBy,
    reason,
    exchange,
  });
  if (response.kind === 'no-answer') {
    return say('unknown', `the base request got no answer: ${response.cause}, ${response.detail}`);
  }
  const { status } = response;
  if (status >= 200 && status < 300) {
    const reading = readSuccess(operation, response);
    return reading.ok
      ? say('supported', 'the base request was accepted')
      : say('invalid', `answered with ${status}, but not with a success document: ${reading.problem}`);
  }
  const code = errorCode(response.text);
  if (isThrottling(status, code)) return say('unknown', 'the target throttles requests');
  if (code === undefined && (status === 503 || status === 504)) {
    return say('unknown', 'the target, or a proxy before it, is not available');
  }
  if (status === 501 || (code !== undefined && unknownOperation.has(code))) {
    return say('unsupported', 'the target says that it does not implement the operation');
  }
  if (code !== undefined && unknownCaller.has(code)) {
    const reason =
      credentialsSource === 'dummy'
        ? 'the credentials are not known to the target'
        : 'the target does not accept the given credentials';
    return { ...say('fixture-missing', reason + aboutClock(exchange, response)), refusedCaller: true };
  }
  if (status >= 500) {
    return code === undefined
      ? say('unsupported', 'the base request fails with an answer that is not one of STS')
      : say('invalid', `the base request fails with ${status} ${code}`);
  }
  if (status === 405) return say('unsupported', 'there is no such operation at this address');
  if (code !== undefined && notUnderstood.has(code)) {
    return say('invalid', `the base request is legal and complete, and is refused with ${code}`);
  }
  if (code === 'ValidationError' && blamesConstraint(readExchange(exchange))) {
    return say('invalid', 'the base request breaks no constraint, and is refused for one');
  }
  if (code !== undefined) {
    return say('fixture-missing', `the target refuses the base request with ${code}`);
  }
  if (status === 401 || status === 403) {
    return say(
      'fixture-missing',
      `the target refuses the base request with ${status}, and with no error of STS`,
    );
  }
  if (status === 404) return say('unsupported', 'there is no such operation at this address');
  return say('invalid', `the base request is answered with ${status}, and with no document of STS`);
}

/** A word about the target's clock where it is so far from ours that no signature of ours can be valid there. */
function aboutClock({ sentAt }: Exchange, answer: Answer): string {
  const minutes = Math.round((Date.parse(header(answer, 'date') ?? '') - sentAt) / 60_000);
  if (Number.isNaN(minutes) || Math.abs(minutes) < 15) return '';
  return `; its clock is ${Math.abs(minutes)} minutes ${minutes < 0 ? 'behind' : 'ahead'}`;
}

/** `200 AssumeRoleResponse`, `403 AccessDenied`, `500 text/html`, `200 empty body`, `no answer: timeout`. */
export function describeAnswer({ response }: Exchange): string {
  if (response.kind === 'no-answer') return `no answer: ${response.cause}`;
  return `${response.status} ${errorCode(response.text) ?? describeBody(response)}`;
}

function describeBody(answer: Answer): string {
  if (answer.body.length === 0) return 'empty body';
  const document = readDocument(answer.text);
  if (document.ok) return document.root.name;
  const type = header(answer, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  return type === '' || type.includes('xml') ? 'ill-formed XML' : type;
}

/** The code of an error document in any of the forms in which AWS services write one, XML or JSON. */
function errorCode(text: string): string | undefined {
  const document = readDocument(text);
  const code = document.ok ? codeOfXml(document.root) : codeOfJson(text);
  return code === undefined || !/^[A-Za-z][\w.:-]{0,99}$/.test(code) ? undefined : code;
}

function codeOfXml(root: Element): string | undefined {
  const error =
    root.name === 'Error'
      ? root
      : (childOf(root, 'Error') ?? childOf(childOf(root, 'Errors') ?? root, 'Error'));
  if (error === undefined) return root.name === 'UnknownOperationException' ? root.name : undefined;
  return childOf(error, 'Code')?.text.trim();
}

function codeOfJson(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  const error = property(data, 'Error') ?? property(data, 'error') ?? data;
  const code = property(error, 'Code') ?? property(error, 'code') ?? property(error, '__type');
  return typeof code === 'string' ? code.replace(/^.*#/, '') : undefined;
}

function property(data: unknown, name: string): unknown {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, name)) return undefined;
  return (data as Record<string, unknown>)[name];
}
