/** Permission checks of the operations that are allowed by the caller's own policies alone. */
import { type Identity, identityOf } from '../caller.js';
import type { SignedContext } from '../context.js';
import type { ConditionKeys } from './conditions.js';
import { AuthorizationError } from './denial.js';
import type { Decision } from './evaluate.js';
import { type CallerDecision, evaluateIdentity } from './identity.js';
import { callerKeys } from './keys.js';

export interface Permission {
  readonly action: string;
  /** Without one the operation has no resource and the text gives a reason. */
  readonly resource?: string;
  readonly keys?: ConditionKeys;
}

/** @throws AuthorizationError where the caller's policies do not allow the action */
export function requirePermission(
  context: SignedContext,
  { action, resource, keys: more }: Permission,
): void {
  const keys = new Map([...callerKeys(context), ...(more ?? [])]);
  const decision = evaluateIdentity(context.world, context.caller, {
    action,
    resource: resource ?? '*',
    keys,
  });
  if (decision.effect !== 'allow') throw denied(context, { action, resource, keys }, decision);
}

/**
 * Operations with a resource name it and give no reason (recorded live for AssumeRole, reported for GetFederationToken); those
 * without say why (reported for GetAccessKeyInfo and DecodeAuthorizationMessage; other reasons are the documented ones).
 */
export function denied(
  { world, caller }: SignedContext,
  request: { readonly action: string; readonly resource: string | undefined; readonly keys: ConditionKeys },
  decision: Decision | CallerDecision,
): AuthorizationError {
  const { action, resource, keys } = request;
  const { arn, userId } = identityOf(world, caller);
  const start = `User: ${arn} is not authorized to perform: ${action}`;
  const policy = 'policy' in decision ? decision.policy : 'identity-based';
  const reason =
    decision.effect === 'deny'
      ? `with an explicit deny in ${policy === 'session' ? 'a session' : 'an identity-based'} policy`
      : `because no ${policy} policy allows the ${action} action`;
  return new AuthorizationError(
    resource === undefined ? `${start} ${reason}` : `${start} on resource: ${resource}`,
    {
      principal: { id: userId, name: nameOf(arn), arn },
      action,
      resource: resource ?? '*',
      keys,
      statement: decision.effect === 'deny' ? decision.statement : undefined,
    },
  );
}

function nameOf(arn: Identity['arn']): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
