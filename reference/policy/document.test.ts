import { describe, expect, it } from 'vitest';
import { type PolicyKind, readPolicy } from './document.js';

const allowed = { Effect: 'Allow', Action: 'sts:*', Resource: '*' };

describe('readPolicy', () => {
  it('reads one statement and lists of them', () => {
    expect(readPolicy(JSON.stringify({ Statement: allowed }), 'session')).toEqual([
      {
        effect: 'Allow',
        action: { negated: false, patterns: ['sts:*'] },
        resource: { negated: false, patterns: ['*'] },
        conditions: [],
      },
    ]);
    expect(readPolicy(JSON.stringify({ Statement: [allowed, allowed] }), 'session')).toHaveLength(2);
  });

  it.each<[string, PolicyKind, unknown]>([
    ['no statement', 'session', { Version: '2012-10-17' }],
    ['an unknown version', 'session', { Version: '2020-01-01', Statement: allowed }],
    ['no effect', 'session', { Statement: { ...allowed, Effect: undefined } }],
    ['no action', 'session', { Statement: { ...allowed, Action: undefined } }],
    ['an empty list of actions', 'session', { Statement: { ...allowed, Action: [] } }],
    ['Action and NotAction', 'session', { Statement: { ...allowed, NotAction: 'sts:*' } }],
    ['no resource', 'session', { Statement: { ...allowed, Resource: undefined } }],
    ['a principal in a session policy', 'session', { Statement: { ...allowed, Principal: '*' } }],
    ['a resource in a trust policy', 'trust', { Statement: { ...allowed, Principal: '*' } }],
    ['no principal in a trust policy', 'trust', { Statement: { Effect: 'Allow', Action: '*' } }],
    ['an unknown field', 'session', { Statement: allowed, Other: [[]] }],
    ['an unknown field of a statement', 'session', { Statement: { ...allowed, action: '*' } }],
    ['a Sid that is no text', 'session', { Statement: { ...allowed, Sid: [[]] } }],
    ['a list', 'session', [allowed]],
    ['a text', 'session', 'policy'],
  ])('refuses %s', (_what, kind, document) => {
    expect(() => readPolicy(JSON.stringify(document), kind)).toThrow(
      expect.objectContaining({ status: 400, code: 'MalformedPolicyDocument' }),
    );
  });

  it('refuses what is no JSON', () => {
    expect(() => readPolicy('invalid', 'session')).toThrow('The policy is not in the valid JSON format.');
  });
});
