/** What of the built-in world the cases speak of. */
import { randomBytes } from 'node:crypto';
import { defaultWorld } from '../world/default.js';
import { roleArn } from '../world/lookup.js';
import type { ClientCase, Keys, WantedError, WantedMembers } from './client-case.js';

export const account = '123456789012';
export const demo = roleArn(defaultWorld, 'demo');
export const alice = keysOf('alice');
export const bob = keysOf('bob');
export const issuedKey = '^ASIA[A-Z0-9]{16}$';

/** Text that no packing makes shorter by much. */
export function noise(length: number): string {
  return randomBytes(length).toString('base64url').slice(0, length);
}

export function sessionPolicy(...statementIds: readonly string[]): string {
  const statements = statementIds.map((Sid) => ({ Sid, Effect: 'Allow', Action: 'sts:*', Resource: '*' }));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export function assume(role: string, rest: Readonly<Record<string, unknown>> = {}): ClientCase['input'] {
  return { RoleArn: roleArn(defaultWorld, role), RoleSessionName: 'client', ...rest };
}

type Rest = Partial<Pick<ClientCase, 'endpoint' | 'signer' | 'afterSeconds' | 'arguments'>>;

/** A call that must succeed, signed by alice at `home` unless told otherwise. */
export function succeeds(
  name: string,
  operation: ClientCase['operation'],
  input: ClientCase['input'],
  members: WantedMembers,
  rest: Rest = {},
): ClientCase {
  return { name, operation, input, endpoint: 'home', signer: alice, ...rest, want: { members } };
}

/** A call that must be refused, signed by alice at `home` unless told otherwise. */
export function fails(
  name: string,
  operation: ClientCase['operation'],
  input: ClientCase['input'],
  error: WantedError,
  rest: Rest = {},
): ClientCase {
  return { name, operation, input, endpoint: 'home', signer: alice, ...rest, want: { error } };
}

export const errors = {
  accessDenied: { code: 'AccessDenied', status: 403 },
  validation: { code: 'ValidationError', status: 400 },
  invalidParameter: { code: 'InvalidParameterValue', status: 400 },
  invalidKey: {
    code: 'InvalidClientTokenId',
    status: 403,
    message: 'The security token included in the request is invalid.',
  },
  wrongSignature: { code: 'SignatureDoesNotMatch', status: 403 },
  expiredKeys: {
    code: 'ExpiredToken',
    status: 403,
    message: 'The security token included in the request is expired',
  },
  expiredToken: { code: 'ExpiredTokenException', status: 400, modeled: 'ExpiredTokenException' },
  expiredTradeInToken: {
    code: 'ExpiredTradeInTokenException',
    status: 400,
    modeled: 'ExpiredTradeInTokenException',
  },
  invalidIdentityToken: {
    code: 'InvalidIdentityToken',
    status: 400,
    modeled: 'InvalidIdentityTokenException',
  },
  invalidMessage: {
    code: 'InvalidAuthorizationMessageException',
    status: 400,
    modeled: 'InvalidAuthorizationMessageException',
  },
  malformedPolicy: {
    code: 'MalformedPolicyDocument',
    status: 400,
    modeled: 'MalformedPolicyDocumentException',
  },
  packedTooLarge: { code: 'PackedPolicyTooLarge', status: 400, modeled: 'PackedPolicyTooLargeException' },
  regionDisabled: { code: 'RegionDisabledException', status: 403, modeled: 'RegionDisabledException' },
  durationEscalation: {
    code: 'SessionDurationEscalationException',
    status: 403,
    modeled: 'SessionDurationEscalationException',
  },
  federationDisabled: {
    code: 'OutboundWebIdentityFederationDisabledException',
    status: 403,
    modeled: 'OutboundWebIdentityFederationDisabledException',
  },
  payloadTooLarge: {
    code: 'JWTPayloadSizeExceededException',
    status: 400,
    modeled: 'JWTPayloadSizeExceededException',
  },
} as const satisfies Readonly<Record<string, WantedError>>;

function keysOf(name: string): Keys {
  const key = defaultWorld.users.find((user) => user.name === name)?.accessKeys.find(({ active }) => active);
  if (key === undefined) throw new Error(`${name} has no active key in the built-in world`);
  return { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey };
}
