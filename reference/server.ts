/** The endpoint over HTTP/1.1: limits of head and body, raw headers in, exact headers out. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Answer } from './answer.js';
import type { ReceivedRequest } from './auth/request.js';

/** Largest body that is read; one byte more is refused with 413 (recorded live). */
const bodyLimit = 10_000_000;
/** Near what the live front end takes; its exact limit depends on the headers. */
const headLimit = 16_384;

export type Answering = (request: ReceivedRequest) => Promise<Answer>;

export interface EndpointServer {
  readonly server: Server;
  /** Stops listening, ends connections that are not being answered, resolves when the others are, or are cut after a time. */
  readonly close: (graceMs?: number) => Promise<void>;
}

/** A server that is not listening yet. */
export function createEndpointServer(
  answering: Answering,
  tls?: { readonly cert: string; readonly key: string },
): EndpointServer {
  // Requests without Host are refused below: Node would state a date, and send an empty chunked body.
  const options = { maxHeaderSize: headLimit, keepAliveTimeout: 60_000, requireHostHeader: false };
  const server: Server =
    tls === undefined ? createServer(options) : createSecureServer({ ...options, ...tls });
  // Requests in progress by connection; pipelined ones may be several.
  const busy = new Map<Socket, number>();
  const refusedNext = new WeakSet<Socket>();
  const settle = (socket: Socket): void => {
    const left = (busy.get(socket) ?? 1) - 1;
    if (busy.has(socket)) busy.set(socket, left);
    if (left > 0) return;
    if (refusedNext.has(socket)) refuseHead(socket);
    else if (!server.listening) socket.end();
  };
  server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
    busy.set(socket, 0);
    socket.once('close', () => busy.delete(socket));
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    busy.set(socket, (busy.get(socket) ?? 0) + 1);
    response.once('close', () => settle(socket));
    void handle(request, response, answering);
  });
  server.on('checkExpectation', (_request, response) => {
    response.sendDate = false;
    refuse(response, 417);
  });
  server.on('connect', (_request, stream) => {
    const socket = stream as Socket;
    // Node lets go of the socket: what else comes is dropped, and a reset ends nothing but the connection.
    socket.on('error', () => socket.destroy()).resume();
    // Answers to the requests before it come first.
    if ((busy.get(socket) ?? 0) > 0) refusedNext.add(socket);
    else refuseHead(socket);
  });
  server.on('clientError', (_error, socket) => refuseHead(socket as Socket));
  return {
    server,
    async close(graceMs) {
      const closed = once(server, 'close');
      server.close();
      for (const [socket, requests] of busy) if (requests === 0) socket.destroy();
      const timer =
        graceMs === undefined ? undefined : setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  answering: Answering,
): Promise<void> {
  response.sendDate = false;
  if (request.headers.host === undefined && request.httpVersion === '1.1') {
    refuse(response, 400);
    return;
  }
  const body = await readBody(request);
  if (body === 'aborted') return;
  if (body === 'too large') {
    refuse(response, 413);
    return;
  }
  const { status, headers, body: text } = await answering(receivedRequest(request, body));
  const raw = headers.flatMap(([name, value]) => [name, value]);
  response.writeHead(status, [...raw, 'Content-Length', String(Buffer.byteLength(text))]);
  // A string: before bytes Node would put the head first among all that waits, a `100 Continue` included.
  response.end(request.method === 'HEAD' ? undefined : text);
}

/** Nothing but a status, and the connection ends: the body may still be under way. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': '0', Connection: 'close' }).end();
}

/** Keeps nothing of a body from where it is too large on, whatever its Content-Length says. */
function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'aborted'> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    if (Number(request.headers['content-length'] ?? 0) > bodyLimit) {
      resolve('too large');
      return;
    }
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bodyLimit) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        resolve('too large');
      }
    });
    request.once('end', () => {
      resolve(chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks));
    });
    request.on('error', () => resolve('aborted'));
    request.once('close', () => resolve('aborted'));
  });
}

function receivedRequest(request: IncomingMessage, body: Uint8Array): ReceivedRequest {
  const { rawHeaders } = request;
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  // Absolute form (RFC 9112, section 3.2.2) names the host once more.
  const target = (request.url ?? '/').replace(/^https?:\/\/[^/?]*/iu, '');
  const question = target.indexOf('?');
  const path = question < 0 ? target : target.slice(0, question);
  const query = question < 0 ? '' : target.slice(question + 1);
  return {
    method: request.method ?? 'GET',
    path: path === '' ? '/' : path,
    query,
    headers,
    body,
    address: request.socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/u, ''),
    secure: 'encrypted' in request.socket,
  };
}

/** Unparseable and overlong heads, and CONNECT: nothing but a status (recorded live for heads and for other extension methods). */
function refuseHead(socket: Socket): void {
  if (socket.writable)
    socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  else socket.destroy();
}
