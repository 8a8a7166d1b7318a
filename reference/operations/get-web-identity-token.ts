import { importJWK, SignJWT } from 'jose';
import type { GetWebIdentityTokenRequest } from '../../generated/index.js';
import { arnOfRole } from '../../world/lookup.js';
import type { OutboundFederation, Tag } from '../../world/world.js';
import { identityOf } from '../caller.js';
import type { Handler, SignedContext } from '../context.js';
import { issuerOf } from '../outbound/discovery.js';
import { principalTags, sessionKeys } from '../policy/keys.js';
import { requirePermission } from '../policy/require-permission.js';
import { invalidParameterValue, modeledError } from '../service-error.js';
import { readTags } from '../session-request/tags.js';

const defaultSeconds = 300;
/** Bytes that the claims may take; the live limit is not known. */
const largestPayload = 16_384;

/**
 * A token that tells the outside world who the caller is: RS256 or ES384, header and claims as one was seen live. Codes of
 * its refusals are the model's; their texts are not known.
 */
export const getWebIdentityToken: Handler<'GetWebIdentityToken'> = {
  auth: 'signed',
  async handle(input, context) {
    const { world, now } = context;
    if (world.region === 'aws-global') {
      throw modeledError(
        'RegionDisabledException',
        'GetWebIdentityToken is not supported on the global endpoint.',
      );
    }
    const federation = world.outboundFederation;
    if (federation === undefined) {
      const text = 'Outbound web identity federation is not enabled for this account.';
      throw modeledError('OutboundWebIdentityFederationDisabledException', text);
    }
    const { tags } = readTags(input.Tags, undefined);
    const seconds = input.DurationSeconds ?? defaultSeconds;
    const keys = new Map([
      ...sessionKeys({ tags, transitiveTagKeys: [] }, now),
      ['sts:identitytokenaudience', input.Audience],
      ['sts:durationseconds', [String(seconds)]],
      ['sts:signingalgorithm', [input.SigningAlgorithm]],
    ]);
    requirePermission(context, { action: 'sts:GetWebIdentityToken', keys });
    if (tags.length > 0) requirePermission(context, { action: 'sts:TagGetWebIdentityToken', keys });
    const algorithm = input.SigningAlgorithm;
    if (algorithm !== 'RS256' && algorithm !== 'ES384') {
      throw invalidParameterValue('SigningAlgorithm must be RS256 or ES384.');
    }
    const issuedAt = Math.floor(now.getTime() / 1000);
    const expiresAt = issuedAt + seconds;
    if (expiresAt > (context.caller.session?.expiresAt ?? expiresAt)) {
      const text = 'The requested token would outlive the session that asks for it.';
      throw modeledError('SessionDurationEscalationException', text);
    }
    const claims = claimsOf(context, federation, input, tags);
    if (Buffer.byteLength(JSON.stringify(claims)) > largestPayload) {
      throw modeledError('JWTPayloadSizeExceededException', 'The payload of the token is too large.');
    }
    const key: { kid?: string } = federation.signingKeys[algorithm];
    const token = await new SignJWT({ ...claims, iat: issuedAt, exp: expiresAt })
      .setProtectedHeader({ ...(key.kid === undefined ? {} : { kid: key.kid }), typ: 'JWT', alg: algorithm })
      .sign(await importJWK(key, algorithm));
    return { WebIdentityToken: token, Expiration: new Date(expiresAt * 1000) };
  },
};

/** One audience is a string; a session of a role is known by the role's ARN (both seen live). */
function claimsOf(
  context: SignedContext,
  federation: OutboundFederation,
  { Audience }: GetWebIdentityTokenRequest,
  requestTags: readonly Tag[],
): Record<string, unknown> {
  const { world, caller, requestId } = context;
  const { arn, account } = identityOf(world, caller);
  const subject = caller.kind === 'assumed-role' ? arnOfRole(world, caller.role) : arn;
  const ownTags = principalTags(caller);
  return {
    iss: issuerOf(world, federation, context.endpointUrl),
    aud: Audience.length === 1 ? Audience[0] : Audience,
    sub: subject,
    jti: requestId,
    'https://sts.amazonaws.com/': {
      aws_account: account,
      source_region: world.region,
      ...(federation.organizationId === undefined ? {} : { org_id: federation.organizationId }),
      principal_id: subject,
      ...(ownTags.length === 0 ? {} : { principal_tags: asObject(ownTags) }),
      ...(requestTags.length === 0 ? {} : { request_tags: asObject(requestTags) }),
    },
  };
}

function asObject(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}
