/** Verifies OIDC tokens against the providers of the world. */
import { decodeJwt, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { validateAssumeRoleWithWebIdentityResponse } from '../../generated/index.js';
import { replaceUnwritable } from '../../generated/runtime/xml-writer.js';
import { issuerHost, oidcProviderArn } from '../../world/lookup.js';
import type { OidcProvider, Tag, World } from '../../world/world.js';
import type { OperationContext } from '../context.js';
import { issuerOf } from '../outbound/discovery.js';
import { invalidIdentityToken, modeledError } from '../service-error.js';
import { checkSourceIdentity } from '../session-request/source-identity.js';
import { keySetOf } from './key-sets.js';

/** What a verified token says. */
export interface WebIdentity {
  readonly providerArn: string;
  /** Prefix of the provider's condition keys. */
  readonly issuer: string;
  readonly subject: string;
  /** The audience that the provider knows. */
  readonly audience: string;
  /** How the subject was authenticated; empty where the token does not say. */
  readonly methods: readonly string[];
  readonly sourceIdentity: string | undefined;
  readonly tags: readonly Tag[];
  readonly transitiveTagKeys: readonly string[];
}

/** Signature algorithms of identity providers that IAM documents. */
const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];
/** Oldest `iat` accepted; that there is a limit is recorded live, not what it is. */
const oldestSeconds = 86_400;

/**
 * Form, claims, issuer, audience, age, key, signature: in that order, which is not known live.
 *
 * @throws ServiceError InvalidIdentityToken, or ExpiredTokenException for a token past its time (texts reported or recorded)
 */
export async function verifyWebIdentityToken(
  { world, now, endpointUrl }: OperationContext,
  token: string,
): Promise<WebIdentity> {
  const claims = readClaims(token);
  const provider = findProvider(world, claims.iss, endpointUrl);
  const audience = claims.audiences.find((candidate) => provider.clientIds.includes(candidate));
  if (audience === undefined) throw invalidIdentityToken('Incorrect token audience');
  checkAge(claims, now);
  await verifySignature(provider, token, now);
  checkSubject(claims.sub);
  return {
    providerArn: oidcProviderArn(world, provider),
    issuer: issuerHost(provider.issuer),
    subject: claims.sub,
    audience,
    methods: readTexts(claims.payload['amr']),
    ...readSessionClaims(claims.payload),
  };
}

interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly audiences: readonly string[];
  readonly exp: number;
  readonly iat: number;
  readonly payload: JWTPayload;
}

function readClaims(token: string): Claims {
  let payload: JWTPayload;
  try {
    payload = decodeJwt(token);
  } catch {
    throw notJwt();
  }
  const { iss, sub, aud, exp, iat } = payload;
  if (typeof iss !== 'string') throw missingClaim('iss');
  if (typeof sub !== 'string') throw missingClaim('sub');
  if (typeof aud !== 'string' && !Array.isArray(aud)) throw missingClaim('aud');
  if (typeof exp !== 'number') throw missingClaim('exp');
  if (typeof iat !== 'number') throw missingClaim('iat');
  return { iss, sub, audiences: Array.isArray(aud) ? aud : [aud], exp, iat, payload };
}

/** Tokens of GetWebIdentityToken are for others: no provider of the world makes them good here (documented). */
function findProvider(world: World, issuer: string, endpointUrl: string): OidcProvider {
  // Google's tokens name a bare host; every other issuer is a URL. The text is reported.
  if (!URL.canParse(issuer)) throw invalidIdentityToken('Issuer must be a valid URL');
  const provider = world.oidcProviders.find((candidate) => candidate.issuer === issuer);
  const federation = world.outboundFederation;
  const isOwn = federation !== undefined && issuer === issuerOf(world, federation, endpointUrl);
  if (provider === undefined || isOwn) {
    throw invalidIdentityToken(
      `No OpenIDConnect provider found in your account for https://${issuerHost(issuer)}`,
    );
  }
  return provider;
}

function checkAge({ exp, iat }: Claims, now: Date): void {
  const seconds = Math.floor(now.getTime() / 1000);
  if (exp <= seconds) {
    throw expired(
      `Token expired: current date/time ${seconds} must be before the expiration date/time ${exp}`,
    );
  }
  if (seconds - iat > oldestSeconds) throw expired(`Token too old: ${seconds - iat}`);
}

async function verifySignature(provider: OidcProvider, token: string, now: Date): Promise<void> {
  let hasKey = true;
  const findKey: JWTVerifyGetKey = async (header, input) => {
    hasKey = false;
    const key = await keySetOf(provider)(header, input);
    hasKey = true;
    return key;
  };
  try {
    await jwtVerify(token, findKey, { algorithms, currentDate: now });
  } catch {
    if (!hasKey) {
      throw invalidIdentityToken(
        "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity " +
          'documentation for requirements',
      );
    }
    // The live text for a bad signature is not known.
    throw notJwt();
  }
}

/** The answer repeats the subject, so it has to fit there: characters of XML, and the length that the model has. */
function checkSubject(subject: string): void {
  const violations = validateAssumeRoleWithWebIdentityResponse({ SubjectFromWebIdentityToken: subject });
  if (violations.length > 0 || replaceUnwritable(subject) !== subject) throw notValidated();
}

/** Claims that set tags and source identity: names and nesting as the IAM user guide documents them. */
function readSessionClaims(
  payload: JWTPayload,
): Pick<WebIdentity, 'sourceIdentity' | 'tags' | 'transitiveTagKeys'> {
  const source = payload['https://aws.amazon.com/source_identity'];
  const tags = payload['https://aws.amazon.com/tags'];
  const { principal_tags: principalTags, transitive_tag_keys: transitive } = isRecord(tags) ? tags : {};
  return {
    sourceIdentity: checkSourceIdentity(typeof source === 'string' ? source : undefined),
    tags: Object.entries(isRecord(principalTags) ? principalTags : {}).map(([key, value]) => ({
      key,
      value: String(Array.isArray(value) ? value[0] : value),
    })),
    transitiveTagKeys: Array.isArray(transitive) ? transitive.map(String) : [],
  };
}

function readTexts(claim: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return values.filter((value) => typeof value === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function notJwt(): Error {
  return invalidIdentityToken(
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  );
}

/** A generic text that another implementation has. */
function notValidated(): Error {
  return invalidIdentityToken(
    'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for ' +
      'requirements.',
  );
}

function missingClaim(name: string): Error {
  return invalidIdentityToken(`Missing a required claim: ${name}`);
}

function expired(text: string): Error {
  return modeledError('ExpiredTokenException', text);
}
