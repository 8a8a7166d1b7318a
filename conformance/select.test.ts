import { describe, expect, it } from 'vitest';
import type { Check } from './check.js';
import { selectChecks, UsageError } from './select.js';

function check(id: string, operation: Check['operation']): Check {
  return {
    id,
    title: id,
    area: 'wire',
    level: 'must',
    operation,
    evidence: ['A1'],
    run: () => Promise.resolve({ verdict: 'pass' }),
  };
}

const checks = [
  check('wire/AssumeRole/success/namespace', 'AssumeRole'),
  check('constraint/AssumeRole/RoleArn/length.max/outside', 'AssumeRole'),
  check('constraint/AssumeRoleWithSAML/RoleArn/length.max/outside', 'AssumeRoleWithSAML'),
  check('round-trip/GetCallerIdentity/session-caller', 'GetCallerIdentity'),
];
const chosen = (patterns: string[], operations: string[] = []): string[] =>
  selectChecks(checks, patterns, operations).map(({ id }) => id.replace('/length.max/outside', ''));

describe('selectChecks', () => {
  it.each([
    [[], 4],
    [['round-trip'], 1],
    [['*/session-caller'], 1],
    [['wire'], 1],
    [['constraint/AssumeRole'], 1],
    [['constraint/AssumeRole/'], 1],
    [['constraint/AssumeRole*'], 2],
    [['*/outside'], 2],
    [['*RoleArn*'], 2],
    [['wire', '*/AssumeRoleWithSAML/*'], 2],
    [['wire/AssumeRole/success/namespace'], 1],
  ])('takes %j for %i checks', (patterns, count) => {
    expect(chosen(patterns)).toHaveLength(count);
  });

  it('narrows by operation', () => {
    expect(chosen(['constraint'], ['AssumeRoleWithSAML'])).toEqual(['constraint/AssumeRoleWithSAML/RoleArn']);
  });

  it.each([
    [['constraint/Assume'], []],
    [['length.max'], []],
    [['constraint/AssumeRole.RoleArn'], []],
    [[], ['assumerole']],
    [['wire'], ['AssumeRoleWithSAML']],
  ])('refuses what chooses nothing: %j %j', (patterns, operations) => {
    expect(() => chosen(patterns, operations)).toThrow(UsageError);
  });
});
