import { roleOfArn } from '../../world/lookup.js';
import { requireRoleArn } from '../arn.js';
import type { Handler } from '../context.js';
import { requestKeys, roleKeys, sessionKeys } from '../policy/keys.js';
import { trustsProvider } from '../policy/trust.js';
import { samlKeys } from '../saml/condition-keys.js';
import { verifySamlAssertion } from '../saml/verify.js';
import { accessDenied } from '../service-error.js';
import { roleDuration } from '../session-request/duration.js';
import { assumedRoleUser, issueCredentials } from '../session-request/issue.js';
import { checkFederatedTags } from '../session-request/tags.js';
import { packedPolicySize, readSessionPolicies } from '../session-request/policies.js';

/** The assertion decides who asks and names the session; the trust policy decides whether it may. */
export const assumeRoleWithSaml: Handler<'AssumeRoleWithSAML'> = {
  auth: 'none',
  handle(input, context) {
    const { world, now } = context;
    requireRoleArn(input.RoleArn);
    const identity = verifySamlAssertion(context, input);
    const { sessionName, sourceIdentity } = identity;
    const { tags, transitiveTagKeys } = checkFederatedTags(identity);
    const role = roleOfArn(world, input.RoleArn);
    const keys = new Map([
      ...requestKeys(context),
      ...(role === undefined ? [] : roleKeys(world, role)),
      ...sessionKeys({ sessionName, sourceIdentity, tags, transitiveTagKeys }, now),
      ...samlKeys(identity),
    ]);
    const actions = [
      'sts:AssumeRoleWithSAML',
      ...(tags.length === 0 ? [] : ['sts:TagSession']),
      ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
    ];
    if (!role || !actions.every((action) => trustsProvider(world, role, input.PrincipalArn, action, keys))) {
      // Documented and reported, without full stop.
      throw accessDenied('Not authorized to perform sts:AssumeRoleWithSAML');
    }
    const asked = roleDuration(role, input.DurationSeconds, false);
    // The earlier of both ends (documented).
    const left = Math.floor(((identity.sessionEndsAt ?? Infinity) - now.getTime()) / 1000);
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
      Issuer: identity.issuer,
      AssumedRoleUser: assumedRoleUser(world, role, sessionName),
      Credentials: issueCredentials(context, session, Math.min(asked, left)),
      Subject: identity.subject,
      SubjectType: identity.subjectType,
      NameQualifier: identity.nameQualifier,
      Audience: identity.audience,
      ...(size === 0 ? {} : { PackedPolicySize: size }),
      ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
    };
  },
};
