/** Condition operators of IAM policies, as far as policies about STS use them. */
import type { Condition } from './document.js';
import { matchesGlob } from './glob.js';

/** Values of the request by condition key, keys in lower case. An absent key is not in the map. */
export type ConditionKeys = ReadonlyMap<string, readonly string[]>;

type Test = (got: string, wanted: string) => boolean;

/** `negative` operators hold when no value matches, and for an absent key. */
interface Operator {
  readonly test: Test;
  readonly negative: boolean;
}

const positive: Readonly<Record<string, Test>> = {
  StringEquals: (got, wanted) => got === wanted,
  StringEqualsIgnoreCase: (got, wanted) => got.toLowerCase() === wanted.toLowerCase(),
  StringLike: (got, wanted) => matchesGlob(wanted, got),
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (got, wanted) => got.toLowerCase() === wanted.toLowerCase(),
  NumericEquals: (got, wanted) => Number(got) === Number(wanted),
  NumericLessThan: (got, wanted) => Number(got) < Number(wanted),
  NumericLessThanEquals: (got, wanted) => Number(got) <= Number(wanted),
  NumericGreaterThan: (got, wanted) => Number(got) > Number(wanted),
  NumericGreaterThanEquals: (got, wanted) => Number(got) >= Number(wanted),
  DateEquals: (got, wanted) => Date.parse(got) === Date.parse(wanted),
  DateLessThan: (got, wanted) => Date.parse(got) < Date.parse(wanted),
  DateLessThanEquals: (got, wanted) => Date.parse(got) <= Date.parse(wanted),
  DateGreaterThan: (got, wanted) => Date.parse(got) > Date.parse(wanted),
  DateGreaterThanEquals: (got, wanted) => Date.parse(got) >= Date.parse(wanted),
};

const negations: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

/** True when one condition holds. An operator that is not known never holds: what cannot be judged gives nothing. */
export function holds({ operator: name, key, values }: Condition, keys: ConditionKeys): boolean {
  const got = keys.get(key);
  if (name === 'Null')
    return values.some((value) => (value.toLowerCase() === 'true') === (got === undefined));
  const set = /^(ForAllValues|ForAnyValue):/u.exec(name)?.[1];
  const ifExists = name.endsWith('IfExists');
  const operator = findOperator(
    name.slice(set === undefined ? 0 : set.length + 1, ifExists ? -8 : undefined),
  );
  if (operator === undefined) return false;
  if (got === undefined)
    return set === 'ForAllValues' || ifExists || (operator.negative && set === undefined);
  const matches = (value: string): boolean =>
    values.some((wanted) => operator.test(value, wanted)) !== operator.negative;
  return set === 'ForAllValues' || (operator.negative && set === undefined)
    ? got.every(matches)
    : got.some(matches);
}

function findOperator(name: string): Operator | undefined {
  const negated = negations[name];
  const test = positive[negated ?? name];
  return test && { test, negative: negated !== undefined };
}

/** ARNs match part by part, so that a star does not reach over a colon of the first five. */
function matchesArn(got: string, wanted: string): boolean {
  const [gotParts, wantedParts] = [arnParts(got), arnParts(wanted)];
  return wantedParts.every((part, index) => matchesGlob(part, gotParts[index] ?? ''));
}

function arnParts(text: string): readonly string[] {
  const parts = text.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
