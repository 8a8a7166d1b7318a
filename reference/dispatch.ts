/** From a received request to an answer: routing, the operation, and whatever refuses on the way. */
import { type OperationName, operations, service } from '../generated/index.js';
import { type FormNode, parseForm } from '../generated/runtime/form-reader.js';
import { DeserializationError } from '../generated/runtime/problem.js';
import { type Answer, contentType, errorDocument, type Format } from './answer.js';
import { headerOf, type ReceivedRequest } from './auth/request.js';
import type { Seams } from './faults.js';
import { discover } from './outbound/discovery.js';
import { describeDenial, longestMessage } from './policy/authorization-message.js';
import { AuthorizationError } from './policy/denial.js';
import { route, type Routed } from './route.js';
import { runOperation } from './run-operation.js';
import { ServiceError } from './service-error.js';
import type { State } from './state.js';

export interface Endpoint {
  readonly state: State;
  readonly seams: Seams;
  /** URL of the endpoint, known once it listens. */
  readonly url: () => string;
  /** Told of exceptions that are no refusal; they are answered as InternalFailure. */
  readonly onError: (error: unknown) => void;
}

/** Answers one request. Never rejects. */
export async function answer(endpoint: Endpoint, request: ReceivedRequest): Promise<Answer> {
  const { state } = endpoint;
  const endpointUrl = endpoint.url();
  if (request.method === 'GET') {
    const document = discover(state.world, endpointUrl, request.path);
    if (document !== undefined) return document;
  }
  const routed = route(request);
  if (routed.kind === 'answer') return routed.answer;
  const now = state.clock();
  const requestId = endpoint.seams.requestId(state.newRequestId());
  const format: Format = headerOf(request, 'accept') === 'application/json' ? 'json' : 'xml';
  const headers: [string, string][] = [
    ['x-amzn-RequestId', requestId],
    ['x-amz-sts-extended-request-id', state.newExtendedRequestId(now)],
    ['Date', now.toUTCString()],
  ];
  const withDocument = (status: number, document: string): Answer => ({
    status,
    headers: [...headers, ['Content-Type', contentType(format)]],
    body: endpoint.seams.document(document),
  });
  try {
    const form = readForm(routed);
    const action = form.child('Action')?.value();
    if (action === undefined && routed.kind === 'form') {
      // No MissingAction: a redirect without a body (recorded live).
      return { status: 302, headers: [...headers, ['Location', routed.redirect]], body: '' };
    }
    const { seams } = endpoint;
    const client = {
      address: request.address,
      secure: request.secure === true,
      userAgent: headerOf(request, 'user-agent'),
    };
    const context = { world: state.world, state, now, requestId, client, endpointUrl };
    const name = findOperation(action ?? '', form);
    return withDocument(200, await runOperation(name, { request, form, context, seams, format }));
  } catch (thrown) {
    const error = asServiceError(thrown, endpoint);
    const refusal = withDocument(error.status, errorDocument(error, requestId, format));
    if (!(error instanceof AuthorizationError)) return refusal;
    return { ...refusal, headers: [...refusal.headers, [messageHeader, encodeDenial(state, error)]] };
  }
}

/**
 * Live answers of STS have no encoded message in any text that is known, though DecodeAuthorizationMessage decodes such
 * messages. It therefore has a header of its own, which no live answer has, and the texts stay as they are known.
 */
const messageHeader = 'x-sts-conformance-encoded-authorization-message';

function encodeDenial(state: State, { facts }: AuthorizationError): string {
  for (const text of describeDenial(facts)) {
    const message = state.encodeMessage(text);
    if (message.length <= longestMessage) return message;
  }
  return '';
}

/** @throws ServiceError where routing refused, and MalformedInput for a form beyond the reader's limits */
function readForm(routed: Exclude<Routed, { kind: 'answer' }>): FormNode {
  if (routed.kind === 'refused') throw routed.error;
  try {
    return parseForm(routed.form);
  } catch (error) {
    throw error instanceof DeserializationError ? new ServiceError(400, 'MalformedInput', undefined) : error;
  }
}

/** Unknown actions and versions share one text, and the namespace of the front end (recorded live). */
function findOperation(action: string, form: FormNode): OperationName {
  const version = form.child('Version')?.value();
  if (version === service.version && isOperation(action)) return action;
  const text = `Could not find operation ${action} for version ${version ?? 'NO_VERSION_SPECIFIED'}`;
  throw new ServiceError(400, 'InvalidAction', text, 'dispatch');
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

function asServiceError(thrown: unknown, { onError }: Endpoint): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  onError(thrown);
  return new ServiceError(500, 'InternalFailure', 'The request could not be processed.');
}
