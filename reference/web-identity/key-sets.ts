/** Public keys of identity providers: given by the world, or fetched when a token asks for them. */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import type { OidcProvider } from '../../world/world.js';

const timeoutMs = 5000;
/** Largest key set that is read. */
const largestBytes = 1_000_000;

const remembered = new WeakMap<OidcProvider, JWTVerifyGetKey>();

/**
 * Finds the key of a token. Fetched sets are kept for ten minutes and fetched anew for a key that is not in them, at most every
 * thirty seconds (jose's own rules); redirects are not followed.
 */
export function keySetOf(provider: OidcProvider): JWTVerifyGetKey {
  const known = remembered.get(provider);
  if (known !== undefined) return known;
  const { jwks, jwksUri } = provider;
  const keys =
    jwks === undefined && jwksUri !== undefined
      ? createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: timeoutMs, [customFetch]: fetchBounded })
      : createLocalJWKSet((jwks ?? { keys: [] }) as JSONWebKeySet);
  remembered.set(provider, keys);
  return keys;
}

/** Reads no more than the largest size. */
async function fetchBounded(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...options, redirect: 'error' });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > largestBytes) throw new RangeError('the key set is too large');
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), { status: response.status, headers: response.headers });
}
