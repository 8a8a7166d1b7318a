import { describe, expect, it } from 'vitest';
import type { PresenceRule } from '../../presence.js';
import { readDocument, type Element } from '../../xml-document.js';
import { judgePresence } from './presence.js';

function element(text: string): Element {
  const document = readDocument(text);
  if (!document.ok) throw new Error(document.error);
  return document.root;
}

const rules: readonly PresenceRule[] = [
  { member: 'Audience', presence: 'must', level: 'should', evidence: 'E15' },
  { member: 'Credentials.AccessKeyId', presence: 'must', level: 'must', evidence: 'A10' },
  { member: 'PackedPolicySize', presence: 'must-not', level: 'must', evidence: 'A21' },
  { member: 'SourceIdentity', presence: 'may', level: 'must', evidence: 'A10' },
];

const right = '<Audience>a</Audience><Credentials><AccessKeyId>k</AccessKeyId></Credentials>';

describe('judgePresence', () => {
  it.each([
    ['pass', right],
    ['pass', `${right}<SourceIdentity>s</SourceIdentity>`],
  ])('gives %s', (verdict, result) => {
    expect(judgePresence(element(`<R>${result}</R>`), rules).verdict).toBe(verdict);
  });

  it.each([
    ['Credentials.AccessKeyId is missing', 'must', '<Audience>a</Audience><Credentials/>'],
    [
      'Credentials.AccessKeyId is empty',
      'must',
      '<Audience>a</Audience><Credentials><AccessKeyId/></Credentials>',
    ],
    ['Audience is missing', 'should', '<Credentials><AccessKeyId>k</AccessKeyId></Credentials>'],
    ['PackedPolicySize is there', 'must', `${right}<PackedPolicySize>6</PackedPolicySize>`],
    ['Extra is not known', 'may', `${right}<Extra/>`],
  ])('finds that %s', (reason, level, result) => {
    expect(judgePresence(element(`<R>${result}</R>`), rules)).toMatchObject({
      verdict: 'fail',
      reason,
      level,
    });
  });

  it('reports what weighs most', () => {
    expect(judgePresence(element('<R><Extra/></R>'), rules)).toMatchObject({
      reason: 'Credentials.AccessKeyId is missing',
    });
  });
});
