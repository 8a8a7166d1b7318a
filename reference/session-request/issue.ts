/** Issues credentials in the shape that every operation answers them. */
import type { AssumedRoleUser, Credentials } from '../../generated/index.js';
import type { Role, World } from '../../world/world.js';
import { assumedRoleArn } from '../caller.js';
import type { OperationContext } from '../context.js';
import { modeledError } from '../service-error.js';
import type { NewSession } from '../state.js';

/** Session tokens travel in a header next to the others; 16 KB hold them all. */
const longestToken = 8192;

/**
 * `Expiration` is the response's Date plus the duration, in whole seconds (recorded live).
 *
 * @throws ServiceError PackedPolicyTooLarge where the token would be too long to send (text reported)
 */
export function issueCredentials(
  context: OperationContext,
  session: Partial<NewSession> & Pick<NewSession, 'principal'>,
  durationSeconds: number,
): Credentials {
  const issuedAt = Math.floor(context.now.getTime() / 1000);
  const expiresAt = issuedAt + durationSeconds;
  const issued = context.state.issue({
    tags: [],
    transitiveTagKeys: [],
    policyArns: [],
    ...session,
    issuedAt,
    expiresAt,
  });
  if (issued.sessionToken.length > longestToken) {
    throw modeledError('PackedPolicyTooLargeException', 'Serialized token too large for session');
  }
  return {
    AccessKeyId: issued.session.accessKeyId,
    SecretAccessKey: issued.session.secretAccessKey,
    SessionToken: issued.sessionToken,
    Expiration: new Date(expiresAt * 1000),
  };
}

/** The role's stable id and the session name; the ARN without the role's path (recorded live). */
export function assumedRoleUser(world: World, role: Role, sessionName: string): AssumedRoleUser {
  return {
    AssumedRoleId: `${role.roleId}:${sessionName}`,
    Arn: assumedRoleArn(role.accountId ?? world.accountId, role.name, sessionName),
  };
}
