/** Reads how a request says it is signed: in its Authorization header or, presigned, in its query. */
import { createHash } from 'node:crypto';
import { ServiceError } from '../service-error.js';
import type { Scope } from './canonical-request.js';
import { headerOf, type ReceivedRequest } from './request.js';

/** What a signed request claims. Nothing of it is checked against keys or clock yet. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly scope: Scope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ`. */
  readonly amzDate: string;
  readonly sessionToken: string | undefined;
  readonly presigned: boolean;
}

const algorithm = 'AWS4-HMAC-SHA256';
/** Signature Version 4A. */
const asymmetric = 'AWS4-ECDSA-P256-SHA256';

/**
 * @throws ServiceError 403 MissingAuthenticationToken for a request without any authentication; 400 IncompleteSignature or
 *   403 SignatureDoesNotMatch for one that cannot be read. Those texts are known from other implementations only.
 */
export function readAuthorization(request: ReceivedRequest): Authorization {
  const header = headerOf(request, 'authorization');
  if (header !== undefined) return fromHeader(request, header);
  const query = new URLSearchParams(request.query);
  if (query.get('X-Amz-Algorithm') !== null || query.get('X-Amz-Signature') !== null) return fromQuery(query);
  throw missingAuthentication();
}

/** Reported text and code of a request without authentication. */
function missingAuthentication(): ServiceError {
  return new ServiceError(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
}

function fromHeader(request: ReceivedRequest, header: string): Authorization {
  const blank = header.indexOf(' ');
  const scheme = blank < 0 ? header : header.slice(0, blank);
  if (scheme === asymmetric) throw asymmetricRefused();
  const parameters = new Map<string, string>();
  for (const pair of header.slice(blank < 0 ? header.length : blank + 1).split(',')) {
    const equals = pair.indexOf('=');
    if (scheme !== algorithm || equals < 0 || /\s/u.test(pair.trim())) throw notKeyValue(header);
    parameters.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
  const amzDate = headerOf(request, 'x-amz-date') ?? headerOf(request, 'date');
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !parameters.get(name))
    .map((name) => `Authorization header requires '${name}' parameter. `);
  if (amzDate === undefined) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  }
  if (amzDate === undefined || missing.length > 0) {
    const hashed = '(Hashed with SHA-256 and encoded with Base64) Authorization=';
    throw incomplete(`${missing.join('')}${hashed}${sha256Base64(header)}`);
  }
  return complete(
    {
      credential: parameters.get('Credential') ?? '',
      signedHeaders: parameters.get('SignedHeaders') ?? '',
      signature: parameters.get('Signature') ?? '',
      amzDate,
    },
    headerOf(request, 'x-amz-security-token'),
    false,
  );
}

function fromQuery(query: URLSearchParams): Authorization {
  const asked = query.get('X-Amz-Algorithm');
  if (asked === asymmetric) throw asymmetricRefused();
  // Another implementation's text.
  if (asked !== algorithm) {
    throw new ServiceError(403, 'MissingAuthenticationToken', 'Missing Authentication Token');
  }
  const part = (name: string): string => {
    const value = query.get(`X-Amz-${name}`);
    if (value === null || value === '') {
      throw incomplete(`AWS query-string parameters must include 'X-Amz-${name}'.`);
    }
    return value;
  };
  return complete(
    {
      credential: part('Credential'),
      signedHeaders: part('SignedHeaders'),
      signature: part('Signature'),
      amzDate: part('Date'),
    },
    query.get('X-Amz-Security-Token') ?? undefined,
    true,
  );
}

function complete(
  parts: Record<'credential' | 'signedHeaders' | 'signature' | 'amzDate', string>,
  sessionToken: string | undefined,
  presigned: boolean,
): Authorization {
  const { credential, amzDate } = parts;
  const [accessKeyId, date, region, service, term, ...rest] = credential.split('/');
  if (!accessKeyId || date === undefined || region === undefined || service === undefined) {
    throw fiveElements(credential);
  }
  if (term === undefined || rest.length > 0) throw fiveElements(credential);
  if (!/^\d{8}T\d{6}Z$/u.test(amzDate)) {
    throw incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${amzDate}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  if (term !== 'aws4_request') {
    throw mismatch("Credential should be scoped with a valid terminator: 'aws4_request'.");
  }
  if (!amzDate.startsWith(date)) {
    throw mismatch(
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.',
    );
  }
  const signedHeaders = parts.signedHeaders.toLowerCase().split(';');
  if (!signedHeaders.includes('host')) {
    throw mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  const scope = { date, region, service };
  return {
    accessKeyId,
    scope,
    signedHeaders,
    signature: parts.signature,
    amzDate,
    sessionToken,
    presigned,
  };
}

function asymmetricRefused(): ServiceError {
  return incomplete('Signature Version 4A is not supported by this endpoint: sign with AWS4-HMAC-SHA256.');
}

function fiveElements(credential: string): ServiceError {
  const form = 'keyid/date/region/service/term';
  return incomplete(
    `Credential must have exactly 5 slash-delimited elements, e.g. ${form}, got '${credential}'`,
  );
}

function notKeyValue(header: string): ServiceError {
  const start = 'Invalid key=value pair (missing equal-sign) in Authorization header';
  return incomplete(`${start} (hashed with SHA-256 and encoded with Base64): '${sha256Base64(header)}'.`);
}

function incomplete(text: string): ServiceError {
  return new ServiceError(400, 'IncompleteSignature', text);
}

/** 403 SignatureDoesNotMatch: the code of everything that is wrong with scope, signature or time. */
export function mismatch(text: string): ServiceError {
  return new ServiceError(403, 'SignatureDoesNotMatch', text);
}

function sha256Base64(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
