/** Cases against the generated client, as a user has it: its methods, its configuration, its exceptions. */
import { lowerCamel } from '../ir/names.js';
import type { RequestCase, ResponseCase } from './cases.js';
import type { Context, Subject } from './context.js';
import { CaseError, differ, show } from './difference.js';
import type { Difference } from './difference.js';
import { readXml, requestIdOf } from './documents.js';
import { compareForms } from './forms.js';
import { compareHeaders } from './headers.js';
import { compareStructure, structureOf } from './values.js';
import type { Owner } from './values.js';

/** Fills idempotency tokens in every case; official cases expect it. */
const idempotencyToken = '00000000-0000-4000-8000-000000000000';

/** What the client sends for the params of a case. */
export async function runClientRequest(
  test: RequestCase,
  { operation }: Subject,
  context: Context,
): Promise<readonly Difference[]> {
  const { wire } = context;
  const input = structureOf(operation.input, test.params, 'params');
  wire.answerWith({ status: 200, headers: new Map(), body: '' });
  const outcome = await call(context, test.host, operation.name, input);
  // Whatever the client makes of an empty answer is not the matter of a request.
  const sent = wire.lastRequest();
  if (sent === undefined) return [{ what: 'request', wanted: 'one that is sent', got: describe(outcome) }];
  const [host] = (test.host ?? '').split('/');
  const wantedHost = test.resolvedHost ?? (host === '' ? undefined : host);
  return [
    ...differ('method', test.method, sent.method),
    ...(wantedHost === undefined ? [] : differ('host', wantedHost, sent.url.host)),
    ...differ('uri', test.uri, sent.url.pathname),
    ...compareQuery(test, sent.url),
    ...compareHeaders(test, sent.headers),
    ...compareBody(test, operation.input, sent.body),
  ];
}

function compareBody({ body }: RequestCase, input: Owner, sent: string | undefined): readonly Difference[] {
  if (sent === undefined)
    return [{ what: 'body', wanted: 'a body in gzip, as its header says', got: 'none' }];
  return body === undefined ? [] : compareForms(input, body, sent);
}

/** What the client makes of the answer of a case. */
export async function runClientResponse(
  test: ResponseCase,
  { operation, error }: Subject,
  context: Context,
): Promise<readonly Difference[]> {
  const { wire } = context;
  wire.answerWith({ status: test.code, headers: test.headers, body: test.body ?? '' });
  // A host label is all that a client cannot do without.
  const labels = operation.input.members.filter(({ hostLabel }) => hostLabel);
  const input = Object.fromEntries(labels.map(({ property }) => [property, 'label']));
  const outcome = await call(context, undefined, operation.name, input);
  const shape = error ?? operation.output;
  const wanted = structureOf(shape, test.params, 'params');
  if (error === undefined) {
    if (outcome.kind === 'thrown')
      return [{ what: 'answer', wanted: 'an output', got: show(outcome.reason) }];
    const { $metadata, ...output } = outcome.output as { readonly $metadata?: Metadata };
    return [...compareMetadata(test, $metadata), ...compareStructure(shape, wanted, output, 'params')];
  }
  if (outcome.kind === 'returned') return [{ what: 'answer', wanted: error.name, got: show(outcome.output) }];
  const { reason } = outcome;
  if (!(reason instanceof context.code.ServiceException) || reason.name !== error.name) {
    return [{ what: 'exception', wanted: error.name, got: show(reason) }];
  }
  const exception = reason as Error & Readonly<Record<string, unknown>>;
  const members = error.members.map(({ name, property, targetShape }) => {
    const isMessage = name.toLowerCase() === 'message' && targetShape.kind === 'string';
    // Every exception has a message: an empty one where none was sent.
    const absent = exception.message === '' && !Object.hasOwn(wanted, property);
    return [property, isMessage ? (absent ? undefined : exception.message) : exception[property]] as const;
  });
  return [
    ...compareMetadata(test, exception['$metadata'] as Metadata | undefined),
    ...differ('code', test.vendorParams['code'] ?? error.code, exception['code']),
    ...differ('fault', faultOf(test) ?? error.fault, exception['$fault']),
    ...compareStructure(shape, wanted, Object.fromEntries(members), 'params'),
  ];
}

interface Metadata {
  readonly httpStatusCode?: number;
  readonly requestId?: string;
}

/** The status, and the request id where the document of the case has one. */
function compareMetadata({ code, body = '' }: ResponseCase, metadata: Metadata = {}): readonly Difference[] {
  const document = readXml(body);
  const id = document instanceof Error ? undefined : requestIdOf(document);
  return [
    ...differ('status', code, metadata.httpStatusCode),
    ...(id === undefined ? [] : differ('request id', id, metadata.requestId)),
  ];
}

/** `Sender` and `Receiver` of the wire as Smithy's client and server. */
function faultOf({ vendorParams }: ResponseCase): string | undefined {
  const { type } = vendorParams;
  if (type === undefined) return undefined;
  if (type === 'Sender') return 'client';
  if (type === 'Receiver') return 'server';
  throw new CaseError(`vendorParams.type must be Sender or Receiver, not ${show(type)}`);
}

type Outcome =
  | { readonly kind: 'returned'; readonly output: object }
  | { readonly kind: 'thrown'; readonly reason: unknown };

async function call(
  { code, wire }: Context,
  host: string | undefined,
  operation: string,
  input: object,
): Promise<Outcome> {
  const client = new code.Client({
    endpoint: `https://${host ?? 'service.example.com'}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'an example key' },
    // Cases are about the wire: some hold values that the constraints of the model refuse.
    validate: false,
    fetch: wire.fetch,
    clock: () => new Date(0),
    idempotencyToken: () => idempotencyToken,
  });
  try {
    const output = await client[lowerCamel(operation)]?.(input);
    if (output === undefined) throw new TypeError(`the client has no method for ${operation}`);
    return { kind: 'returned', output };
  } catch (reason) {
    return { kind: 'thrown', reason };
  }
}

function describe(outcome: Outcome): string {
  return outcome.kind === 'thrown' ? show(outcome.reason) : 'none';
}

function compareQuery(test: RequestCase, url: URL): readonly Difference[] {
  const sent = url.search.replace(/^\?/, '').split('&');
  const names = new Set(url.searchParams.keys());
  return [
    ...test.queryParams
      .filter((pair) => !sent.includes(pair))
      .map((pair) => ({ what: 'query', wanted: pair, got: show(url.search) })),
    ...test.requireQueryParams
      .filter((name) => !names.has(name))
      .map((name) => ({ what: 'query', wanted: `a value of ${name}`, got: show(url.search) })),
    ...test.forbidQueryParams
      .filter((name) => names.has(name))
      .map((name) => ({ what: 'query', wanted: `no ${name}`, got: show(url.search) })),
  ];
}
