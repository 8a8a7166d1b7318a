import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleArn } from '../../world/lookup.js';
import { mintWebIdentityToken } from '../../world/mint.js';
import { type Reference, startReference } from '../index.js';
import { refusal, send } from '../testdata/client.js';
import { now, unsigned, world } from '../testdata/harness.js';

const [provider] = world.oidcProviders;
const jwks = JSON.stringify(provider?.jwks);
let fetched = 0;
let serveKeys = (response: ServerResponse): void => void response.end(jwks);
const server = createServer((_request, response) => {
  fetched += 1;
  serveKeys(response);
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** An endpoint whose provider publishes its keys: each with its own memory of them. */
async function endpointThatFetches(): Promise<Reference> {
  const { port } = server.address() as AddressInfo;
  const { jwks: _, ...rest } = provider ?? { issuer: '', clientIds: [] };
  const fetching = { ...rest, jwksUri: `http://127.0.0.1:${port}/keys` };
  return startReference({ world: { ...world, oidcProviders: [fetching] }, clock: () => now });
}

const WebIdentityToken = await mintWebIdentityToken(world, {
  subject: 'subject',
  audience: 'sts.amazonaws.com',
  now,
});
const input = { RoleArn: roleArn(world, 'web'), RoleSessionName: 'web', WebIdentityToken };

describe('a provider with jwksUri', () => {
  it('has its keys fetched once for many tokens', async () => {
    const endpoint = await endpointThatFetches();
    fetched = 0;
    for (let time = 0; time < 3; time += 1) {
      expect((await send(endpoint.url, 'AssumeRoleWithWebIdentity', input, unsigned)).status).toBe(200);
    }
    expect(fetched).toBe(1);
    await endpoint.close();
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['an error', (response) => response.writeHead(500).end()],
    ['a redirect', (response) => response.writeHead(302, { Location: '/keys' }).end()],
    ['no JSON', (response) => response.end('keys')],
    ['other keys', (response) => response.end('{"keys":[]}')],
    ['too much', (response) => response.end(`{"keys":[]${' '.repeat(1_000_001)}}`)],
    ['nothing, and hangs up', (response) => response.destroy()],
  ])('that answers %s: the key cannot be retrieved', async (_what, answers) => {
    const endpoint = await endpointThatFetches();
    serveKeys = answers;
    expect(await refusal(endpoint.url, 'AssumeRoleWithWebIdentity', input, unsigned)).toEqual({
      status: 400,
      code: 'InvalidIdentityToken',
      message:
        "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    });
    await endpoint.close();
  });
});
