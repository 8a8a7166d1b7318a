/** Condition operators of IAM policies by name. */

export type Comparison = '=' | '<' | '<=' | '>' | '>=';

/** What an operator compares, and how. */
export type Test =
  | { readonly kind: 'text'; readonly ignoreCase: boolean }
  | { readonly kind: 'like' }
  | { readonly kind: 'arn' }
  | { readonly kind: 'number'; readonly comparison: Comparison }
  | { readonly kind: 'date'; readonly comparison: Comparison }
  | { readonly kind: 'bool' }
  | { readonly kind: 'address' }
  | { readonly kind: 'null' };

export interface Operator {
  /** As the policy has it. */
  readonly name: string;
  readonly test: Test;
  /** `...Not...`: holds when no value matches, and for an absent key. */
  readonly negative: boolean;
  /** Holds for an absent key. */
  readonly ifExists: boolean;
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
}

const tests: Readonly<Record<string, Test>> = {
  StringEquals: { kind: 'text', ignoreCase: false },
  StringEqualsIgnoreCase: { kind: 'text', ignoreCase: true },
  StringLike: { kind: 'like' },
  ArnEquals: { kind: 'arn' },
  ArnLike: { kind: 'arn' },
  NumericEquals: { kind: 'number', comparison: '=' },
  NumericLessThan: { kind: 'number', comparison: '<' },
  NumericLessThanEquals: { kind: 'number', comparison: '<=' },
  NumericGreaterThan: { kind: 'number', comparison: '>' },
  NumericGreaterThanEquals: { kind: 'number', comparison: '>=' },
  DateEquals: { kind: 'date', comparison: '=' },
  DateLessThan: { kind: 'date', comparison: '<' },
  DateLessThanEquals: { kind: 'date', comparison: '<=' },
  DateGreaterThan: { kind: 'date', comparison: '>' },
  DateGreaterThanEquals: { kind: 'date', comparison: '>=' },
  Bool: { kind: 'bool' },
  BinaryEquals: { kind: 'text', ignoreCase: false },
  IpAddress: { kind: 'address' },
};

const negations: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
};

/** Undefined for a name that is no operator. Names are case-sensitive. */
export function findOperator(name: string): Operator | undefined {
  if (name === 'Null')
    return { name, test: { kind: 'null' }, negative: false, ifExists: false, set: undefined };
  const [, set, plain = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/u.exec(name) ?? [];
  const negated = own(negations, plain);
  const test = own(tests, negated ?? plain);
  if (test === undefined) return undefined;
  return {
    name,
    test,
    negative: negated !== undefined,
    ifExists: ifExists !== undefined,
    set: set as Operator['set'],
  };
}

function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
