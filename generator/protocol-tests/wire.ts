/** A real wire for the client: what its `fetch` sends goes over loopback, so that headers are those of the platform. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface SentRequest {
  readonly method: string;
  /** Where the client meant to send it. */
  readonly url: URL;
  /** As they arrived, by lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** As it arrived, or uncompressed where the headers say gzip; `undefined` where they say so and it is not. */
  readonly body: string | undefined;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export interface Wire {
  /** Sends each request to loopback, whatever host it names. */
  readonly fetch: typeof fetch;
  /** Answers with this from now on, and forgets what was sent before. */
  answerWith(answer: WireAnswer): void;
  /** The last request since then; `undefined` where there was none. */
  lastRequest(): SentRequest | undefined;
  close(): Promise<void>;
}

/** Starts a server on 127.0.0.1. It holds one exchange at a time. */
export async function startWire(): Promise<Wire> {
  let target = new URL('http://127.0.0.1');
  let answer: WireAnswer = { status: 200, headers: new Map(), body: '' };
  let sent: SentRequest | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = new Map(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const body = textOf(Buffer.concat(chunks), headers.get('content-encoding'));
      sent = { method: request.method ?? '', url: new URL(target), headers, body };
      try {
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(answer.body);
      } catch {
        // Headers that HTTP cannot carry: the client is left without an answer.
        response.destroy();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    fetch: (input, init) => {
      target = new URL(input instanceof Request ? input.url : input);
      return fetch(`http://127.0.0.1:${port}${target.pathname}${target.search}`, init);
    },
    answerWith: (next) => {
      answer = next;
      sent = undefined;
    },
    lastRequest: () => sent,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function textOf(body: Buffer, encoding: string | undefined): string | undefined {
  if (encoding !== 'gzip') return body.toString('utf8');
  try {
    return gunzipSync(body).toString('utf8');
  } catch {
    return undefined;
  }
}
