import { describe, expect, it } from 'vitest';
import type { Statement } from '../../world/policy/document.js';
import { Mistakes } from '../../world/mistakes.js';
import { readPolicyDocument } from '../../world/policy/document.js';
import { holds } from './conditions.js';
import { evaluate } from './evaluate.js';

const keys = new Map([
  ['sts:externalid', ['123ABC']],
  ['aws:tagkeys', ['Project', 'Team']],
  ['aws:multifactorauthpresent', ['true']],
  ['aws:principalarn', ['arn:aws:iam::123456789012:role/demo']],
  ['aws:multifactorauthage', ['300']],
  ['aws:currenttime', ['2026-07-19T12:00:00.000Z']],
  ['aws:epochtime', ['1784462400']],
  ['aws:sourceip', ['192.0.2.7']],
  ['aws:username', ['alice']],
  ['aws:principaltag/star', ['*']],
  ['aws:requesttag/owner', ['alice']],
]);

function statements(document: object): readonly Statement[] {
  const mistakes = new Mistakes();
  const read = readPolicyDocument(document, '', { kind: 'identity', variables: 'any' }, mistakes);
  expect(mistakes.found).toEqual([]);
  return read;
}

function conditionHolds(operator: string, key: string, values: readonly string[]): boolean {
  const statement = {
    Effect: 'Allow',
    Action: '*',
    Resource: '*',
    Condition: { [operator]: { [key]: values } },
  };
  const [read] = statements({ Version: '2012-10-17', Statement: statement });
  return read?.conditions.every((condition) => holds(condition, keys)) ?? false;
}

describe('holds', () => {
  it.each([
    ['StringEquals', 'sts:ExternalId', ['123ABC'], true],
    ['StringEquals', 'STS:EXTERNALID', ['123ABC'], true],
    ['StringEquals', 'sts:ExternalId', ['123abc'], false],
    ['StringEquals', 'sts:ExternalId', ['123*'], false],
    ['StringEquals', 'sts:ExternalId', ['other', '123ABC'], true],
    ['StringEqualsIgnoreCase', 'sts:ExternalId', ['123abc'], true],
    ['StringLike', 'sts:ExternalId', ['123*'], true],
    ['StringLike', 'sts:ExternalId', ['123?B?'], true],
    ['StringNotEquals', 'sts:ExternalId', ['123ABC'], false],
    ['StringNotEquals', 'sts:Absent', ['x'], true],
    ['StringEquals', 'sts:Absent', ['x'], false],
    ['StringEqualsIfExists', 'sts:Absent', ['x'], true],
    ['StringEqualsIfExists', 'sts:ExternalId', ['x'], false],
    ['Bool', 'aws:MultiFactorAuthPresent', ['true'], true],
    ['Bool', 'aws:MultiFactorAuthPresent', ['false'], false],
    ['BoolIfExists', 'aws:Absent', ['true'], true],
    ['Null', 'aws:MultiFactorAuthPresent', ['false'], true],
    ['Null', 'sts:Absent', ['true'], true],
    ['Null', 'sts:Absent', ['false'], false],
    ['ForAllValues:StringEquals', 'aws:TagKeys', ['Project', 'Team', 'Cost'], true],
    ['ForAllValues:StringEquals', 'aws:TagKeys', ['Project'], false],
    ['ForAllValues:StringEquals', 'sts:Absent', ['x'], true],
    ['ForAllValues:StringNotEquals', 'aws:TagKeys', ['Cost'], true],
    ['ForAnyValue:StringEquals', 'aws:TagKeys', ['Project'], true],
    ['ForAnyValue:StringNotEquals', 'aws:TagKeys', ['Project'], true],
    ['ForAnyValue:StringNotEquals', 'aws:TagKeys', ['Project', 'Team'], false],
    ['ForAnyValue:StringEquals', 'sts:Absent', ['x'], false],
    ['ArnLike', 'aws:PrincipalArn', ['arn:aws:iam::*:role/*'], true],
    ['ArnEquals', 'aws:PrincipalArn', ['arn:aws:iam::123456789012:role/demo'], true],
    ['ArnLike', 'aws:PrincipalArn', ['arn:aws:iam:*:role/demo'], false],
    ['ArnNotLike', 'aws:PrincipalArn', ['arn:aws:iam::*:user/*'], true],
    ['NumericLessThan', 'aws:MultiFactorAuthAge', ['3600'], true],
    ['NumericEquals', 'aws:MultiFactorAuthAge', ['300.0'], true],
    ['NumericNotEquals', 'aws:MultiFactorAuthAge', ['300'], false],
    ['NumericGreaterThanEquals', 'aws:MultiFactorAuthAge', ['301'], false],
    ['NumericGreaterThan', 'sts:ExternalId', ['1'], false],
    ['DateLessThan', 'aws:CurrentTime', ['2027-01-01T00:00:00Z'], true],
    ['DateGreaterThan', 'aws:CurrentTime', ['2027-01-01T00:00:00Z'], false],
    ['DateLessThanEquals', 'aws:EpochTime', ['2026-07-19T12:00:00Z'], true],
    ['DateEquals', 'aws:CurrentTime', ['1784462400'], true],
    ['IpAddress', 'aws:SourceIp', ['192.0.2.0/24'], true],
    ['IpAddress', 'aws:SourceIp', ['192.0.2.8', '2001:db8::/32'], false],
    ['NotIpAddress', 'aws:SourceIp', ['10.0.0.0/8'], true],
    ['StringEquals', 'aws:RequestTag/Owner', ['${aws:username}'], true],
    ['StringEquals', 'aws:RequestTag/Owner', ['${aws:UserName}'], true],
    ['StringLike', 'aws:RequestTag/Owner', ['${aws:PrincipalTag/star}'], false],
    ['StringEquals', 'aws:RequestTag/Owner', ['${aws:PrincipalTag/none}'], false],
    ['StringEquals', 'aws:RequestTag/Owner', ["${aws:PrincipalTag/none, 'alice'}"], true],
    ['StringEquals', 'aws:RequestTag/Owner', ['${aws:TagKeys}'], false],
    ['StringLike', 'aws:PrincipalTag/star', ['${*}'], true],
    ['StringEquals', 'aws:PrincipalTag/star', ['${*}'], true],
  ])('%s of %s with %j is %s', (operator, key, values, expected) => {
    expect(conditionHolds(operator, key, values)).toBe(expected);
  });
});

