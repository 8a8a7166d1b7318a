/** The endpoint as a program starts and ends it. */
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { defaultWorld } from '../world/default.js';
import { roleArn } from '../world/lookup.js';
import { startReference } from './index.js';
import { call, send } from './testdata/client.js';
import { counting } from './testdata/random.js';

const now = new Date('2026-07-19T12:00:00.789Z');
const date = { date: now };

it('a world with mistakes is not started', async () => {
  const users = [...defaultWorld.users, ...defaultWorld.users.slice(0, 1)];
  await expect(startReference({ world: { ...defaultWorld, users } })).rejects.toMatchObject({
    name: 'WorldError',
    mistakes: expect.arrayContaining([{ pointer: '/users/2', text: 'has the name of another' }]) as unknown,
  });
});

describe('determinism', () => {
  it('gives equal bytes for equal clock, randomness and requests', async () => {
    const input = { RoleArn: roleArn(defaultWorld, 'demo'), RoleSessionName: 'session' };
    const texts: string[] = [];
    // Without an issuer of its own the world's tokens name the endpoint, whose port is another each time.
    const federation = defaultWorld.outboundFederation;
    const outboundFederation = federation && { ...federation, issuer: 'https://tokens.example' };
    const world = { ...defaultWorld, ...(outboundFederation && { outboundFederation }) };
    for (let run = 0; run < 2; run += 1) {
      const again = await startReference({ world, clock: () => now, random: counting() });
      const { text, headers } = await send(again.url, 'AssumeRole', input, date);
      const token = await call(
        again.url,
        'GetWebIdentityToken',
        { Audience: ['a'], SigningAlgorithm: 'RS256' },
        date,
      );
      texts.push(`${headers.get('x-amz-sts-extended-request-id')}${text}${token.WebIdentityToken}`);
      await again.close();
    }
    expect(texts[0]).toBe(texts[1]);
  });
});

describe('close', () => {
  it('ends idle connections and answers what is in flight', async () => {
    const closing = await startReference({ clock: () => now });
    const { hostname, port } = new URL(closing.url);
    const idle = connect(Number(port), hostname);
    const idleClosed = new Promise((resolve) => idle.once('close', resolve));
    idle.resume();
    const flight = connect(Number(port), hostname);
    let received = '';
    flight.on('data', (chunk) => (received += chunk.toString()));
    const flightClosed = new Promise((resolve) => flight.once('close', resolve));
    flight.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = closing.close();
    flight.write('cd');
    await Promise.all([closed, idleClosed, flightClosed]);
    expect(received).toMatch(/^HTTP\/1\.1 302 Found\r\n/u);
  });

  it('cuts what is left after the time given', async () => {
    const closing = await startReference({ clock: () => now });
    const { hostname, port } = new URL(closing.url);
    const stuck = connect(Number(port), hostname);
    const ended = new Promise((resolve) => stuck.once('close', resolve));
    stuck.on('error', () => undefined);
    stuck.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n');
    await new Promise((resolve) => stuck.once('data', resolve));
    const started = performance.now();
    await Promise.all([closing.close(50), ended]);
    expect(performance.now() - started).toBeGreaterThanOrEqual(45);
  });
});
