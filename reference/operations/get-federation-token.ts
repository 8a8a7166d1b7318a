import { identityOf } from '../caller.js';
import type { Handler } from '../context.js';
import { sessionKeys } from '../policy/keys.js';
import { requirePermission } from '../policy/require-permission.js';
import { accessDenied } from '../service-error.js';
import { tokenDuration } from '../session-request/duration.js';
import { issueCredentials } from '../session-request/issue.js';
import { packedPolicySize, readSessionPolicies } from '../session-request/policies.js';
import { readTags } from '../session-request/tags.js';
import { longTermIssuer } from './long-term-issuer.js';

/** Refused with temporary credentials (reported). PackedPolicySize is always there, 0 without policy and tags (recorded live). */
export const getFederationToken: Handler<'GetFederationToken'> = {
  auth: 'signed',
  handle(input, context) {
    const { world } = context;
    const issuer = longTermIssuer(context.caller);
    if (issuer === undefined) throw accessDenied('Cannot call GetFederationToken with session credentials');
    const { account } = identityOf(world, context.caller);
    const resource = `arn:aws:sts::${account}:federated-user/${input.Name}`;
    const { tags } = readTags(input.Tags, undefined);
    const keys = sessionKeys({ tags, transitiveTagKeys: [] }, context.now);
    requirePermission(context, { action: 'sts:GetFederationToken', resource, keys });
    if (tags.length > 0) requirePermission(context, { action: 'sts:TagSession', resource, keys });
    const policies = readSessionPolicies(world, input);
    const size = packedPolicySize(policies, tags);
    const seconds = tokenDuration(input.DurationSeconds, issuer.kind === 'root');
    const principal = { kind: 'federated-user', name: input.Name, issuer } as const;
    return {
      Credentials: issueCredentials(context, { principal, tags, ...policies }, seconds),
      FederatedUser: { FederatedUserId: `${account}:${input.Name}`, Arn: resource },
      PackedPolicySize: size,
    };
  },
};
