import { createServer as createTlsServer } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Exchange, OutgoingRequest } from './exchange.js';
import { listen, startHttp, startRaw, type TestServer } from './testdata/servers.js';
import { createTransport, type Transport, type TransportOptions } from './transport.js';

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).toReversed()) await close();
});

function transportTo(
  url: string,
  options: Partial<TransportOptions> = {},
  caCertificate?: string,
): Transport {
  const target = { endpoint: new URL(url), ...(caCertificate === undefined ? {} : { caCertificate }) };
  const transport = createTransport(target, { timeoutMs: 5000, ...options });
  cleanUp.push(() => transport.close());
  return transport;
}

async function raw(onData: Parameters<typeof startRaw>[0]): Promise<TestServer> {
  const server = await startRaw(onData);
  cleanUp.push(() => server.close());
  return server;
}

/** A server that says `reply` to everything, and closes the connection when told to. */
function saying(reply: string | Buffer, close = false): Promise<TestServer> {
  return raw((socket) => (close ? socket.end(reply) : socket.write(reply)));
}

async function startTls(): Promise<TestServer> {
  const server = createTlsServer({ key: testKey, cert: testCertificate }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
  });
  const listening = await listen(server, 'https');
  cleanUp.push(() => listening.close());
  return listening;
}

const post: OutgoingRequest = { method: 'POST', path: '/', headers: [], body: 'Action=X' };

function outcome(exchange: Exchange): string {
  const { response } = exchange;
  return response.kind === 'answer' ? `${response.status} ${response.text}` : response.cause;
}

describe('what is sent', () => {
  it('is the request line, the headers and the body as given', async () => {
    let seen = Buffer.alloc(0);
    const server = await raw((socket, data) => {
      seen = Buffer.concat([seen, data]);
      socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    });
    const body = Uint8Array.of(0x61, 0xff, 0x00, 0x0a);
    const exchange = await transportTo(server.url).send({
      method: 'PROPFIND',
      path: '/base//a/../b/./%7e%zz?x=1&x=2&&y',
      headers: [
        ['Host', 'other.example:1'],
        ['X-MiXed', 'one'],
        ['x-mixed', 'two'],
        ['Content-Type', 'text/plain'],
      ],
      body,
    });
    expect(outcome(exchange)).toBe('204 ');
    const head = seen.toString('latin1').split('\r\n\r\n')[0]?.split('\r\n');
    expect(head).toEqual([
      'PROPFIND /base//a/../b/./%7e%zz?x=1&x=2&&y HTTP/1.1',
      'host: other.example:1',
      'connection: keep-alive',
      'X-MiXed: one',
      'x-mixed: two',
      'Content-Type: text/plain',
      'content-length: 4',
    ]);
    expect(seen.subarray(-4)).toEqual(Buffer.from(body));
  });

  it('reuses one connection for requests in turn, and opens more for requests at once', async () => {
    const server = await startHttp((_request, response) => setTimeout(() => response.end('ok'), 20));
    cleanUp.push(() => server.close());
    const transport = transportTo(server.url);
    for (let i = 0; i < 5; i += 1) expect(outcome(await transport.send(post))).toBe('200 ok');
    expect(server.connections()).toBe(1);
    await Promise.all(Array.from({ length: 4 }, () => transport.send(post)));
    expect(server.connections()).toBe(4);
  });

  it('throws for a request that HTTP cannot carry: that is not the target', async () => {
    const server = await saying('HTTP/1.1 204 No Content\r\n\r\n');
    const transport = transportTo(server.url);
    await expect(transport.send({ ...post, headers: [['X', 'a\nb']] })).rejects.toThrow(/invalid X header/);
    expect(outcome(await transport.send(post))).toBe('204 ');
  });
});

