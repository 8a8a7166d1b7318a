import type { OperationName } from '../../../generated/index.js';
import type { CheckContext } from '../../check.js';
import { frameOf } from '../../witnesses/input.js';
import type { Facts, Input, MemberPlan } from '../../witnesses/plan.js';

/** A site in one run: the base input, made once, and the frame in which only the member under test varies. */
export interface OpenSite {
  readonly facts: Facts;
  readonly frame: Input;
}

/** @throws MissingFixtureError when the world lacks what the base request needs */
export async function openSite(
  context: CheckContext,
  operation: OperationName,
  plan: MemberPlan,
): Promise<OpenSite> {
  const facts: Facts = {
    world: context.world,
    credentials: context.credentials,
    base: { ...(await context.baseInput(operation)) },
    now: new Date(),
  };
  return { facts, frame: frameOf(plan, facts) };
}
