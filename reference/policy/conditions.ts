/** Judges the conditions of a statement. */
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { policyTime, readBlock } from '../../world/policy/conditions.js';
import type { Condition } from '../../world/policy/document.js';
import type { Comparison, Test } from '../../world/policy/operators.js';
import type { Pattern } from '../../world/policy/pattern.js';
import { matches, matchesArn, textOf } from './match.js';

/** Values of the request by condition key, keys in lower case. An absent key is not in the map. */
export type ConditionKeys = ReadonlyMap<string, readonly string[]>;

/**
 * True when one condition holds. Operators that negate hold when no value of the policy matches, also for an absent key;
 * over several values of the request all must hold, without ForAllValues or ForAnyValue, for them and one for the others.
 */
export function holds({ operator, key, values }: Condition, keys: ConditionKeys): boolean {
  const { test, negative, ifExists, set } = operator;
  const got = keys.get(key);
  if (test.kind === 'null') {
    return values.some(({ source }) => (source.toLowerCase() === 'true') === (got === undefined));
  }
  if (got === undefined) {
    return set === 'ForAllValues' || ifExists || (negative && set === undefined);
  }
  const passes = (value: string): boolean =>
    values.some((wanted) => passesTest(test, value, wanted, keys)) !== negative;
  return set === 'ForAllValues' || (negative && set === undefined) ? got.every(passes) : got.some(passes);
}

function passesTest(
  test: Exclude<Test, { kind: 'null' }>,
  got: string,
  wanted: Pattern,
  keys: ConditionKeys,
): boolean {
  switch (test.kind) {
    case 'text': {
      const text = textOf(wanted, keys);
      return test.ignoreCase ? text?.toLowerCase() === got.toLowerCase() : text === got;
    }
    case 'like':
      return matches(wanted, got, keys);
    case 'arn':
      return matchesArn(wanted, got, keys);
    case 'number':
      return compares(test.comparison, got === '' ? NaN : Number(got), Number(wanted.source));
    case 'date':
      return compares(test.comparison, policyTime(got), policyTime(wanted.source));
    case 'bool':
      return got.toLowerCase() === wanted.source.toLowerCase();
    case 'address':
      return isWithin(got, wanted.source);
  }
}

/** False for what is no number. */
function compares(comparison: Comparison, got: number, wanted: number): boolean {
  switch (comparison) {
    case '=':
      return got === wanted;
    case '<':
      return got < wanted;
    case '<=':
      return got <= wanted;
    case '>':
      return got > wanted;
    case '>=':
      return got >= wanted;
  }
}

function isWithin(got: string, wanted: string): boolean {
  const block = readBlock(wanted);
  const isFamily = block?.family === 'ipv4' ? isIPv4 : isIPv6;
  if (block === undefined || !isFamily(got)) return false;
  const list = new BlockList();
  list.addSubnet(block.address, block.bits, block.family);
  return list.check(got, block.family);
}
