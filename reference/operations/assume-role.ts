import type { AssumeRoleRequest } from '../../generated/index.js';
import { roleOfArn } from '../../world/lookup.js';
import { requireArn } from '../arn.js';
import type { Handler } from '../context.js';
import { callerKeys, roleKeys, sessionKeys } from '../policy/keys.js';
import { denied } from '../policy/require-permission.js';
import type { Decision } from '../policy/evaluate.js';
import { mayAssume } from '../policy/trust.js';
import { accessDenied, validationError } from '../service-error.js';
import type { Session } from '../session.js';
import { roleDuration } from '../session-request/duration.js';
import { assumedRoleUser, issueCredentials } from '../session-request/issue.js';
import { checkMfa } from '../session-request/mfa.js';
import { packedPolicySize, readSessionPolicies } from '../session-request/policies.js';
import { inheritTags, readTags, type RequestedTags } from '../session-request/tags.js';

/**
 * Structural ARN check, MFA, permission, then the rules of duration, tags and policies. A role that does not exist, that
 * does not trust the caller, or whose ExternalId is another answers alike (recorded live).
 */
export const assumeRole: Handler<'AssumeRole'> = {
  auth: 'signed',
  handle(input, context) {
    const { world, caller } = context;
    requireArn(input.RoleArn);
    // Reported text, full stop included.
    if (caller.kind === 'root') throw accessDenied('Roles may not be assumed by root accounts.');
    const mfa = checkMfa(context, input);
    const calling = caller.kind === 'assumed-role' ? caller.session : undefined;
    const tags = inheritTags(readTags(input.Tags, input.TransitiveTagKeys), calling);
    const sourceIdentity = input.SourceIdentity ?? calling?.sourceIdentity;
    const role = roleOfArn(world, input.RoleArn);
    const keys = new Map([
      ...callerKeys(context),
      ...(role === undefined ? [] : roleKeys(world, role)),
      ...sessionKeys(
        {
          sessionName: input.RoleSessionName,
          externalId: input.ExternalId,
          sourceIdentity,
          mfa,
          tags: tags.tags,
          transitiveTagKeys: tags.transitiveTagKeys,
        },
        context.now,
      ),
    ]);
    const refuse = (action: string, decision: Decision): Error =>
      denied(context, { action, resource: input.RoleArn, keys }, decision);
    if (role === undefined) throw refuse('sts:AssumeRole', { effect: 'none' });
    for (const action of actionsOf(input, tags, sourceIdentity)) {
      const decision = mayAssume(world, caller, role, action, keys);
      if (decision.effect !== 'allow') throw refuse(action, decision);
    }
    const seconds = roleDuration(role, input.DurationSeconds, calling !== undefined);
    checkSourceIdentity(input, calling);
    const policies = readSessionPolicies(world, input);
    const size = packedPolicySize(policies, tags.tags);
    const sessionName = input.RoleSessionName;
    const session = {
      principal: { kind: 'assumed-role', roleId: role.roleId, roleName: role.name, sessionName },
      ...tags,
      mfaAt: mfa ? Math.floor(context.now.getTime() / 1000) : undefined,
      sourceIdentity,
      ...policies,
    } as const;
    return {
      AssumedRoleUser: assumedRoleUser(world, role, sessionName),
      Credentials: issueCredentials(context, session, seconds),
      // Absent, not 0, without policy and tags (recorded live).
      ...(size === 0 ? {} : { PackedPolicySize: size }),
      ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
    };
  },
};

/** Each thing the request asks for has its own action, and each is checked on both sides. */
function actionsOf(
  input: AssumeRoleRequest,
  { tags }: RequestedTags,
  sourceIdentity: string | undefined,
): readonly string[] {
  const contexts = input.ProvidedContexts?.length ?? 0;
  return [
    'sts:AssumeRole',
    ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
    ...(tags.length === 0 ? [] : ['sts:TagSession']),
    ...(contexts === 0 ? [] : ['sts:SetContext']),
  ];
}

/** Once set, a source identity stays for the whole chain (recorded live). */
function checkSourceIdentity({ SourceIdentity }: AssumeRoleRequest, calling: Session | undefined): void {
  if (SourceIdentity === undefined || calling?.sourceIdentity === undefined) return;
  if (SourceIdentity !== calling.sourceIdentity) {
    throw validationError('The source identity is already set for this assume role session');
  }
}
