/** Whether a role lets a principal in. */
import type { PrincipalPattern } from '../../world/policy/document.js';
import { arnOfRole } from '../../world/lookup.js';
import type { Role, World } from '../../world/world.js';
import { type Caller, identityOf } from '../caller.js';
import type { ConditionKeys } from './conditions.js';
import { policyOf } from './document.js';
import { type Allowance, type Decision, evaluate } from './evaluate.js';
import { evaluateIdentity, evaluateSession } from './identity.js';

/**
 * Whether a signed caller may take an action on a role. In the role's own account a trust policy that names the caller or
 * everyone is enough; trust in the whole account, and all trust of another account's role, also needs the caller's own
 * policies (recorded live). Session policies limit what trust gives to a user or role, not what it gives to the very session
 * (documented). A deny on either side wins.
 */
export function mayAssume(
  world: World,
  caller: Caller,
  role: Role,
  action: string,
  keys: ConditionKeys,
): Decision {
  const request = { action, resource: arnOfRole(world, role), keys };
  const trust = evaluate(policyOf(role.trustPolicy, 'trust'), request, (pattern) =>
    standsForCaller(world, caller, pattern),
  );
  if (trust.effect !== 'allow') return trust;
  const identity = evaluateIdentity(world, caller, request);
  const isSameAccount = (role.accountId ?? world.accountId) === identityOf(world, caller).account;
  if (identity.effect !== 'none' || !isSameAccount) return identity;
  switch (trust.by) {
    case 'account':
      return identity;
    case 'named':
      return evaluateSession(world, caller, request);
    case 'session':
      return trust;
  }
}

/** True when the trust policy of a role lets the users of an identity provider of the world's account take an action. */
export function trustsProvider(
  world: World,
  role: Role,
  providerArn: string,
  action: string,
  keys: ConditionKeys,
): boolean {
  const decision = evaluate(
    policyOf(role.trustPolicy, 'trust'),
    { action, resource: arnOfRole(world, role), keys },
    (pattern) => (pattern.type === 'Federated' && pattern.value === providerArn ? 'named' : undefined),
  );
  return decision.effect === 'allow' && (role.accountId ?? world.accountId) === world.accountId;
}

/** Users and roles also by their unique ids: what IAM stores and shows once the principal was replaced (documented). */
function standsForCaller(
  world: World,
  caller: Caller,
  { type, value }: PrincipalPattern,
): Allowance | undefined {
  if (type !== 'AWS') return undefined;
  const { arn, account } = identityOf(world, caller);
  if (value === account || value === `arn:aws:iam::${account}:root`) {
    return caller.kind === 'root' ? 'named' : 'account';
  }
  switch (caller.kind) {
    case 'user':
      return value === '*' || value === arn || value === caller.user.userId ? 'named' : undefined;
    case 'assumed-role':
      if (value === arn) return 'session';
      return value === '*' || value === arnOfRole(world, caller.role) || value === caller.role.roleId
        ? 'named'
        : undefined;
    case 'federated-user':
      if (value === arn) return 'session';
      return value === '*' ? 'named' : undefined;
    case 'root':
      return value === '*' ? 'named' : undefined;
  }
}
