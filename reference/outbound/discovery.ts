/** What lets others verify the tokens of GetWebIdentityToken: discovery document and public keys. */
import type { OutboundFederation, World } from '../../world/world.js';
import type { Answer } from '../answer.js';

/**
 * Issuer of the account's tokens. Live ones are hosts of their own, one per account; here it is a path under the endpoint's URL
 * unless the world names another.
 */
export function issuerOf(world: World, federation: OutboundFederation, endpointUrl: string): string {
  return federation.issuer ?? `${endpointUrl}${issuerPath(world)}`;
}

/** The document at a path of the issuer's, both below `.well-known`; undefined for every other path. */
export function discover(world: World, endpointUrl: string, path: string): Answer | undefined {
  const federation = world.outboundFederation;
  const prefix = `${issuerPath(world)}/.well-known/`;
  if (federation === undefined || !path.startsWith(prefix)) return undefined;
  switch (path.slice(prefix.length)) {
    case 'openid-configuration':
      return jsonAnswer(configuration(issuerOf(world, federation, endpointUrl)));
    case 'jwks.json':
      return jsonAnswer({ keys: Object.entries(federation.signingKeys).map(publicKey) });
    default:
      return undefined;
  }
}

function issuerPath({ accountId }: World): string {
  return `/outbound/${accountId}`;
}

/** The members that OpenID Connect Discovery 1.0 requires of a provider without authorization endpoint, and the claims. */
function configuration(issuer: string): object {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'ES384'],
    claims_supported: ['aud', 'exp', 'iat', 'iss', 'jti', 'sub', 'https://sts.amazonaws.com/'],
  };
}

/** Nothing but the public members of a private key. */
function publicKey([alg, key]: [algorithm: string, key: object]): object {
  const { kty, kid, n, e, crv, x, y } = key as Readonly<Record<string, string>>;
  return { kty, kid, alg, use: 'sig', n, e, crv, x, y };
}

function jsonAnswer(document: object): Answer {
  return {
    status: 200,
    headers: [
      ['Content-Type', 'application/json'],
      ['Cache-Control', 'public, max-age=300'],
    ],
    body: JSON.stringify(document),
  };
}
