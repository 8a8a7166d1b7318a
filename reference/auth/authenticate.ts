/** Decides who signed a request, in the order of checks recorded live. */
import { timingSafeEqual } from 'node:crypto';
import type { World } from '../../world/world.js';
import { type Caller, callerOfSession } from '../caller.js';
import { invalidClientToken, ServiceError } from '../service-error.js';
import type { State } from '../state.js';
import { canonicalRequest, sha256Hex, signature, stringToSign } from './canonical-request.js';
import { type Authorization, mismatch, readAuthorization } from './read-authorization.js';
import { headerOf, type ReceivedRequest } from './request.js';

const service = 'sts';
/** How far a signature's time may be from the endpoint's, either way. */
const windowMinutes = 15;

/** `checkSignature` is false under a fault: everything but the signature itself is still checked. */
export interface AuthenticationOptions {
  readonly state: State;
  readonly now: Date;
  readonly checkSignature: boolean;
}

/**
 * Scope (region, then service), key and session token, expiry, life of the issuer, signature, time: an earlier failure wins
 * over a later one (order recorded live up to the signature; that time comes last is inferred).
 *
 * @throws ServiceError with the recorded codes and texts
 */
export function authenticate(request: ReceivedRequest, options: AuthenticationOptions): Caller {
  const { state, now } = options;
  const authorization = readAuthorization(request);
  checkScope(state.world, authorization);
  const credentials = findCredentials(state, authorization, now);
  if (options.checkSignature) checkSignature(request, authorization, credentials.secret);
  checkTime(authorization, now);
  return credentials.caller;
}

/** Texts end with a blank, and both are given, region first, when both are wrong (recorded live). */
function checkScope(world: World, { scope }: Authorization): void {
  // The global endpoint accepts us-east-1 alone (recorded live).
  const region = world.region === 'aws-global' ? 'us-east-1' : world.region;
  const wrong =
    (scope.region === region ? '' : 'Credential should be scoped to a valid region. ') +
    (scope.service === service ? '' : `Credential should be scoped to correct service: '${service}'. `);
  if (wrong !== '') throw mismatch(wrong);
}

interface FoundCredentials {
  readonly secret: string;
  readonly caller: Caller;
}

/**
 * One answer for a key that is unknown or inactive, for a temporary key without its token, for a token of another key, and
 * for a session whose role or user is gone; an expired session has its own (recorded live).
 */
function findCredentials(state: State, authorization: Authorization, now: Date): FoundCredentials {
  const { accessKeyId, sessionToken } = authorization;
  if (sessionToken === undefined) return findLongTermKey(state.world, accessKeyId);
  const session = state.open(sessionToken);
  if (session?.accessKeyId !== accessKeyId) throw invalidClientToken();
  if (session.expiresAt * 1000 <= now.getTime()) {
    throw new ServiceError(403, 'ExpiredToken', 'The security token included in the request is expired');
  }
  const caller = callerOfSession(state.world, session);
  if (caller === undefined) throw invalidClientToken();
  return { secret: session.secretAccessKey, caller };
}

function findLongTermKey(world: World, accessKeyId: string): FoundCredentials {
  for (const user of world.users) {
    const key = user.accessKeys.find((candidate) => candidate.accessKeyId === accessKeyId);
    if (key?.active === true) return { secret: key.secretAccessKey, caller: { kind: 'user', user } };
  }
  const rootKey = world.rootAccessKeys?.find((candidate) => candidate.accessKeyId === accessKeyId);
  if (rootKey?.active !== true) throw invalidClientToken();
  return { secret: rootKey.secretAccessKey, caller: { kind: 'root', accountId: world.accountId } };
}

/**
 * The payload counts by its real hash; a header that states another one is wrong whether it is signed or not. Presigned
 * requests sign an empty payload.
 */
function checkSignature(request: ReceivedRequest, authorization: Authorization, secret: string): void {
  const { scope, signedHeaders, amzDate, presigned } = authorization;
  const payloadHash = sha256Hex(request.body);
  const stated = headerOf(request, 'x-amz-content-sha256') ?? payloadHash;
  const except = presigned ? 'X-Amz-Signature' : undefined;
  const canonical = canonicalRequest(request, signedHeaders, payloadHash, except);
  const wanted = signature(secret, scope, stringToSign(amzDate, scope, canonical));
  if (!equalInConstantTime(wanted, authorization.signature) || stated !== payloadHash) {
    throw mismatch(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key ' +
        'and signing method. Consult the service documentation for details.',
    );
  }
}

function equalInConstantTime(wanted: string, got: string): boolean {
  const [a, b] = [Buffer.from(wanted), Buffer.from(got)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Both texts are reported by users, the window with them. A presigned request's own expiry is ignored (reported). */
function checkTime({ amzDate }: Authorization, now: Date): void {
  const signedAt = Date.parse(amzDate.replace(/^(....)(..)(..)T(..)(..)(..)Z$/u, '$1-$2-$3T$4:$5:$6Z'));
  const window = windowMinutes * 60_000;
  const server = now.getTime();
  // An impossible date such as February 30 compares false both ways: it is refused as expired.
  if (!(signedAt >= server - window)) {
    const [oldest, current] = [basicTime(server - window), basicTime(server)];
    throw mismatch(
      `Signature expired: ${amzDate} is now earlier than ${oldest} (${current} - ${windowMinutes} min.)`,
    );
  }
  if (signedAt > server + window) {
    const [newest, current] = [basicTime(server + window), basicTime(server)];
    throw mismatch(
      `Signature not yet current: ${amzDate} is still later than ${newest} (${current} + ${windowMinutes} min.)`,
    );
  }
}

function basicTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replaceAll(/[-:]|\.\d{3}/gu, '');
}
