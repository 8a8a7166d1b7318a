/** Small servers on 127.0.0.1 for the tests of this folder: raw sockets that say exactly what a test wants. */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** Number of connections accepted so far. */
  connections(): number;
  /** Ends every connection and the server. */
  close(): Promise<void>;
}

/** A TCP server. `onRequest` gets what came, whenever something comes. */
export function startRaw(onData: (socket: Socket, data: Buffer) => void): Promise<TestServer> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => onData(socket, data));
  });
  return listen(server);
}

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An HTTP server that reads the whole body first. */
export function startHttp(
  handler: (request: ReceivedRequest, response: ServerResponse) => void,
): Promise<TestServer> {
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      handler({ method, path: url, headers, body: Buffer.concat(chunks).toString() }, response);
    });
  });
  return listen(server);
}

export async function listen(server: Server, scheme = 'http'): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
