import type { World } from '../../world/world.js';
import { arnOfRole, arnOfUser } from '../../world/lookup.js';
import type { Handler } from '../context.js';
import { requirePermission } from '../policy/require-permission.js';
import { accessDenied, modeledError } from '../service-error.js';
import type { SessionPrincipal } from '../session.js';
import { issueCredentials } from '../session-request/issue.js';

/** How long delegated credentials live; the documentation gives no number. */
const seconds = 3600;

/**
 * Redeems a trade-in token of the world: once, or again and again where the world says so. A used one answers as an expired
 * one. Nothing of this operation was ever seen live.
 */
export const getDelegatedAccessToken: Handler<'GetDelegatedAccessToken'> = {
  auth: 'signed',
  handle({ TradeInToken }, context) {
    const { world, state, now } = context;
    requirePermission(context, { action: 'sts:GetDelegatedAccessToken' });
    const request = world.delegationRequests.find(({ tradeInToken }) => tradeInToken === TradeInToken);
    const principal = request && delegatedPrincipal(world, request.assumedPrincipal);
    if (request === undefined || principal === undefined) {
      throw accessDenied('The trade-in token is not valid.');
    }
    const expired = request.expiresAt !== undefined && Date.parse(request.expiresAt) <= now.getTime();
    if (expired || (request.reusable !== true && !state.redeem(TradeInToken))) {
      throw modeledError('ExpiredTradeInTokenException', 'The trade-in token has expired.');
    }
    return {
      Credentials: issueCredentials(context, { principal }, seconds),
      AssumedPrincipal: request.assumedPrincipal,
    };
  },
};

/** A role by a session named after the delegation, a user by other credentials. */
function delegatedPrincipal(world: World, arn: string): SessionPrincipal | undefined {
  const role = world.roles.find((candidate) => arnOfRole(world, candidate) === arn);
  if (role !== undefined) {
    return { kind: 'assumed-role', roleId: role.roleId, roleName: role.name, sessionName: 'delegated' };
  }
  const user = world.users.find((candidate) => arnOfUser(world, candidate) === arn);
  return user && { kind: 'session-token', issuer: { kind: 'user', userId: user.userId } };
}
