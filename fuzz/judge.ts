/** Whether an answer is well-formed and one that is documented. */
import { SaxesParser } from 'saxes';
import { codec, type OperationName, service } from '../generated/index.js';
import type { WireResponse } from './http-response.js';
import { operationNames } from './pool.js';

/** Codes by status: recorded, reported or in the model. */
const documented: Readonly<Record<number, readonly string[]>> = {
  400: [
    'ExpiredTokenException',
    'ExpiredTradeInTokenException',
    'IDPCommunicationError',
    'IncompleteSignature',
    'InvalidAction',
    'InvalidAuthorizationMessageException',
    'InvalidIdentityToken',
    'InvalidParameterValue',
    'JWTPayloadSizeExceededException',
    'MalformedInput',
    'MalformedPolicyDocument',
    'PackedPolicyTooLarge',
    'ValidationError',
  ],
  403: [
    'AccessDenied',
    'ExpiredToken',
    'IDPRejectedClaim',
    'InvalidClientTokenId',
    'MissingAuthenticationToken',
    'OutboundWebIdentityFederationDisabledException',
    'RegionDisabledException',
    'SessionDurationEscalationException',
    'SignatureDoesNotMatch',
  ],
};
/** Answers of the front end: a status and these bodies. 417 is what HTTP has for an expectation that nobody knows. */
const bare: Readonly<Record<number, string>> = {
  200: '',
  302: '',
  400: '',
  404: '<UnknownOperationException/>\n',
  413: '',
  417: '',
};
const faultNamespace = 'http://webservices.amazon.com/AWSFault/2005-15-09';

export interface Judgement {
  /** `status code`, the code empty where there is none. */
  readonly kind: string;
  readonly problems: readonly string[];
}

export function judge(response: WireResponse, isHead: boolean): Judgement {
  const { status, body } = response;
  if (isHead || bare[status] === body) return { kind: `${status} `, problems: [] };
  const read = headerOf(response, 'content-type') === 'application/json' ? readJson(body) : readXml(body);
  if (typeof read === 'string') return { kind: `${status} ?`, problems: [read] };
  const problems = [...judgeHeaders(response, read.requestId), ...read.problems];
  if (status === 200) {
    return {
      kind: '200 ',
      problems: read.code === '' ? problems : [...problems, 'an error with status 200'],
    };
  }
  const isKnown = documented[status]?.includes(read.code) === true;
  return {
    kind: `${status} ${read.code}`,
    problems: isKnown ? problems : [...problems, `not documented: ${status} ${read.code}`],
  };
}

interface ReadBody {
  /** Empty for a success. */
  readonly code: string;
  readonly requestId: string;
  readonly problems: readonly string[];
}

function headerOf({ headers }: WireResponse, wanted: string): string | undefined {
  return headers.find(([name]) => name === wanted)?.[1];
}

function judgeHeaders(response: WireResponse, requestId: string): readonly string[] {
  const header = headerOf(response, 'x-amzn-requestid');
  const type = headerOf(response, 'content-type') ?? '';
  return [
    ...(header === requestId
      ? []
      : [`request id ${header ?? 'missing'} in the head, ${requestId} in the body`]),
    ...(type === 'text/xml' || type === 'application/json' ? [] : [`content type ${type}`]),
    ...(headerOf(response, 'date') === undefined ? ['no Date'] : []),
    ...(headerOf(response, 'x-amz-sts-extended-request-id') === undefined ? ['no extended request id'] : []),
  ];
}

/** What is wrong, where it cannot be read. */
function readXml(text: string): ReadBody | string {
  const texts = new Map<string, string>();
  const path: string[] = [];
  let root = '';
  const spaces = new Set<string>();
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri }) => {
    if (path.length === 0) root = local;
    path.push(local);
    spaces.add(uri);
  });
  parser.on('text', (part) => {
    const name = path.join('/');
    texts.set(name, `${texts.get(name) ?? ''}${part}`);
  });
  parser.on('closetag', () => path.pop());
  try {
    parser.write(text).close();
  } catch (error) {
    return `no XML: ${String(error)}`;
  }
  const code = texts.get('ErrorResponse/Error/Code') ?? '';
  const wanted = code === 'InvalidAction' ? faultNamespace : service.xmlNamespace;
  const problems = spaces.size === 1 && spaces.has(wanted) ? [] : [`namespaces ${[...spaces].join()}`];
  if (root === 'ErrorResponse') {
    const isWhole = code !== '' && texts.get('ErrorResponse/Error/Type') === 'Sender';
    const requestId = texts.get('ErrorResponse/RequestId') ?? '';
    return { code, requestId, problems: isWhole ? problems : [...problems, 'an error without code or type'] };
  }
  const operation = operationNames.find((name) => `${name}Response` === root);
  if (operation === undefined) return `the root is ${root}`;
  const requestId = texts.get(`${root}/ResponseMetadata/RequestId`) ?? '';
  return { code: '', requestId, problems: [...problems, ...judgeOutput(operation, text)] };
}

/** The model's own reader and constraints. */
function judgeOutput(operation: OperationName, text: string): readonly string[] {
  try {
    const { output } = codec[operation].deserializeResponse(text, 'strict');
    // Expiration and the like are read as they must be; strings and lists still have their bounds.
    return codec[operation]
      .validateResponse(output as never)
      .map(({ path, kind }) => `the answer breaks ${kind} at ${operation} ${path.join('.')}`);
  } catch (error) {
    return [`the answer is no ${operation}Response: ${String(error)}`];
  }
}

function readJson(text: string): ReadBody | string {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return `no JSON: ${String(error)}`;
  }
  const code = memberOf(document, 'Error', 'Code');
  if (code !== undefined) return { code, requestId: memberOf(document, 'RequestId') ?? '', problems: [] };
  const operation = operationNames.find((name) =>
    memberOf(document, `${name}Response`, 'ResponseMetadata', 'RequestId'),
  );
  if (operation === undefined) return 'neither error nor response';
  const requestId = memberOf(document, `${operation}Response`, 'ResponseMetadata', 'RequestId') ?? '';
  return { code: '', requestId, problems: [] };
}

function memberOf(document: unknown, ...names: readonly string[]): string | undefined {
  let value = document;
  for (const name of names) {
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }
  return typeof value === 'string' ? value : undefined;
}
