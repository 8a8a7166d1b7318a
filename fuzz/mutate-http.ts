/** What can be odd about a request around its form, before and after it is signed; and its bytes. */
import { nastyText } from './nasty.js';
import type { Random } from './random.js';
import type { WireRequest } from './wire-request.js';

type HttpMutation = (request: WireRequest, random: Random) => WireRequest;

const contentTypes = [
  '',
  'text/xml',
  'application/json',
  'application/x-www-form-urlencoded; charset=utf-8',
  'APPLICATION/X-WWW-FORM-URLENCODED;charset=utf-16',
  'multipart/form-data; boundary=x',
];
const targets = [
  '/',
  '//',
  '/path',
  '/%',
  '/%zz?Action=GetCallerIdentity',
  '/?',
  '/?Version=2011-06-15',
  '/?%',
  '/?Action=GetCallerIdentity&Version=2011-06-15',
  '/a/../?b',
  '*',
  'http://other.example/',
  'http://other.example',
  '/.well-known/openid-configuration',
  '/.well-known/jwks.json',
];

const beforeSigning: readonly HttpMutation[] = [
  (request, random) => header(request, 'Accept', random.pick(['application/json', '*/*', 'text/html', ''])),
  (request, random) => header(request, 'Accept', random.pick(['application/json'])),
  (request, random) => ({
    ...request,
    headers: request.headers.map(([name, value]) =>
      name === 'Content-Type' ? [name, random.pick(contentTypes)] : [name, value],
    ),
  }),
  (request) => ({ ...request, headers: request.headers.filter(([name]) => name !== 'Content-Type') }),
  (request, random) => ({ ...request, target: random.pick(targets) }),
  (request, random) => ({ ...request, target: `/?${asTarget(nastyText(random))}` }),
  (request, random) => ({
    ...request,
    method: random.pick(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND', 'MKCOL']),
  }),
  (request, random) =>
    header(request, random.pick(['X-Meta', 'User-Agent', 'Origin']), asValue(nastyText(random))),
  (request, random) => header(header(request, 'X-Twice', '  a   b '), 'x-twice', String(random.int(9))),
  (request, random) => header(request, 'X-Long', 'x'.repeat(random.int(20_000))),
  (request, random) => header(request, 'Expect', random.pick(['100-continue', '100-continue', 'foo'])),
  (request) => header(request, 'Connection', 'close'),
  (request) => header(request, 'Upgrade', 'websocket'),
  (request) => ({ ...request, version: 'HTTP/1.0' }),
  (request, random) => ({
    ...request,
    chunks: Array.from({ length: random.int(20) }, () => 1 + random.int(50)),
  }),
  (request) => header(header(request, 'Origin', 'https://a'), 'Access-Control-Request-Method', 'POST'),
];

const afterSigning: readonly HttpMutation[] = [
  (request) => ({ ...request, headers: request.headers.filter(([name]) => name !== 'Host') }),
  (request, random) => authorization(request, (text) => broken(text, random)),
  (request, random) => authorization(request, (text) => broken(text, random)),
  (request, random) =>
    authorization(request, (text) => text.replace(/(?<==)[^,]*/u, (part) => asValue(broken(part, random)))),
  (request, random) =>
    authorization(request, (text) =>
      text.replace('SignedHeaders=', `SignedHeaders=${random.pick([';', 'x;', 'HOST;', ':;'])}`),
    ),
  (request, random) =>
    authorization(request, () =>
      random.pick([
        '',
        'Basic x',
        'AWS4-HMAC-SHA256',
        'AWS4-HMAC-SHA256 ',
        'AWS4-ECDSA-P256-SHA256 x=y',
        ',,,',
        '=,=,=',
      ]),
    ),
  (request, random) =>
    replaceHeader(request, 'X-Amz-Date', (text) =>
      random.pick(['', 'now', '20260230T250000Z', `${text} `, text.slice(1), '99999999T999999Z']),
    ),
  (request, random) => replaceHeader(request, 'X-Amz-Security-Token', (text) => broken(text, random)),
  (request, random) => header(request, 'X-Amz-Security-Token', asValue(nastyText(random))),
  (request, random) =>
    header(request, 'X-Amz-Content-Sha256', random.pick(['', 'UNSIGNED-PAYLOAD', '0'.repeat(64)])),
  (request) =>
    header(
      request,
      'Authorization',
      'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0',
    ),
  (request, random) => ({
    ...request,
    body: Buffer.concat([request.body, Buffer.from(`&Extra=${random.int(9)}`)]),
  }),
];

export function mutateBeforeSigning(request: WireRequest, random: Random): WireRequest {
  return random.pick(beforeSigning)(request, random);
}

export function mutateAfterSigning(request: WireRequest, random: Random): WireRequest {
  return random.pick(afterSigning)(request, random);
}

/** One to six changes of bytes anywhere, the framing included. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  let mutated = bytes;
  for (let left = 1 + random.int(6); left > 0; left -= 1) {
    // The head is the shorter part and the more interesting one.
    const at = random.int(random.chance(0.7) ? Math.min(mutated.length, 600) : mutated.length);
    mutated = mutateAt(mutated, at, random);
  }
  return mutated;
}

function mutateAt(bytes: Buffer, at: number, random: Random): Buffer {
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.int(7)) {
    case 0:
      return Buffer.concat([before, random.bytes(1), after.subarray(1)]);
    case 1:
      return Buffer.concat([before, after.subarray(1 + random.int(40))]);
    case 2:
      return Buffer.concat([before, random.bytes(random.int(30)), after]);
    case 3:
      return before;
    case 4:
      return Buffer.concat([
        before,
        Buffer.from(random.pick(['\r\n', '\n', '\r\n\r\n', ': ', '\0', 'Content-Length: 5\r\n'])),
        after,
      ]);
    case 5:
      return Buffer.concat([before, after.subarray(0, 60), after]);
    default:
      return Buffer.concat([bytes, bytes]);
  }
}

function header(request: WireRequest, name: string, value: string): WireRequest {
  return { ...request, headers: [...request.headers, [name, value]] };
}

function replaceHeader(request: WireRequest, name: string, change: (value: string) => string): WireRequest {
  const headers = request.headers.map(([key, value]): [string, string] =>
    key === name ? [key, asValue(change(value))] : [key, value],
  );
  return { ...request, headers };
}

function authorization(request: WireRequest, change: (value: string) => string): WireRequest {
  return replaceHeader(request, 'Authorization', change);
}

function broken(text: string, random: Random): string {
  const at = random.int(text.length + 1);
  const added = random.pick(['', ' ', ',', '=', '/', ';', 'x', 'é', 'AWS4-HMAC-SHA256 ']);
  return `${text.slice(0, at)}${added}${text.slice(at + random.int(5))}`;
}

/** Keeps what may stand in a header value, as Latin-1. */
function asValue(text: string): string {
  return text.replaceAll(/[^\t\u0020-\u007e\u0080-\u00ff]/gu, '');
}

/** Keeps what may stand in a request target. */
export function asTarget(text: string): string {
  return text.replaceAll(/[^\u0021-\u007e]/gu, '');
}
