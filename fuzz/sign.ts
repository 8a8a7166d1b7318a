/** Signature Version 4 of the requests that the fuzzer makes, in the header or in the query. */
import { createHash, createHmac } from 'node:crypto';
import type { WireRequest } from './wire-request.js';

export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface SignOptions {
  readonly keys: SigningKeys;
  readonly date: Date;
  readonly region: string;
  readonly service: string;
  /** Adds `x-amz-content-sha256`, as most SDKs do. */
  readonly checksum: boolean;
}

/** Adds date, token and Authorization. The request's own headers are all signed, once each. */
export function signHeader(request: WireRequest, options: SignOptions): WireRequest {
  const { keys, checksum } = options;
  const hash = sha256(request.body);
  const headers: (readonly [string, string])[] = [
    ...request.headers,
    ['X-Amz-Date', basicDate(options.date)],
    ...(checksum ? [['X-Amz-Content-Sha256', hash] as const] : []),
    ...(keys.sessionToken === undefined ? [] : [['X-Amz-Security-Token', keys.sessionToken] as const]),
  ];
  const signed = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = signed.get(key);
    const trimmed = value.trim().replaceAll(/ +/gu, ' ');
    signed.set(key, before === undefined ? trimmed : `${before},${trimmed}`);
  }
  const names = [...signed.keys()].sort();
  const [path = '/', query = ''] = request.target.split(/\?(.*)/su);
  const canonical = [
    request.method,
    path,
    sortedQuery(query),
    ...names.map((name) => `${name}:${signed.get(name) ?? ''}`),
    '',
    names.join(';'),
    hash,
  ].join('\n');
  const authorization =
    `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope(options)}, SignedHeaders=${names.join(';')}, ` +
    `Signature=${signature(canonical, options)}`;
  return { ...request, headers: [...headers, ['Authorization', authorization]] };
}

/** A presigned GET: `query` with the signature in it, over the host alone. */
export function presign(host: string, query: string, options: SignOptions): string {
  const { keys, date } = options;
  const parameters: [string, string][] = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${keys.accessKeyId}/${scope(options)}`],
    ['X-Amz-Date', basicDate(date)],
    ['X-Amz-Expires', '60'],
    ['X-Amz-SignedHeaders', 'host'],
    ...(keys.sessionToken === undefined
      ? []
      : [['X-Amz-Security-Token', keys.sessionToken] as [string, string]]),
  ];
  const added = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const whole = query === '' ? added : `${query}&${added}`;
  const canonical = [
    'GET',
    '/',
    sortedQuery(whole),
    `host:${host}`,
    '',
    'host',
    sha256(Buffer.alloc(0)),
  ].join('\n');
  return `${whole}&X-Amz-Signature=${signature(canonical, options)}`;
}

function sortedQuery(query: string): string {
  return query === '' ? '' : query.split('&').sort().join('&');
}

function signature(canonical: string, options: SignOptions): string {
  const { keys, date, region, service } = options;
  const text = `AWS4-HMAC-SHA256\n${basicDate(date)}\n${scope(options)}\n${sha256(Buffer.from(canonical))}`;
  const parts = [keys.secretAccessKey, basicDate(date).slice(0, 8), region, service, 'aws4_request'];
  return createHmac('sha256', signingKey(parts)).update(text).digest('hex');
}

const derived = new Map<string, Buffer>();

/** Derived once for each of the few keys, days and scopes there are. */
function signingKey([secret = '', ...parts]: readonly string[]): Buffer {
  const id = [secret, ...parts].join('\n');
  let key = derived.get(id);
  if (key !== undefined) return key;
  key = Buffer.from(`AWS4${secret}`);
  for (const part of parts) key = createHmac('sha256', key).update(part).digest();
  derived.set(id, key);
  return key;
}

function scope({ date, region, service }: SignOptions): string {
  return `${basicDate(date).slice(0, 8)}/${region}/${service}/aws4_request`;
}

function basicDate(date: Date): string {
  return date.toISOString().replaceAll(/[-:]|\.\d{3}/gu, '');
}

function sha256(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
