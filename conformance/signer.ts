import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { SigningCredentials } from './check.js';
import type { OutgoingRequest } from './exchange.js';

export interface SignOptions {
  readonly credentials: SigningCredentials;
  readonly region: string;
  /** `sts` by default. */
  readonly service?: string | undefined;
  /** Now by default. */
  readonly date?: Date | undefined;
}

/**
 * Signs a request with Signature Version 4 in its headers, exactly as it will be sent: path, query and body are taken
 * as they stand. Adds `Host`, `X-Amz-Date`, `X-Amz-Security-Token` where there is a token, and `Authorization`; what the
 * request already has under these names is replaced. `x-amz-content-sha256` is not added.
 */
export async function sign(
  request: OutgoingRequest,
  host: string,
  options: SignOptions,
): Promise<OutgoingRequest> {
  const headers = request.headers.filter(([name]) => !addedNames.has(name.toLowerCase()));
  const { path, query } = splitPath(request.path);
  const signer = new SignatureV4({
    service: options.service ?? 'sts',
    region: options.region,
    credentials: {
      accessKeyId: options.credentials.accessKeyId,
      secretAccessKey: options.credentials.secretAccessKey,
      ...(options.credentials.sessionToken ? { sessionToken: options.credentials.sessionToken } : {}),
    },
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: 'http:',
      hostname: host,
      path,
      query,
      headers: { ...foldHeaders(headers), host },
      body: request.body,
    },
    { signingDate: options.date ?? new Date() },
  );
  const added: [string, string][] = [['Host', host]];
  for (const [name, label] of signedHeaders) {
    const value = signed.headers[name];
    if (value !== undefined) added.push([label, value]);
  }
  return { ...request, headers: [...added, ...headers] };
}

const signedHeaders = [
  ['x-amz-date', 'X-Amz-Date'],
  ['x-amz-security-token', 'X-Amz-Security-Token'],
  ['authorization', 'Authorization'],
] as const;
const addedNames: ReadonlySet<string> = new Set(['host', ...signedHeaders.map(([name]) => name)]);

/** Repeated headers are signed as one, their values joined by a comma in the order they are sent. */
function foldHeaders(headers: OutgoingRequest['headers']): Record<string, string> {
  const folded: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = folded[key];
    folded[key] = before === undefined ? value.trim() : `${before},${value.trim()}`;
  }
  return folded;
}

/** The query as names and values, decoded as RFC 3986 says: `+` is a plus. The signer encodes them again. */
function splitPath(raw: string): { path: string; query: Record<string, string[]> } {
  const mark = raw.indexOf('?');
  if (mark < 0) return { path: raw, query: {} };
  const query: Record<string, string[]> = {};
  for (const pair of raw.slice(mark + 1).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    (query[name] ??= []).push(value);
  }
  return { path: raw.slice(0, mark), query };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** SHA-256 and its HMAC by node:crypto, in the form in which the signer wants them. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(secret));
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    throw new Error('a digest is used once');
  }
}

function toBytes(source: string | ArrayBuffer | ArrayBufferView): Uint8Array | string {
  if (typeof source === 'string') return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
}
