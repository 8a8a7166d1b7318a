/** The load generator: signed requests, made beforehand, over connections that stay open. */
import { connect, type Socket } from 'node:net';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { defaultWorld } from '../world/default.js';
import { activeKey } from '../world/lookup.js';

/** Forms, each signed for the endpoint at `url` and written as bytes. Good for 15 minutes. */
export async function signRequests(url: string, forms: readonly string[]): Promise<readonly Buffer[]> {
  const { host, hostname, port } = new URL(url);
  const signer = new SignatureV4({
    credentials: activeKey(defaultWorld, 'alice'),
    region: 'us-east-1',
    service: 'sts',
    sha256: Sha256,
  });
  const signed = forms.map(async (body) => {
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: 'http:',
      hostname,
      port: Number(port),
      path: '/',
      headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    return Buffer.from(`POST / HTTP/1.1\r\n${head}\r\n${body}`);
  });
  return Promise.all(signed);
}

export interface Load {
  readonly url: string;
  readonly requests: readonly Buffer[];
  readonly connections: number;
  /** Asked before each request; false ends the connection. */
  readonly goesOn: () => boolean;
}

/**
 * Sends one request at a time on each connection.
 *
 * @returns how many were answered
 * @throws Error for an answer whose status is not 200, and for a connection that ends early
 */
export async function runLoad(load: Load): Promise<number> {
  const counts = await Promise.all(
    Array.from({ length: load.connections }, (_, at) => runConnection(load, at)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function runConnection({ url, requests, goesOn }: Load, first: number): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname).setNoDelay();
    let answered = 0;
    let got = '';
    const sendNext = (): void => {
      const request = requests[(first + answered) % requests.length];
      if (request === undefined || !goesOn()) socket.end();
      else socket.write(request);
    };
    socket.on('connect', sendNext);
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
      const end = answerEnd(got, socket);
      if (end === undefined || got.length < end) return;
      got = got.slice(end);
      answered += 1;
      sendNext();
    });
    socket.on('error', reject);
    socket.on('close', () => (goesOn() ? reject(new Error('the connection ended')) : resolve(answered)));
  });
}

/** Where the first answer ends; undefined while its head is not there. */
function answerEnd(got: string, socket: Socket): number | undefined {
  const headEnd = got.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  if (!got.startsWith('HTTP/1.1 200')) socket.destroy(new Error(got));
  const length = /\r\ncontent-length: (\d+)/iu.exec(got)?.[1];
  return headEnd + 4 + Number(length);
}
