import { roleOfArn } from '../../world/lookup.js';
import { requireRoleArn } from '../arn.js';
import type { Handler } from '../context.js';
import type { ConditionKeys } from '../policy/conditions.js';
import { requestKeys, roleKeys, sessionKeys } from '../policy/keys.js';
import { trustsProvider } from '../policy/trust.js';
import { accessDenied, invalidIdentityToken } from '../service-error.js';
import { roleDuration } from '../session-request/duration.js';
import { assumedRoleUser, issueCredentials } from '../session-request/issue.js';
import { packedPolicySize, readSessionPolicies } from '../session-request/policies.js';
import { checkFederatedTags } from '../session-request/tags.js';
import { verifyWebIdentityToken, type WebIdentity } from '../web-identity/verify.js';

/** The token decides who asks; the trust policy, over its claims, decides whether it may. */
export const assumeRoleWithWebIdentity: Handler<'AssumeRoleWithWebIdentity'> = {
  auth: 'none',
  async handle(input, context) {
    const { world, now } = context;
    requireRoleArn(input.RoleArn);
    // ProviderId names a provider of OAuth 2.0 access tokens (documented); this world has none. The live answer is not known.
    if (input.ProviderId !== undefined) {
      throw invalidIdentityToken(`No OpenIDConnect provider found in your account for ${input.ProviderId}`);
    }
    const identity = await verifyWebIdentityToken(context, input.WebIdentityToken);
    const { sourceIdentity } = identity;
    const { tags, transitiveTagKeys } = checkFederatedTags(identity);
    const sessionName = input.RoleSessionName;
    const role = roleOfArn(world, input.RoleArn);
    const keys = new Map([
      ...requestKeys(context),
      ...(role === undefined ? [] : roleKeys(world, role)),
      ...sessionKeys({ sessionName, sourceIdentity, tags, transitiveTagKeys }, now),
      ...tokenKeys(identity),
    ]);
    const actions = [
      'sts:AssumeRoleWithWebIdentity',
      ...(tags.length === 0 ? [] : ['sts:TagSession']),
      ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
    ];
    // No role and no trust answer alike (reported, no full stop).
    if (
      !role ||
      !actions.every((action) => trustsProvider(world, role, identity.providerArn, action, keys))
    ) {
      throw accessDenied('Not authorized to perform sts:AssumeRoleWithWebIdentity');
    }
    const seconds = roleDuration(role, input.DurationSeconds, false);
    const policies = readSessionPolicies(world, input);
    const size = packedPolicySize(policies, tags);
    const session = {
      principal: { kind: 'assumed-role', roleId: role.roleId, roleName: role.name, sessionName },
      tags,
      transitiveTagKeys,
      sourceIdentity,
      ...policies,
    } as const;
    return {
      Audience: identity.audience,
      AssumedRoleUser: assumedRoleUser(world, role, sessionName),
      Provider: identity.providerArn,
      Credentials: issueCredentials(context, session, seconds),
      SubjectFromWebIdentityToken: identity.subject,
      ...(size === 0 ? {} : { PackedPolicySize: size }),
      ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
    };
  },
};

/** Keys of the token, after the name of its issuer (documented). */
function tokenKeys({ issuer, audience, subject, methods }: WebIdentity): ConditionKeys {
  const prefix = issuer.toLowerCase();
  return new Map<string, readonly string[]>([
    [`${prefix}:aud`, [audience]],
    [`${prefix}:sub`, [subject]],
    ...(methods.length === 0 ? [] : ([[`${prefix}:amr`, methods]] as const)),
  ]);
}
