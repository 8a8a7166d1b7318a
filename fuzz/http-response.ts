/** A strict reader of HTTP/1.1 responses with Content-Length: what the endpoint may send and nothing else. */

export interface WireResponse {
  readonly status: number;
  /** Lower-case names, in wire order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface ReadResponses {
  readonly responses: readonly WireResponse[];
  /** Bytes after the last whole response. */
  readonly rest: number;
}

const headerLine =
  /^([!#$%&'*+\-.^_`|~\dA-Za-z]+):[ \t]*((?:[\u0021-\u00ff](?:[\t\u0020-\u00ff]*[\u0021-\u00ff])?)?)[ \t]*$/u;

/**
 * Reads whole responses from the start; 100 Continue is passed over.
 *
 * @throws Error for bytes that are no response
 */
export function readResponses(bytes: Buffer, isHead: boolean): ReadResponses {
  const responses: WireResponse[] = [];
  let start = 0;
  for (;;) {
    const end = bytes.indexOf('\r\n\r\n', start);
    if (end < 0) break;
    const [statusLine = '', ...lines] = bytes.toString('latin1', start, end).split('\r\n');
    const status = Number(/^HTTP\/1\.1 ([1-5]\d\d) [\t\u0020-\u007e]*$/u.exec(statusLine)?.[1]);
    if (Number.isNaN(status)) throw new Error(`no status line: ${JSON.stringify(statusLine)}`);
    const headers = lines.map(readHeader);
    if (status === 100) {
      start = end + 4;
      continue;
    }
    const lengths = headers.filter(([name]) => name === 'content-length').map(([, value]) => value);
    const [length = ''] = lengths;
    if (lengths.length !== 1 || !/^\d+$/u.test(length)) throw new Error(`content-length: ${lengths.join()}`);
    const bodyEnd = end + 4 + (isHead ? 0 : Number(length));
    if (bodyEnd > bytes.length) break;
    const body = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(end + 4, bodyEnd));
    responses.push({ status, headers, body });
    start = bodyEnd;
  }
  return { responses, rest: bytes.length - start };
}

function readHeader(line: string): readonly [string, string] {
  const [, name, value] = headerLine.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new Error(`no header: ${JSON.stringify(line)}`);
  return [name.toLowerCase(), value];
}