describe('what comes back', () => {
  it('keeps the order and repetition of headers, in lower case', async () => {
    const server = await saying(
      'HTTP/1.1 200 OK\r\nX-B: 1\r\nx-a: \xe9\r\nX-B: 2\r\nContent-Length: 2\r\n\r\nhi',
    );
    const { response } = await transportTo(server.url).send(post);
    expect(response).toMatchObject({
      kind: 'answer',
      status: 200,
      text: 'hi',
      truncated: false,
      headers: [
        ['x-b', '1'],
        ['x-a', 'Ã©'],
        ['x-b', '2'],
        ['content-length', '2'],
      ],
    });
  });

  it('does not follow redirects and does not decompress', async () => {
    const packed = gzipSync('hello');
    const head = `HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`;
    const server = await saying(Buffer.concat([Buffer.from(head), packed]));
    const { response } = await transportTo(server.url).send(post);
    expect(response).toMatchObject({ kind: 'answer', status: 302, body: packed });
  });

  it('skips interim answers', async () => {
    const server = await saying(
      'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
    );
    expect(outcome(await transportTo(server.url).send(post))).toBe('200 ');
  });

  it('shows bytes that are not UTF-8 as U+FFFD and keeps them', async () => {
    const server = await saying(Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na\xff', 'latin1'));
    const { response } = await transportTo(server.url).send(post);
    expect(response).toMatchObject({ text: 'a\uFFFD', body: Buffer.from([0x61, 0xff]) });
  });

  it('reads an endless body up to its bound', async () => {
    const server = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
      const chunk = `400\r\n${'x'.repeat(1024)}\r\n`;
      const pour = (): void => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', pour);
      pour();
    });
    const { response } = await transportTo(server.url, { maxBodyBytes: 5000 }).send(post);
    expect(response).toMatchObject({ kind: 'answer', status: 200, truncated: true });
    expect(response.kind === 'answer' && response.body.length).toBe(5000);
  });

  it.each([
    ['closes at once', '', 'reset'],
    ['is not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'not-http'],
    ['stops in the middle of the head', 'HTTP/1.1 200 OK\r\nContent-', 'reset'],
    ['stops in the middle of the body', 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort', 'reset'],
    [
      'stops in the middle of a chunk',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nshort',
      'reset',
    ],
    [
      'has a chunk size that is none',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'not-http',
    ],
    ['has a Content-Length that is none', 'HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n', 'not-http'],
    ['has headers without end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`, 'not-http'],
    ['ends the body by closing', 'HTTP/1.1 200 OK\r\n\r\nuntil the end', '200 until the end'],
    [
      'sends more than its Content-Length',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi and more',
      '200 hi',
    ],
  ])('takes a target that %s', async (_name, reply, expected) => {
    const server = await saying(reply, true);
    expect(outcome(await transportTo(server.url).send(post))).toBe(expected);
  });

  it('says how far an answer came', async () => {
    const server = await saying('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort', true);
    const { response } = await transportTo(server.url).send(post);
    expect(response).toMatchObject({ cause: 'reset', status: 200 });
    expect(response.kind === 'no-answer' && response.detail).toMatch(
      /after status 200 and 5 bytes of the body$/,
    );
  });

  it('never lets surplus bytes of one answer become the next one', async () => {
    let requests = 0;
    const server = await raw((socket) => {
      requests += 1;
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${requests}surplus`);
    });
    const transport = transportTo(server.url);
    expect(outcome(await transport.send(post))).toBe('200 1');
    expect(outcome(await transport.send(post))).toMatch(/^200 \d$/);
  });

  it('gives up at the deadline, for silence and for a body that trickles', async () => {
    const silent = await raw(() => undefined);
    const slow = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 10);
      socket.on('close', () => clearInterval(timer));
    });
    for (const server of [silent, slow]) {
      const exchange = await transportTo(server.url, { timeoutMs: 120 }).send(post);
      expect(outcome(exchange)).toBe('timeout');
      expect(exchange.durationMs).toBeGreaterThan(100);
      expect(exchange.durationMs).toBeLessThan(1000);
    }
  });

  it('ends when the run is interrupted', async () => {
    const server = await raw(() => undefined);
    const transport = transportTo(server.url);
    const abort = new AbortController();
    const sent = transport.send(post, abort.signal);
    setTimeout(() => abort.abort(), 30);
    expect(outcome(await sent)).toBe('aborted');
    expect(outcome(await transport.send(post, abort.signal))).toBe('aborted');
  });

  it('ends requests under way when it is closed', async () => {
    const server = await raw(() => undefined);
    const transport = transportTo(server.url);
    const sent = transport.send(post);
    setTimeout(() => void transport.close(), 30);
    expect(outcome(await sent)).toBe('aborted');
  });

  it('tells when nobody listens', async () => {
    const server = await raw(() => undefined);
    await server.close();
    expect(outcome(await transportTo(server.url).send(post))).toBe('refused');
    expect(outcome(await transportTo('http://no-such-host.invalid').send(post))).toBe('refused');
  });

  it('replaces a connection that was closed while idle, but only once and only then', async () => {
    let requests = 0;
    const server = await raw((socket) => {
      requests += 1;
      // The second request on a connection meets a reset, as from a server whose idle time has just run out.
      if (requests === 2) socket.resetAndDestroy();
      else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    });
    const transport = transportTo(server.url);
    expect(outcome(await transport.send(post))).toBe('200 ok');
    expect(outcome(await transport.send(post))).toBe('200 ok');
    expect(requests).toBe(3);

    let hits = 0;
    const hostile = await raw((socket) => {
      hits += 1;
      socket.resetAndDestroy();
    });
    expect(outcome(await transportTo(hostile.url).send(post))).toBe('reset');
    expect(hits).toBe(1);
  });
});

describe('https', () => {
  it('trusts the given authority', async () => {
    const server = await startTls();
    expect(outcome(await transportTo(server.url, {}, testCertificate).send(post))).toBe('200 ok');
  });

  it('refuses an unknown one, and a target that speaks plain text', async () => {
    const server = await startTls();
    const { response } = await transportTo(server.url).send(post);
    expect(response).toMatchObject({ kind: 'no-answer', cause: 'tls' });
    const plain = await saying('HTTP/1.1 400 Bad Request\r\n\r\n', true);
    expect(outcome(await transportTo(plain.url.replace('http:', 'https:')).send(post))).toBe('tls');
  });

  it('takes a plain request to a TLS port as no HTTP', async () => {
    const server = await startTls();
    expect(['not-http', 'reset']).toContain(
      outcome(await transportTo(server.url.replace('https:', 'http:')).send(post)),
    );
  });
});

// A self-signed certificate for 127.0.0.1 and its key, made for this test alone.
const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIUc2rg5Jt6OaysNo9FA6NV4enrdgUwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMjE4MDIwNFoYDzIxMjYxMDI5
MTgwMjA0WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASnNpbSll6OE5t8r9hcZFrvXPSRUNSAV2114DF2rsvsCLpbh6hgnOlN
9ODYG6V1qfTdiWS467OFhm8aBSoHe5o3o2QwYjAdBgNVHQ4EFgQUvZRDciUfL/6B
kcLIM/EOkMMWez8wHwYDVR0jBBgwFoAUvZRDciUfL/6BkcLIM/EOkMMWez8wDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
IG6zY4eqoE9B9VJaTQBh/eFLnadpe0CXxy20oj/i+vfzAiEA7YkNEagunIHv22Ed
6bQYyOHr4SyeTlS+XEJMBMERhoU=
-----END CERTIFICATE-----
`;
const testKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQguHF804wzB7V1zWWd
v0h7IRtZtseMKzke4pnUtb5+5AqhRANCAASnNpbSll6OE5t8r9hcZFrvXPSRUNSA
V2114DF2rsvsCLpbh6hgnOlN9ODYG6V1qfTdiWS467OFhm8aBSoHe5o3
-----END PRIVATE KEY-----
`;
