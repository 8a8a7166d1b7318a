/** What clients can do on a connection that HTTP libraries would not let them do. */
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { useEndpoint } from './testdata/harness.js';

const endpoint = useEndpoint();
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
