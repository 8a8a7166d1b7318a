import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { roleArn } from '../../world/lookup.js';
import { startReference } from '../index.js';
import { call, refusal } from '../testdata/client.js';
import { date, now, unsigned, useEndpoint, world } from '../testdata/harness.js';

const endpoint = useEndpoint();
const asked = { Audience: ['https://api.example'], SigningAlgorithm: 'RS256' };

async function document(
  issuer: string,
): Promise<{ issuer: string; jwks_uri: string } & Record<string, unknown>> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
  return (await response.json()) as { issuer: string; jwks_uri: string };
}

describe('tokens of GetWebIdentityToken', () => {
  it.each(['RS256', 'ES384'])('are verified by what their issuer publishes: %s', async (SigningAlgorithm) => {
    const input = { ...asked, SigningAlgorithm };
    const { WebIdentityToken: token = '' } = await call(endpoint.url, 'GetWebIdentityToken', input, date);
    const { iss = '' } = decodeJwt(token);
    const found = await document(iss);
    expect(found.issuer).toBe(iss);
    const options = { issuer: iss, audience: 'https://api.example', currentDate: now };
    const { payload, protectedHeader } = await jwtVerify(
      token,
      createRemoteJWKSet(new URL(found.jwks_uri)),
      options,
    );
    expect(protectedHeader.alg).toBe(SigningAlgorithm);
    expect(payload.sub).toBe('arn:aws:iam::123456789012:user/alice');
    expect(found['id_token_signing_alg_values_supported']).toContain(SigningAlgorithm);
  });

  it('publish no private member of a key', async () => {
    const { keys } = (await (
      await fetch(`${endpoint.url}/outbound/123456789012/.well-known/jwks.json`)
    ).json()) as {
      keys: readonly object[];
    };
    expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([
      ['alg', 'e', 'kid', 'kty', 'n', 'use'],
      ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
    ]);
  });

  it('name the issuer of the world where it has one', async () => {
    const issuer = 'https://5b6ac5a8-0f0f-4d3c-9a51-2b8f6f8a7c11.tokens.sts.global.api.aws';
    const federation = { ...world.outboundFederation, issuer } as typeof world.outboundFederation;
    const other = await startReference({
      world: { ...world, ...(federation && { outboundFederation: federation }) },
      clock: () => now,
    });
    const { WebIdentityToken = '' } = await call(other.url, 'GetWebIdentityToken', asked, date);
    expect(decodeJwt(WebIdentityToken).iss).toBe(issuer);
    expect(await document(`${other.url}/outbound/123456789012`)).toMatchObject({
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
    });
    await other.close();
  });

  it('are good for no role of the same endpoint', async () => {
    const issuer = 'https://tokens.example';
    const [provider] = world.oidcProviders;
    const { RS256 } = world.outboundFederation?.signingKeys ?? { RS256: {} };
    const other = await startReference({
      world: {
        ...world,
        outboundFederation: {
          ...world.outboundFederation,
          issuer,
          signingKeys: { RS256, ES384: world.outboundFederation?.signingKeys.ES384 ?? {} },
        },
        oidcProviders: [{ issuer, clientIds: ['https://api.example'], jwks: provider?.jwks ?? { keys: [] } }],
      },
      clock: () => now,
    });
    const { WebIdentityToken = '' } = await call(other.url, 'GetWebIdentityToken', asked, date);
    const input = { RoleArn: roleArn(world, 'web'), RoleSessionName: 'web', WebIdentityToken };
    expect((await refusal(other.url, 'AssumeRoleWithWebIdentity', input, unsigned)).message).toBe(
      'No OpenIDConnect provider found in your account for https://tokens.example',
    );
    await other.close();
  });

  it('leave other paths as unknown as they were, and a world without federation publishes nothing', async () => {
    const { outboundFederation: _, ...without } = world;
    const other = await startReference({ world: without });
    for (const url of [
      `${endpoint.url}/outbound/123456789012/.well-known/other`,
      `${endpoint.url}/outbound/111122223333/.well-known/jwks.json`,
      `${other.url}/outbound/123456789012/.well-known/jwks.json`,
    ]) {
      const response = await fetch(url);
      expect([response.status, await response.text()]).toEqual([404, '<UnknownOperationException/>\n']);
    }
    await other.close();
  });
});
