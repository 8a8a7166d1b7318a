/** What clients can do on a connection that HTTP libraries would not let them do. */
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { useEndpoint } from './testdata/harness.js';

const endpoint = useEndpoint();
const bare400 = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
const identity = '/?Action=GetCallerIdentity&Version=2011-06-15';

/** Everything that a connection answers until it is closed. */
function answersTo(text: string): Promise<string> {
  const { hostname, port } = new URL(endpoint.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString()));
    socket.once('error', reject);
    socket.once('close', () => resolve(received));
  });
}

describe('pipelined requests', () => {
  it('that expect 100 get it before their answers, and whole answers', async () => {
    const request = `GET ${identity} HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 0\r\n`;
    const received = await answersTo(`${request}\r\n${request}Connection: close\r\n\r\n`);
    const goesOn = 'HTTP/1.1 100 Continue\r\n\r\n';
    const parts = received.split(goesOn);
    expect(parts).toHaveLength(3);
    expect(parts[0]).toBe('');
    for (const part of parts.slice(1)) {
      expect(part).toMatch(
        /^HTTP\/1\.1 403 Forbidden\r\n[^<]*\r\n\r\n<ErrorResponse [\s\S]*<\/ErrorResponse>\n$/u,
      );
    }
  });
});

describe('a request without Host', () => {
  it.each([identity, '/.well-known/openid-configuration'])(
    'is refused with a status alone: %s',
    async (path) => {
      expect(await answersTo(`GET ${path} HTTP/1.1\r\nConnection: close\r\n\r\n`)).toBe(bare400);
    },
  );

  it('is read as any other with HTTP/1.0, which has no such rule', async () => {
    const received = await answersTo(`GET ${identity} HTTP/1.0\r\n\r\n`);
    expect(received).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/u);
  });
});

describe('CONNECT', () => {
  it('is refused with a status alone', async () => {
    expect(await answersTo('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n')).toBe(bare400);
  });

  it('may be reset by the client', async () => {
    const { hostname, port } = new URL(endpoint.url);
    const socket = connect(Number(port), hostname, () => {
      socket.write('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n');
    });
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await answersTo('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n')).toBe(bare400);
  });

  it('is refused after the answers before it', async () => {
    const request = `GET ${identity} HTTP/1.1\r\nHost: a\r\n\r\n`;
    const received = await answersTo(`${request}CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(received).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/u);
    expect(received.endsWith(`</ErrorResponse>\n${bare400}`)).toBe(true);
  });
});

describe('an expectation that nobody knows', () => {
  it('fails, without a body and before the request is read', async () => {
    const head = `POST / HTTP/1.1\r\nHost: a\r\nExpect: foo\r\nContent-Length: 5\r\n`;
    expect(await answersTo(`${head}Connection: close\r\n\r\nhello`)).toBe(
      'HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
  });
});

describe('a body without a length', () => {
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n';

  it('is refused with a status alone once it is too large', async () => {
    expect(await answersTo(`${head}${chunkOf(5_000_000)}${chunkOf(5_000_001)}`)).toBe(
      'HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
  });

  it('that breaks off leaves the endpoint as it was', async () => {
    expect(await answersTo(`${head}5\r\nhello\r\nzz\r\n`)).toBe(bare400);
    expect(await answersTo(`${head}${chunkOf(5)}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 302 Found\r\n/u);
  });
});

function chunkOf(size: number): string {
  return `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`;
}
