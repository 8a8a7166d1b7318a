import { describe, expect, it } from 'vitest';
import { holds } from './conditions.js';

const keys = new Map([
  ['sts:externalid', ['123ABC']],
  ['aws:tagkeys', ['Project', 'Team']],
  ['aws:multifactorauthpresent', ['true']],
  ['aws:principalarn', ['arn:aws:iam::123456789012:role/demo']],
  ['aws:multifactorauthage', ['300']],
  ['aws:currenttime', ['2026-07-19T12:00:00.000Z']],
]);

describe('holds', () => {
  it.each([
    ['StringEquals', 'sts:externalid', ['123ABC'], true],
    ['StringEquals', 'sts:externalid', ['123abc'], false],
    ['StringEquals', 'sts:externalid', ['other', '123ABC'], true],
    ['StringEqualsIgnoreCase', 'sts:externalid', ['123abc'], true],
    ['StringLike', 'sts:externalid', ['123*'], true],
    ['StringNotEquals', 'sts:externalid', ['123ABC'], false],
    ['StringNotEquals', 'sts:absent', ['x'], true],
    ['StringEquals', 'sts:absent', ['x'], false],
    ['StringEqualsIfExists', 'sts:absent', ['x'], true],
    ['StringEqualsIfExists', 'sts:externalid', ['x'], false],
    ['Bool', 'aws:multifactorauthpresent', ['true'], true],
    ['Bool', 'aws:multifactorauthpresent', ['false'], false],
    ['Null', 'aws:multifactorauthpresent', ['false'], true],
    ['Null', 'sts:absent', ['true'], true],
    ['Null', 'sts:absent', ['false'], false],
    ['ForAllValues:StringEquals', 'aws:tagkeys', ['Project', 'Team', 'Cost'], true],
    ['ForAllValues:StringEquals', 'aws:tagkeys', ['Project'], false],
    ['ForAllValues:StringEquals', 'sts:absent', ['x'], true],
    ['ForAnyValue:StringEquals', 'aws:tagkeys', ['Project'], true],
    ['ForAnyValue:StringEquals', 'sts:absent', ['x'], false],
    ['ArnLike', 'aws:principalarn', ['arn:aws:iam::*:role/*'], true],
    ['ArnLike', 'aws:principalarn', ['arn:aws:iam:*:role/demo'], false],
    ['ArnNotLike', 'aws:principalarn', ['arn:aws:iam::*:user/*'], true],
    ['NumericLessThan', 'aws:multifactorauthage', ['3600'], true],
    ['NumericGreaterThanEquals', 'aws:multifactorauthage', ['301'], false],
    ['DateLessThan', 'aws:currenttime', ['2027-01-01T00:00:00Z'], true],
    ['DateGreaterThan', 'aws:currenttime', ['2027-01-01T00:00:00Z'], false],
    ['NoSuchOperator', 'sts:externalid', ['123ABC'], false],
  ])('%s of %s with %j is %s', (operator, key, values, expected) => {
    expect(holds({ operator, key, values }, keys)).toBe(expected);
  });
});
