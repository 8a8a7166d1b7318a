/** What the caller's own policies say: identity policies, and session policies within their limits. */
import type { World } from '../../world/world.js';
import { type Caller, userOf } from '../caller.js';
import type { Session } from '../session.js';
import { type Decision, evaluate, type EvaluatedRequest } from './evaluate.js';
import { policyOf, readPolicy } from './document.js';

/** Allowed when the identity policies and every session policy allow it and none of them denies it. */
export function evaluateIdentity(world: World, caller: Caller, request: EvaluatedRequest): Decision {
  const decisions = [identityDecision(world, caller, request), sessionDecision(sessionOf(caller), request)];
  return (
    decisions.find(({ effect }) => effect === 'deny') ??
    decisions.find(({ effect }) => effect === 'none') ?? { effect: 'allow', by: 'named' }
  );
}

function sessionOf(caller: Caller): Session | undefined {
  return caller.session;
}

function identityDecision(world: World, caller: Caller, request: EvaluatedRequest): Decision {
  switch (caller.kind) {
    case 'user':
      return evaluateAll(caller.user.policies, request);
    case 'assumed-role':
      return evaluateAll(caller.role.policies, request);
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
  caller: Extract<Caller, { kind: 'federated-user' }>,
  request: EvaluatedRequest,
): Decision {
  if (caller.session.policies.length === 0) return { effect: 'none' };
  if (caller.issuer.kind === 'root') return { effect: 'allow', by: 'named' };
  return evaluateAll(userOf(world, caller.issuer)?.policies ?? [], request);
}

/** Session policies add up to one limit: what any of them allows, and none denies. */
function sessionDecision(session: Session | undefined, request: EvaluatedRequest): Decision {
  if (session === undefined || session.policies.length === 0) return { effect: 'allow', by: 'named' };
  return evaluate(
    session.policies.flatMap((json) => readPolicy(json, 'session')),
    request,
  );
}

function evaluateAll(documents: readonly object[], request: EvaluatedRequest): Decision {
  return evaluate(
    documents.flatMap((document) => policyOf(document, 'identity')),
    request,
  );
}
