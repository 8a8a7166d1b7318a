// The wire: requests arrive as they were sent, whatever host they name; answers come back as they were given.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startWire } from './wire.js';
import type { Wire } from './wire.js';

let wire: Wire;
beforeAll(async () => {
  wire = await startWire();
});
afterAll(() => wire.close());
beforeEach(() => wire.answerWith({ status: 418, headers: new Map([['x-a', 'b']]), body: 'tea' }));

it('carries requests and answers', async () => {
  expect(wire.lastRequest()).toBeUndefined();
  const answer = await wire.fetch('https://nowhere.invalid/a/?b=c', { method: 'POST', body: 'd=\u00e9' });
  expect([answer.status, answer.headers.get('x-a'), await answer.text()]).toEqual([418, 'b', 'tea']);
  const sent = wire.lastRequest();
  expect(sent).toMatchObject({ method: 'POST', body: 'd=\u00e9' });
  expect(sent?.url.href).toBe('https://nowhere.invalid/a/?b=c');
  expect(sent?.headers.get('content-length')).toBe('4');
});

it.each([
  ['opens gzip', gzipSync('a=b'), 'a=b'],
  ['tells what only says that it is gzip', Buffer.from('a=b'), undefined],
])('%s', async (_, bytes, body) => {
  const headers = { 'content-encoding': 'gzip' };
  await wire.fetch('https://nowhere.invalid/', { method: 'POST', headers, body: new Uint8Array(bytes) });
  expect(wire.lastRequest()?.body).toBe(body);
});

it('leaves a client alone whose answer HTTP cannot carry', async () => {
  wire.answerWith({ status: 200, headers: new Map([['x-a', 'b\r\nc: d']]), body: '' });
  await expect(wire.fetch('https://nowhere.invalid/')).rejects.toThrow(TypeError);
  wire.answerWith({ status: 200, headers: new Map(), body: 'again' });
  expect(await (await wire.fetch('https://nowhere.invalid/')).text()).toBe('again');
});
