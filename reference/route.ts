/** What the front end decides from method, path and content type alone, before STS sees a request. */
import { type Answer, bareAnswer } from './answer.js';
import { headerOf, type ReceivedRequest } from './auth/request.js';
import { ServiceError } from './service-error.js';

export type Routed =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** `redirect` is where a request without Action is sent. */
  | { readonly kind: 'form'; readonly form: string | Uint8Array; readonly redirect: string }
  | { readonly kind: 'refused'; readonly error: ServiceError };

const methods = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']);
const formType = 'application/x-www-form-urlencoded';
const home = 'https://aws.amazon.com/iam';

/**
 * Recorded live: methods of no standard and broken escapes in a path are refused with nothing but a status; other paths and
 * a preflight have their own answers; a body without the content type of a form is not read. What other methods on `/` and
 * other content types get is not known: they are treated alike.
 */
export function route(request: ReceivedRequest): Routed {
  const { method, path, query } = request;
  if (!methods.has(method) || /%(?![0-9a-f]{2})/iu.test(path)) return answered(bareAnswer(400));
  if (isPreflight(request)) return answered(preflight());
  const isForm = method === 'POST' && mediaType(request) === formType;
  if (path !== '/' || (method !== 'GET' && method !== 'POST')) {
    return isForm && hasAction(request.body)
      ? { kind: 'refused', error: formElsewhere() }
      : answered(unknown());
  }
  const redirect = query === '' ? home : `${home}?${query}`;
  return { kind: 'form', form: isForm ? withQuery(request) : query, redirect };
}

/**
 * A body, then the query: presigned POST requests have their parameters there. Which of both wins live is not known.
 */
function withQuery({ body, query }: ReceivedRequest): Uint8Array {
  return query === '' ? body : Buffer.concat([body, Buffer.from(`&${query}`)]);
}

function answered(answer: Answer): Routed {
  return { kind: 'answer', answer };
}

function mediaType(request: ReceivedRequest): string | undefined {
  return headerOf(request, 'content-type')?.split(';')[0]?.trim().toLowerCase();
}

function hasAction(body: Uint8Array): boolean {
  return new URLSearchParams(Buffer.from(body).toString()).has('Action');
}

/** Recorded live, though perhaps for another reason. */
function formElsewhere(): ServiceError {
  return new ServiceError(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and ' +
      'signing method. Consult the service documentation for details.',
  );
}

function unknown(): Answer {
  return { status: 404, headers: [], body: '<UnknownOperationException/>\n' };
}

function isPreflight(request: ReceivedRequest): boolean {
  return (
    request.method === 'OPTIONS' &&
    headerOf(request, 'origin') !== undefined &&
    headerOf(request, 'access-control-request-method') === 'POST'
  );
}

function preflight(): Answer {
  const exposed = 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date,smithy-protocol';
  return {
    status: 200,
    headers: [
      ['Access-Control-Allow-Origin', '*'],
      ['Access-Control-Allow-Methods', 'POST'],
      ['Access-Control-Expose-Headers', exposed],
      ['Access-Control-Max-Age', '172800'],
    ],
    body: '',
  };
}
