import { describe, expect, it } from 'vitest';
import { Mistakes } from '../mistakes.js';
import { type PolicyKind, readPolicyDocument } from './document.js';

const allowed = { Effect: 'Allow', Action: 'sts:*', Resource: '*' };
const trusting = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' };

function mistakesOf(
  document: unknown,
  kind: PolicyKind,
  variables: 'known' | 'any' = 'known',
): readonly string[] {
  const mistakes = new Mistakes();
  readPolicyDocument(document, '', { kind, variables }, mistakes);
  return mistakes.found.map(({ pointer, text }) => `${pointer} ${text}`);
}

function when(condition: unknown): object {
  return { Version: '2012-10-17', Statement: { ...trusting, Condition: condition } };
}

describe('readPolicyDocument', () => {
  it('reads one statement and lists of them', () => {
    const mistakes = new Mistakes();
    const setting = { kind: 'session', variables: 'any' } as const;
    const any = { source: '*', pieces: [{ kind: 'any' }], isVariable: false };
    const action = {
      source: 'sts:*',
      pieces: [{ kind: 'text', text: 'sts:' }, { kind: 'any' }],
      isVariable: false,
    };
    expect(readPolicyDocument({ Statement: { Sid: 'one', ...allowed } }, '', setting, mistakes)).toEqual([
      {
        sid: 'one',
        effect: 'Allow',
        action: { negated: false, patterns: [action] },
        resource: { negated: false, patterns: [any] },
        conditions: [],
      },
    ]);
    expect(readPolicyDocument({ Statement: [allowed, allowed] }, '', setting, mistakes)).toHaveLength(2);
    expect(mistakes.found).toEqual([]);
  });

  it('takes every operator, set and suffix that IAM has', () => {
    const conditions = {
      'ForAllValues:StringEqualsIgnoreCase': { 'aws:TagKeys': ['a', 'b'] },
      'ForAnyValue:StringNotLikeIfExists': { 'sts:TransitiveTagKeys': 'a*' },
      ArnNotEqualsIfExists: { 'aws:PrincipalArn': "arn:aws:iam::*:role/${aws:PrincipalTag/team, 'none'}" },
      NumericLessThanEquals: { 'aws:MultiFactorAuthAge': 3600 },
      DateGreaterThan: { 'aws:CurrentTime': ['2026-07-19T12:00:00Z', '1784462400'] },
      NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1'] },
      Bool: { 'aws:SecureTransport': true },
      Null: { 'aws:TokenIssueTime': false },
      BinaryEquals: { 'aws:x': 'AAAA' },
    };
    expect(mistakesOf(when(conditions), 'trust')).toEqual([]);
  });

  it.each<[string, PolicyKind, unknown, string]>([
    ['no statement', 'session', { Version: '2012-10-17' }, '/Statement'],
    ['an empty list of statements', 'session', { Statement: [] }, '/Statement'],
    ['an unknown version', 'session', { Version: '2020-01-01', Statement: allowed }, '/Version'],
    ['no effect', 'session', { Statement: { ...allowed, Effect: undefined } }, '/Statement/Effect'],
    ['no action', 'session', { Statement: [{ ...allowed, Action: undefined }] }, '/Statement/0/Action'],
    ['an empty list of actions', 'session', { Statement: { ...allowed, Action: [] } }, '/Statement/Action'],
    [
      'an action without service',
      'session',
      { Statement: { ...allowed, Action: 'Get' } },
      '/Statement/Action',
    ],
    [
      'Action and NotAction',
      'session',
      { Statement: { ...allowed, NotAction: 'a:b' } },
      '/Statement/NotAction',
    ],
    ['no resource', 'session', { Statement: { ...allowed, Resource: undefined } }, '/Statement/Resource'],
    [
      'a resource that is no ARN',
      'session',
      { Statement: { ...allowed, Resource: 'x' } },
      '/Statement/Resource',
    ],
    [
      'a principal in a session policy',
      'session',
      { Statement: { ...allowed, Principal: '*' } },
      '/Statement/Principal',
    ],
    [
      'a resource in a trust policy',
      'trust',
      { Statement: { ...trusting, Resource: '*' } },
      '/Statement/Resource',
    ],
    [
      'no principal in a trust policy',
      'trust',
      { Statement: { ...trusting, Principal: undefined } },
      '/Statement/Principal',
    ],
    [
      'a type of no principal',
      'trust',
      { Statement: { ...trusting, Principal: { User: 'x' } } },
      '/Statement/Principal/User',
    ],
    [
      'part of a principal',
      'trust',
      { Statement: { ...trusting, Principal: { AWS: 'arn:*' } } },
      '/Statement/Principal/AWS',
    ],
    ['an unknown field', 'session', { Statement: allowed, Other: [[]] }, '/Other'],
    [
      'an unknown field of a statement',
      'session',
      { Statement: { ...allowed, action: '*' } },
      '/Statement/action',
    ],
    ['a Sid that is no text', 'session', { Statement: { ...allowed, Sid: [[]] } }, '/Statement/Sid'],
    [
      'an unknown operator',
      'trust',
      when({ StringEqual: { 'sts:ExternalId': 'x' } }),
      '/Statement/Condition/StringEqual',
    ],
    [
      'an operator of an inherited name',
      'trust',
      when({ toString: { 'a:b': 'x' } }),
      '/Statement/Condition/toString',
    ],
    [
      'no condition key',
      'trust',
      when({ Bool: { MfaPresent: 'true' } }),
      '/Statement/Condition/Bool/MfaPresent',
    ],
    [
      'no number',
      'trust',
      when({ NumericEquals: { 'a:b/c': '1e' } }),
      '/Statement/Condition/NumericEquals/a:b~1c',
    ],
    ['no date', 'trust', when({ DateEquals: { 'a:b': 'today' } }), '/Statement/Condition/DateEquals/a:b'],
    [
      'no address block',
      'trust',
      when({ IpAddress: { 'a:b': '10.0.0.0/33' } }),
      '/Statement/Condition/IpAddress/a:b',
    ],
    [
      'no truth value',
      'trust',
      when({ Null: { 'a:b': ['true', 'yes'] } }),
      '/Statement/Condition/Null/a:b/1',
    ],
    [
      'an unknown variable',
      'trust',
      when({ StringLike: { 'a:b': '${aws:user}' } }),
      '/Statement/Condition/StringLike/a:b',
    ],
    [
      'a variable of many values',
      'trust',
      when({ StringLike: { 'a:b': '${aws:TagKeys}' } }),
      '/Statement/Condition/StringLike/a:b',
    ],
    [
      'an open variable',
      'trust',
      when({ StringLike: { 'a:b': '${aws:username' } }),
      '/Statement/Condition/StringLike/a:b',
    ],
    ['a list', 'session', [allowed], ''],
    ['a text', 'session', 'policy', ''],
  ])('refuses %s', (_what, kind, document, pointer) => {
    const mistakes = mistakesOf(JSON.parse(JSON.stringify(document)), kind);
    expect(mistakes.map((mistake) => mistake.slice(0, mistake.indexOf(' ')))).toEqual([pointer]);
  });

  it('reports all mistakes', () => {
    const document = { Version: '1', Statement: [{ Effect: 'allow' }, 7] };
    expect(mistakesOf(document, 'identity')).toEqual([
      '/Version must be 2012-10-17 or 2008-10-17',
      '/Statement/0/Effect must be Allow or Deny',
      '/Statement/0/Action is missing',
      '/Statement/0/Resource is missing',
      '/Statement/1 a statement must be a JSON object',
    ]);
  });

  it('takes variables of other services from requests, none before version 2012-10-17', () => {
    const Statement = { ...allowed, Resource: 'arn:aws:s3:::b/${s3:prefix}' };
    expect(mistakesOf({ Version: '2012-10-17', Statement }, 'session', 'any')).toEqual([]);
    expect(mistakesOf({ Version: '2012-10-17', Statement }, 'session')).toHaveLength(1);
    expect(mistakesOf({ Version: '2008-10-17', Statement }, 'session')).toEqual([]);
  });
});