describe('evaluate', () => {
  const user = 'arn:aws:iam::123456789012:user/alice';
  const decide = (document: object, action = 'sts:TagSession', resource = user): string =>
    evaluate(statements({ Version: '2012-10-17', ...document }), { action, resource, keys }).effect;
  const allow = { Effect: 'Allow', Action: 'sts:*', Resource: '*' };

  it.each<[string, object | readonly object[], string]>([
    ['nothing', [{ ...allow, Action: 's3:*' }], 'none'],
    ['an action in any case', { ...allow, Action: 'STS:tag*' }, 'allow'],
    ['a deny after an allow', [allow, { ...allow, Effect: 'Deny' }], 'deny'],
    ['a deny before an allow', [{ ...allow, Effect: 'Deny' }, allow], 'deny'],
    ['every action but one', { Effect: 'Allow', NotAction: 'sts:TagSession', Resource: '*' }, 'none'],
    ['every resource but one', { Effect: 'Allow', Action: '*', NotResource: user }, 'none'],
    ['a resource with a variable', { ...allow, Resource: 'arn:aws:iam::*:user/${aws:username}' }, 'allow'],
    [
      'a resource whose variable is not there',
      { ...allow, Resource: 'arn:aws:iam::*:user/${aws:a}' },
      'none',
    ],
    ['an ARN that is not complete', { ...allow, Resource: 'arn:aws:iam' }, 'allow'],
    ['a star over a colon', { ...allow, Resource: 'arn:aws:*:user/alice' }, 'none'],
    [
      'a value that holds a star',
      { ...allow, Resource: 'arn:aws:iam::*:user/${aws:PrincipalTag/star}' },
      'none',
    ],
  ])('%s', (_what, Statement, expected) => {
    expect(decide({ Statement })).toBe(expected);
  });

  it('takes no exponential time', () => {
    const Resource = `arn:aws:iam::1:${'*a'.repeat(200)}b`;
    const started = performance.now();
    expect(decide({ Statement: { ...allow, Resource } }, 'sts:x', `arn:aws:iam::1:${'a'.repeat(2000)}`)).toBe(
      'none',
    );
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
