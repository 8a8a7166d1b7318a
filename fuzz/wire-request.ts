/** A request as its bytes, before any of them is broken. */

export interface WireRequest {
  readonly method: string;
  /** Request target: path and query, or a whole URL. */
  readonly target: string;
  readonly version: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** Sizes of the chunks that the body is sent in; without them Content-Length is sent. */
  readonly chunks?: readonly number[];
}

/** Head and body. Header values are sent as Latin-1, as they come. */
export function writeRequest(request: WireRequest): Buffer {
  const { method, target, version, body, chunks } = request;
  const framing: [string, string] =
    chunks === undefined ? ['Content-Length', String(body.length)] : ['Transfer-Encoding', 'chunked'];
  const lines = [...request.headers, framing].map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`${method} ${target} ${version}\r\n${lines.join('')}\r\n`, 'latin1');
  return Buffer.concat([head, chunks === undefined ? body : writeChunks(body, chunks)]);
}

function writeChunks(body: Buffer, sizes: readonly number[]): Buffer {
  const parts: Buffer[] = [];
  let start = 0;
  for (const size of [...sizes, body.length]) {
    const chunk = body.subarray(start, start + size);
    start += chunk.length;
    if (chunk.length > 0) {
      parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
    }
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}
