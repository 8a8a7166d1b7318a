/** Endpoints that always say the same, whatever they are asked. Nothing may pass on them. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly body: string;
  readonly delayMs?: number;
  readonly withoutDate?: true;
}

export interface FakeEndpoint {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts an endpoint on 127.0.0.1 that answers to the action, and may look at the form. */
export async function startFake(
  answer: (action: string, form: URLSearchParams) => FakeAnswer,
): Promise<FakeEndpoint> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString('latin1'));
      const { status, contentType = 'text/xml', body, delayMs = 0, withoutDate } = answer(form.get('Action') ?? '', form);
      response.sendDate = withoutDate !== true;
      setTimeout(() => response.writeHead(status, { 'content-type': contentType }).end(body), delayMs);
    });
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

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** An error document of STS, with a request id of its own. */
export function errorDocument(code: string, message: string): string {
  return `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
}

/** A success document of an action, with a request id of its own. */
export function successDocument(action: string, result: string): string {
  return `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`;
}
