/** What the caller's own policies say: identity policies, and session policies within their limits. */
import type { Statement } from '../../world/policy/document.js';
import type { World } from '../../world/world.js';
import { type Caller, userOf } from '../caller.js';
import type { Session } from '../session.js';
import { policyOf, readSessionPolicy } from './document.js';
import { type Decision, evaluate, type EvaluatedRequest } from './evaluate.js';

/** A decision, and the kind of policy that made it. */
export type CallerDecision = Decision & { readonly policy: 'identity-based' | 'session' };

/** Allowed when the identity policies allow it, the session policies allow it, and none of them denies it. */
export function evaluateIdentity(world: World, caller: Caller, request: EvaluatedRequest): CallerDecision {
  const identity = { ...identityDecision(world, caller, request), policy: 'identity-based' } as const;
  const session = { ...evaluateSession(world, caller, request), policy: 'session' } as const;
  const refusals = [identity, session].filter(({ effect }) => effect !== 'allow');
  return refusals.find(({ effect }) => effect === 'deny') ?? refusals[0] ?? identity;
}

/** Session policies, inline and managed, add up to one limit: what any of them allows, and none denies. */
export function evaluateSession(world: World, { session }: Caller, request: EvaluatedRequest): Decision {
  if (session === undefined || (session.policy === undefined && session.policyArns.length === 0)) {
    return { effect: 'allow', by: 'named' };
  }
  return evaluate([...inlineStatements(session), ...managedStatements(world, session.policyArns)], request);
}

function identityDecision(world: World, caller: Caller, request: EvaluatedRequest): Decision {
  switch (caller.kind) {
    case 'user':
      return evaluate(statementsOf(world, caller.user), request);
    case 'assumed-role':
      return evaluate(statementsOf(world, caller.role), request);
    case 'federated-user':
      return evaluateFederated(world, caller, request);
    case 'root':
      // A session of AssumeRoot may do what its task policy says, and no task policy speaks of STS.
      return caller.session?.principal.kind === 'root-task'
        ? { effect: 'none' }
        : { effect: 'allow', by: 'named' };
  }
}

/** A federated user without a session policy may do nothing (documented for GetFederationToken). */
function evaluateFederated(
  world: World,
  { session, issuer }: Extract<Caller, { kind: 'federated-user' }>,
  request: EvaluatedRequest,
): Decision {
  if (session.policy === undefined && session.policyArns.length === 0) return { effect: 'none' };
  if (issuer.kind === 'root') return { effect: 'allow', by: 'named' };
  const user = userOf(world, issuer);
  return user === undefined ? { effect: 'none' } : evaluate(statementsOf(world, user), request);
}

interface PolicyHolder {
  readonly policies: readonly object[];
  readonly managedPolicyArns?: readonly string[];
}

function statementsOf(world: World, holder: PolicyHolder): readonly Statement[] {
  const inline = holder.policies.flatMap((document) => policyOf(document, 'identity'));
  return [...inline, ...managedStatements(world, holder.managedPolicyArns ?? [])];
}

/** A managed policy that is gone from the world allows nothing any more. */
function managedStatements(world: World, arns: readonly string[]): readonly Statement[] {
  return (world.managedPolicies ?? [])
    .filter(({ arn }) => arns.includes(arn))
    .flatMap(({ document }) => policyOf(document, 'identity'));
}

function inlineStatements({ policy }: Session): readonly Statement[] {
  return policy === undefined ? [] : readSessionPolicy(policy);
}
