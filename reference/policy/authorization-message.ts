/**
 * What an encoded authorization message says once it is decoded: the documented members, in the documented nesting. Only
 * denials have one.
 */
import type { Statement } from '../../world/policy/document.js';
import type { DenialFacts } from './denial.js';

/** Longest message that DecodeAuthorizationMessage takes; beyond it the statement and then the conditions are left out. */
export const longestMessage = 10_240;

/** JSON texts of a denial, the whole one first, then ones that say less. */
export function* describeDenial(facts: DenialFacts): Generator<string> {
  const { principal, action, resource, statement } = facts;
  const conditions = [...facts.keys].map(([key, values]) => ({ key, values: items(values.map(valueOf)) }));
  const write = (statements: readonly object[], keys: readonly object[]): string =>
    JSON.stringify({
      allowed: false,
      explicitDeny: statement !== undefined,
      matchedStatements: items(statements),
      failures: items([]),
      context: { principal, action, resource, conditions: items(keys) },
    });
  const matched = statement === undefined ? [] : [describeStatement(statement)];
  yield write(matched, conditions);
  yield write([], conditions);
  yield write([], []);
}

function describeStatement({ sid, action, resource, principal, conditions }: Statement): object {
  return {
    statementId: sid ?? '',
    effect: 'DENY',
    principals: items((principal?.patterns ?? []).map(({ value }) => valueOf(value))),
    principalGroups: items([]),
    actions: items(action.patterns.map(({ source }) => valueOf(source))),
    resources: items((resource?.patterns ?? []).map(({ source }) => valueOf(source))),
    conditions: items(
      conditions.map(({ operator, key, values }) => ({
        key,
        operator: operator.name,
        values: items(values.map(({ source }) => valueOf(source))),
      })),
    ),
  };
}

function items<Item>(list: readonly Item[]): { readonly items: readonly Item[] } {
  return { items: list };
}

function valueOf(value: string): { readonly value: string } {
  return { value };
}
