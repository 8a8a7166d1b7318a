import { describe, expect, it } from 'vitest';
import { matchesGlob } from './glob.js';

describe('matchesGlob', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything', true],
    ['sts:*', 'sts:AssumeRole', true],
    ['sts:Get*Token', 'sts:GetSessionToken', true],
    ['sts:Get*Token', 'sts:GetSessionTokens', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a*b*c', 'a--b--b--c', true],
    ['a*b*c', 'a--c--b', false],
    ['', '', true],
    ['', 'a', false],
    ['.*', 'abc', false],
  ])('%j against %j is %s', (pattern, text, expected) => {
    expect(matchesGlob(pattern, text)).toBe(expected);
  });

  it('takes no exponential time', () => {
    expect(matchesGlob('*a'.repeat(30), 'a'.repeat(2000).concat('b'))).toBe(false);
  });
});
