/** Whether a role lets a principal in. */
import type { Role, World } from '../../world/world.js';
import { arnOfRole } from '../../world/lookup.js';
import { type Caller, identityOf } from '../caller.js';
import type { ConditionKeys } from './conditions.js';
import type { PrincipalPattern } from './document.js';
import { policyOf } from './document.js';
import { type Allowance, evaluate } from './evaluate.js';
import { evaluateIdentity } from './identity.js';

/**
 * True when a signed caller may take an action on a role. In the role's own account a trust policy that names the caller or
 * everyone is enough; trust in the whole account also needs the caller's own policies (recorded live). A deny on either
 * side wins.
 */
export function mayAssume(
  world: World,
  caller: Caller,
  role: Role,
  action: string,
  keys: ConditionKeys,
): boolean {
  const request = { action, resource: arnOfRole(world, role), keys };
  const trust = evaluate(policyOf(role.trustPolicy, 'trust'), request, (pattern) =>
    standsForCaller(world, caller, pattern),
  );
  if (trust.effect !== 'allow') return false;
  const identity = evaluateIdentity(world, caller, request);
  return identity.effect === 'allow' || (identity.effect === 'none' && trust.by === 'named');
}

/** True when the trust policy of a role lets the users of an identity provider take an action. */
export function trustsProvider(
  role: Role,
  providerArn: string,
  action: string,
  keys: ConditionKeys,
): boolean {
  const decision = evaluate(
    policyOf(role.trustPolicy, 'trust'),
    { action, resource: '*', keys },
    (pattern) => (pattern.type === 'Federated' && pattern.value === providerArn ? 'named' : undefined),
  );
  return decision.effect === 'allow';
}

function standsForCaller(
  world: World,
  caller: Caller,
  { type, value }: PrincipalPattern,
): Allowance | undefined {
  if (type !== 'AWS') return undefined;
  const { arn, account } = identityOf(world, caller);
  if (value === '*' || value === arn) return 'named';
  if (caller.kind === 'assumed-role' && value === arnOfRole(world, caller.role)) return 'named';
  return value === account || value === `arn:aws:iam::${account}:root` ? 'account' : undefined;
}
