/** Evaluation of one list of statements: deny by default, an explicit deny wins. */
import type { Matcher, PrincipalPattern, Statement } from '../../world/policy/document.js';
import type { Pattern } from '../../world/policy/pattern.js';
import { type ConditionKeys, holds } from './conditions.js';
import { matches, matchesArn } from './match.js';

/**
 * How a statement stands for the caller: by its whole account, by its user or role or everyone, or by the very session.
 * Identity policies, which name nobody, are `named`.
 */
export type Allowance = 'account' | 'named' | 'session';

export type Decision =
  | { readonly effect: 'allow'; readonly by: Allowance }
  | { readonly effect: 'deny'; readonly statement: Statement }
  | { readonly effect: 'none' };

export interface EvaluatedRequest {
  readonly action: string;
  /** `*` for an operation without resource. */
  readonly resource: string;
  readonly keys: ConditionKeys;
}

/** Tells how a principal of a trust policy stands for the caller. */
export type PrincipalTest = (pattern: PrincipalPattern) => Allowance | undefined;

const rank: Readonly<Record<Allowance, number>> = { account: 0, named: 1, session: 2 };

/** `principal` is not asked for policies that have none. */
export function evaluate(
  statements: readonly Statement[],
  request: EvaluatedRequest,
  principal: PrincipalTest = () => undefined,
): Decision {
  let best: Allowance | undefined;
  for (const statement of statements) {
    const allowance = appliesTo(statement, request, principal);
    if (allowance === undefined) continue;
    if (statement.effect === 'Deny') return { effect: 'deny', statement };
    if (best === undefined || rank[allowance] > rank[best]) best = allowance;
  }
  return best === undefined ? { effect: 'none' } : { effect: 'allow', by: best };
}

function appliesTo(
  { action, resource, conditions, principal }: Statement,
  request: EvaluatedRequest,
  test: PrincipalTest,
): Allowance | undefined {
  const { keys } = request;
  if (!applies(action, (pattern) => matches(pattern, request.action, keys, true))) return undefined;
  if (resource && !applies(resource, (pattern) => isResource(pattern, request))) return undefined;
  if (!conditions.every((condition) => holds(condition, keys))) return undefined;
  return principal === undefined ? 'named' : principalAllowance(principal, test);
}

/** A star alone is every resource; otherwise ARNs are matched part by part. */
function isResource(pattern: Pattern, { resource, keys }: EvaluatedRequest): boolean {
  return pattern.source === '*' || (resource !== '*' && matchesArn(pattern, resource, keys));
}

function principalAllowance(matcher: Matcher<PrincipalPattern>, test: PrincipalTest): Allowance | undefined {
  const allowances = matcher.patterns.map(test).filter((allowance) => allowance !== undefined);
  if (matcher.negated) return allowances.length === 0 ? 'account' : undefined;
  return allowances.sort((a, b) => rank[b] - rank[a])[0];
}

function applies(matcher: Matcher<Pattern>, test: (pattern: Pattern) => boolean): boolean {
  return matcher.patterns.some(test) !== matcher.negated;
}
