/**
 * Stands before a right endpoint and spoils its answers in one way: proof of the checks that no fault of the reference
 * endpoint touches. The first answer to each action stays as it is, so that the suite finds the operation supported.
 */
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const distortionNames = [
  'never-refuses',
  'refuses-all',
  'ill-formed',
  'other-root',
  'other-type',
  'other-header-id',
  'no-uuid',
  'one-id',
  'other-status',
  'not-utf-8',
] as const;

export type DistortionName = (typeof distortionNames)[number];

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** UTF-8 by default. */
  readonly encoding?: BufferEncoding;
}

type Distortion = (reply: Reply, firstSuccess: Reply) => Reply;

const oneId = '00000000-0000-4000-8000-000000000000';
const requestId = /<RequestId>[^<]*<\/RequestId>/u;

const distortions: Readonly<Record<DistortionName, Distortion>> = {
  'never-refuses': (reply, success) => (reply.status >= 400 ? success : reply),
  'refuses-all': (reply) => ({ ...reply, status: 400, body: refusal }),
  'ill-formed': (reply) => ({ ...reply, body: reply.body.replace(/<\/RequestId>/u, '') }),
  'other-root': (reply) => ({
    ...reply,
    body: reply.body.replace(/<(\w+)Response /u, '<$1Answer ').replace(/<\/(\w+)Response>\s*$/u, '</$1Answer>'),
  }),
  'other-type': (reply) => ({ ...reply, headers: { ...reply.headers, 'content-type': 'application/xml' } }),
  'other-header-id': (reply) => ({ ...reply, headers: { ...reply.headers, 'x-amzn-requestid': oneId } }),
  'no-uuid': (reply) => withId(reply, 'REQUEST'),
  'one-id': (reply) => withId(reply, oneId),
  'other-status': (reply) => (reply.status === 200 ? { ...reply, status: 201 } : reply),
  'not-utf-8': (reply) => ({ ...reply, body: `${reply.body}<!-- \u00ff -->`, encoding: 'latin1' }),
};

function withId(reply: Reply, id: string): Reply {
  return {
    ...reply,
    headers: { ...reply.headers, 'x-amzn-requestid': id },
    body: reply.body.replace(requestId, `<RequestId>${id}</RequestId>`),
  };
}

const refusal =
  '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>' +
  '<Code>ValidationError</Code><Message>1 validation error detected: Value at x failed to satisfy constraint' +
  `</Message></Error><RequestId>${oneId}</RequestId></ErrorResponse>`;

export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a proxy on 127.0.0.1. Host headers are passed on, so that signatures stay right. */
export async function startDistortingProxy(upstream: string, name: DistortionName): Promise<Proxy> {
  const firstSuccesses = new Map<string, Reply>();
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await readAll(incoming);
      const action = /Action=(\w+)/u.exec(body)?.[1] ?? '';
      const reply = await forward(upstream, incoming, body);
      const first = firstSuccesses.get(action);
      if (first === undefined && reply.status < 300) firstSuccesses.set(action, reply);
      const { status, headers, body: text, encoding } = first === undefined ? reply : distortions[name](reply, first);
      outgoing.writeHead(status, headers).end(Buffer.from(text, encoding ?? 'utf8'));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function forward(upstream: string, incoming: IncomingMessage, body: string): Promise<Reply> {
  const outgoing = httpRequest(new URL(incoming.url ?? '/', upstream), {
    method: incoming.method,
    headers: incoming.headers,
  });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const headers = Object.fromEntries(
    Object.entries(response.headers).filter(([key]) => key !== 'content-length' && key !== 'transfer-encoding'),
  ) as Record<string, string>;
  return { status: response.statusCode ?? 0, headers, body: await readAll(response) };
}

async function readAll(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
