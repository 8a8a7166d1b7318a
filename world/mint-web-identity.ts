import { importJWK, SignJWT } from 'jose';
import type { World } from './world.js';

export interface WebIdentityTokenOptions {
  readonly subject: string;
  readonly audience: string;
  /** `iat`, and an hour before `exp`. */
  readonly now: Date;
  /** Exact length of the token in characters. Without it the token is as short as it comes. */
  readonly length?: number;
  /** Claims to add or, where undefined, to leave out: `{ exp: 0 }`, `{ sub: undefined }`. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/**
 * Signs an OIDC token with the key of the world's first provider that has one (RS256). Equal options give equal bytes.
 *
 * @throws RangeError when no provider has a key, or `length` is shorter than the token is anyway
 */
export async function mintWebIdentityToken(world: World, options: WebIdentityTokenOptions): Promise<string> {
  const token = await sign(world, options, 'JWT', 0);
  if (options.length === undefined || options.length === token.length) return token;
  if (options.length < token.length) {
    throw new RangeError(`a token of ${options.length} characters cannot be: ${token.length} is the least`);
  }
  // Base64url text is never 1 (mod 4) long. Where one media type of the header (RFC 7515, section 4.1.9, allows both)
  // leaves such a rest for the payload, the other does not.
  for (const type of ['JWT', 'JOSE']) {
    const unpadded = await sign(world, options, type, 0);
    const payloadLength = options.length - unpadded.length + (unpadded.split('.')[1] ?? '').length;
    const padding = Math.floor((payloadLength * 3) / 4) - payloadBytes(unpadded);
    if (payloadLength % 4 !== 1 && padding >= 0) return sign(world, options, type, padding);
  }
  throw new RangeError(`a token of exactly ${options.length} characters cannot be`);
}

async function sign(
  world: World,
  { subject, audience, now, claims = {} }: WebIdentityTokenOptions,
  type: string,
  padding: number,
): Promise<string> {
  const provider = world.oidcProviders.find((candidate) => candidate.signingKey !== undefined);
  if (provider?.signingKey === undefined)
    throw new RangeError('no OIDC provider of the world has a signing key');
  const jwk: { kid?: string } = provider.signingKey;
  const issuedAt = Math.floor(now.getTime() / 1000);
  const payload = {
    iss: provider.issuer,
    sub: subject,
    aud: audience,
    iat: issuedAt,
    exp: issuedAt + 3600,
    ...claims,
    jti: `conformance${'0'.repeat(padding)}`,
  };
  const header = { alg: 'RS256', ...(jwk.kid === undefined ? {} : { kid: jwk.kid }), typ: type };
  return new SignJWT(payload).setProtectedHeader(header).sign(await importJWK(jwk, 'RS256'));
}

function payloadBytes(token: string): number {
  return Buffer.from(token.split('.')[1] ?? '', 'base64url').length;
}
