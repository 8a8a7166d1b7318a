/** Permission checks of the operations that are allowed by the caller's own policies alone. */
import { identityOf } from '../caller.js';
import type { SignedContext } from '../context.js';
import { accessDenied } from '../service-error.js';
import { callerKeys } from './keys.js';
import { evaluateIdentity } from './identity.js';
import type { ConditionKeys } from './conditions.js';

export interface Permission {
  readonly action: string;
  /** Without one the operation has no resource and the text gives a reason. */
  readonly resource?: string;
  readonly keys?: ConditionKeys;
}

/**
 * @throws ServiceError AccessDenied. Operations without resource say why (reported for GetAccessKeyInfo and
 *   DecodeAuthorizationMessage); GetFederationToken names its resource and no reason (reported).
 */
export function requirePermission(context: SignedContext, { action, resource, keys }: Permission): void {
  const decision = evaluateIdentity(context.world, context.caller, {
    action,
    resource: resource ?? '*',
    keys: new Map([...callerKeys(context), ...(keys ?? [])]),
  });
  if (decision.effect === 'allow') return;
  const { arn } = identityOf(context.world, context.caller);
  const start = `User: ${arn} is not authorized to perform: ${action}`;
  if (resource !== undefined) throw accessDenied(`${start} on resource: ${resource}`);
  throw accessDenied(
    decision.effect === 'deny'
      ? `${start} with an explicit deny in an identity-based policy`
      : `${start} because no identity-based policy allows the ${action} action`,
  );
}
