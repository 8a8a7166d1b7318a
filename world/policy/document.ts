/** IAM policy documents: what they consist of, and how one is read strictly. */
import { below, type Mistakes } from '../mistakes.js';
import type { Operator } from './operators.js';
import type { Pattern } from './pattern.js';
import { readStatement } from './statement.js';
import { isRecord } from './values.js';

export interface Statement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  /** Absent in identity and session policies. */
  readonly principal?: Matcher<PrincipalPattern>;
  readonly action: Matcher<Pattern>;
  /** Absent in trust policies: their resource is the role. */
  readonly resource?: Matcher<Pattern>;
  readonly conditions: readonly Condition[];
}

/** `negated`: NotPrincipal, NotAction, NotResource. */
export interface Matcher<Item> {
  readonly negated: boolean;
  readonly patterns: readonly Item[];
}

/** `{ "AWS": "..." }` and its like; `"*"` is of type `AWS`. */
export interface PrincipalPattern {
  readonly type: string;
  readonly value: string;
}

/** One key of one operator. */
export interface Condition {
  readonly operator: Operator;
  /** In lower case: names of keys are case-insensitive. */
  readonly key: string;
  readonly values: readonly Pattern[];
}

/** What a policy is attached to decides what it may contain. */
export type PolicyKind = 'trust' | 'identity' | 'session';

export interface PolicySetting {
  readonly kind: PolicyKind;
  /**
   * `known`: a variable must be one of a request to STS. `any`: others are taken, too, as the keys of other services that
   * they may be; a request to STS has no value for them.
   */
  readonly variables: 'known' | 'any';
  /** From version 2012-10-17 on `${...}` is a variable; before, text. */
  readonly hasVariables: boolean;
}

const fields = new Set(['Version', 'Id', 'Statement']);

/** Reads a parsed document. Whatever is wrong goes to `mistakes`; the statements are complete only if nothing is. */
export function readPolicyDocument(
  value: unknown,
  pointer: string,
  { kind, variables }: Omit<PolicySetting, 'hasVariables'>,
  mistakes: Mistakes,
): readonly Statement[] {
  if (!isRecord(value)) return mistakes.add(pointer, 'a policy must be a JSON object') ?? [];
  for (const name of Object.keys(value)) {
    if (!fields.has(name)) mistakes.add(below(pointer, name), 'policies have no such field');
  }
  const { Version: version, Id: id, Statement: statements } = value;
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') {
    mistakes.add(below(pointer, 'Version'), 'must be 2012-10-17 or 2008-10-17');
  }
  if (id !== undefined && typeof id !== 'string') mistakes.add(below(pointer, 'Id'), 'must be a text');
  const at = below(pointer, 'Statement');
  if (statements === undefined) return mistakes.add(at, 'is missing') ?? [];
  const setting = { kind, variables, hasVariables: version === '2012-10-17' };
  if (!Array.isArray(statements)) return readStatement(statements, at, setting, mistakes);
  if (statements.length === 0) mistakes.add(at, 'must not be empty');
  return statements.flatMap((item: unknown, index) =>
    readStatement(item, below(at, index), setting, mistakes),
  );
}
