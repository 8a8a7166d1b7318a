/** Cases against the generated server side: it reads requests, and writes responses and error documents. */
import type { RequestCase, ResponseCase } from './cases.js';
import { arrivingPart } from './arriving.js';
import type { Context, Subject } from './context.js';
import { CaseError, differ } from './difference.js';
import type { Difference } from './difference.js';
import { compareElements, findElement, normalized, readXml, requestIdOf, without } from './documents.js';
import type { Element } from './documents.js';
import { compareHeaders } from './headers.js';
import { compareStructure, structureOf } from './values.js';
import type { Owner } from './values.js';

/** Media type of every request, where a case does not say so. */
const formType = 'application/x-www-form-urlencoded';

/** A case that passed or failed, or that the wire itself cannot decide. */
export type ServerOutcome =
  | { readonly kind: 'decided'; readonly differences: readonly Difference[] }
  | { readonly kind: 'not-expressible'; readonly reason: string };

/** What a server makes of the request of a case. */
export function runServerRequest(
  test: RequestCase,
  { operation }: Subject,
  { code }: Context,
): ServerOutcome {
  if (test.body === undefined) {
    const reason = 'a server reads operation and params from the body, and the case has none';
    return { kind: 'not-expressible', reason };
  }
  const wanted = structureOf(operation.input, test.params, 'params');
  const form = code.parseForm(test.body.trim());
  const head = {
    method: test.method,
    path: test.uri,
    contentType: test.headers.get('content-type') ?? formType,
  };
  const claimed = differ('operation', operation.name, code.claimRequest(head, form));
  const got = code.codec[operation.name]?.deserializeRequest(form);
  const differences = [...claimed, ...compareStructure(operation.input, wanted, got, 'params')];
  if (differences.length === 0) return { kind: 'decided', differences };
  const { value, losses } = arrivingPart(operation.input, wanted);
  const rest = [...claimed, ...compareStructure(operation.input, value, got, 'params')];
  if (losses.length > 0 && rest.length === 0) return { kind: 'not-expressible', reason: losses.join('; ') };
  return { kind: 'decided', differences };
}

/** What a server answers with the params of a case. */
export function runServerResponse(
  test: ResponseCase,
  { operation, error }: Subject,
  { code }: Context,
): readonly Difference[] {
  const shape = error ?? operation.output;
  const params = structureOf(shape, test.params, 'params');
  const document = test.body === undefined ? undefined : readXml(test.body);
  if (document instanceof Error) throw new CaseError(`body: ${document.message}`);
  const id = document && requestIdOf(document);
  const answer =
    error === undefined
      ? code.answerWith(operation.name, params, id ?? 'request-id')
      : code.answerWithError({ name: error.name, ...params }, id ?? 'request-id');
  const headers = new Map(Object.entries(answer.headers));
  return [
    ...differ('status', test.code, answer.status),
    ...compareHeaders(test, headers),
    ...compareVendorParams(test, answer.body),
    ...(document === undefined ? [] : compareBodies(document, answer.body, shape)),
  ];
}

/** A document that names no request says nothing about how the answer names it. */
function compareBodies(wanted: Element, body: string, shape: Owner): readonly Difference[] {
  const got = readXml(body);
  if (got instanceof Error) return [{ what: 'body', wanted: 'a well-formed document', got: got.message }];
  const hasId = requestIdOf(wanted) !== undefined;
  const [one, other] = [wanted, hasId ? got : without(got, isId)].map((root) => normalized(shape, root));
  if (one === undefined || other === undefined) return [];
  return [...differ('body root', one.name, other.name), ...compareElements(one, other, `body/${one.name}`)];
}

function isId({ name }: Element): boolean {
  return name === 'ResponseMetadata' || name === 'RequestId';
}

function compareVendorParams({ vendorParams }: ResponseCase, body: string): readonly Difference[] {
  const root = readXml(body);
  return [['code', 'Code'] as const, ['type', 'Type'] as const].flatMap(([name, element]) => {
    if (vendorParams[name] === undefined) return [];
    const got = root instanceof Error ? undefined : findElement(root, 'Error', element)?.text;
    return differ(name, vendorParams[name], got);
  });
}
