/** Evaluation of one list of statements: deny by default, an explicit deny wins. */
import { type ConditionKeys, holds } from './conditions.js';
import type { Matcher, PrincipalPattern, Statement } from './document.js';
import { matchesGlob } from './glob.js';

/** `named`: by a principal that stands for the caller alone or for everyone; `account`: by the caller's whole account. */
export type Allowance = 'named' | 'account';

export type Decision =
  | { readonly effect: 'allow'; readonly by: Allowance }
  | { readonly effect: 'deny' }
  | { readonly effect: 'none' };

export interface EvaluatedRequest {
  readonly action: string;
  /** `*` for an operation without resource. */
  readonly resource: string;
  readonly keys: ConditionKeys;
}

/** Tells how a principal of a trust policy stands for the caller. */
export type PrincipalTest = (pattern: PrincipalPattern) => Allowance | undefined;

/** `principal` is not asked for policies that have none. */
export function evaluate(
  statements: readonly Statement[],
  request: EvaluatedRequest,
  principal: PrincipalTest = () => undefined,
): Decision {
  let decision: Decision = { effect: 'none' };
  for (const statement of statements) {
    const allowance = appliesTo(statement, request, principal);
    if (allowance === undefined) continue;
    if (statement.effect === 'Deny') return { effect: 'deny' };
    if (decision.effect === 'none' || allowance === 'named') decision = { effect: 'allow', by: allowance };
  }
  return decision;
}

function appliesTo(
  statement: Statement,
  request: EvaluatedRequest,
  principal: PrincipalTest,
): Allowance | undefined {
  const action = request.action.toLowerCase();
  if (!matches(statement.action, (pattern) => matchesGlob(pattern.toLowerCase(), action))) return undefined;
  if (
    statement.resource &&
    !matches(statement.resource, (pattern) => matchesGlob(pattern, request.resource))
  ) {
    return undefined;
  }
  if (!statement.conditions.every((condition) => holds(condition, request.keys))) return undefined;
  return statement.principal === undefined ? 'named' : principalAllowance(statement.principal, principal);
}

function principalAllowance(
  matcher: Matcher<readonly PrincipalPattern[]>,
  test: PrincipalTest,
): Allowance | undefined {
  const allowances = matcher.patterns.map(test).filter((allowance) => allowance !== undefined);
  if (matcher.negated) return allowances.length === 0 ? 'account' : undefined;
  return allowances.includes('named') ? 'named' : allowances[0];
}

function matches(matcher: Matcher<readonly string[]>, test: (pattern: string) => boolean): boolean {
  return matcher.patterns.some(test) !== matcher.negated;
}
