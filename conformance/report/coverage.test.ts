import { expect, it } from 'vitest';
import { coverageOf } from './coverage.js';
import type { CheckReport } from './report.js';
import { check, exchange, reportOf } from './testdata/reports.js';

const none = { reason: 'why', wanted: null, got: null, counterexample: null };

function levelOf(parts: Partial<CheckReport>): string | undefined {
  return coverageOf(reportOf([check(parts)])).operations[0]?.sites[0]?.outside.level;
}

it('counts a side as far as the run went with it', () => {
  expect(levelOf({ verdict: 'pass', ...none, reason: null })).toBe('discriminated');
  expect(levelOf({})).toBe('asserted');
  expect(levelOf({ verdict: 'error', ...none, requests: 1 })).toBe('sent');
  expect(levelOf({ verdict: 'unsupported', ...none, requests: 0 })).toBe('none');
});

it('tells a refusal of the wrong kind from none at all, where the twin was accepted', () => {
  const got = '400 InvalidParameterValue';
  expect(levelOf({ got, exchanges: [exchange()] })).toBe('discriminated');
  expect(levelOf({ got })).toBe('asserted');
  expect(levelOf({ got: '500 text/html', exchanges: [exchange()] })).toBe('asserted');
});

it('joins both sides of a site, and knows why there is none', () => {
  const site = { operation: 'AssumeRole', member: 'RoleArn', constraint: 'length.max' };
  const coverage = coverageOf(
    reportOf([check({}), check({ id: 'wire/AssumeRole/x', constraint: null, side: null })], {
      unjudged: [
        { ...site, side: 'inside', reason: 'not observable: too long' },
        { ...site, constraint: 'length.min', side: 'inside', reason: 'not violable: min 0' },
        { ...site, operation: 'GetFederationToken', side: 'inside', reason: 'not observable: left out' },
      ],
    }),
  );
  expect(coverage.operations).toHaveLength(1);
  expect(coverage.operations[0]?.sites.map(({ outside, inside }) => [outside.level, inside.level])).toEqual([
    ['asserted', 'unobservable'],
    ['left-out', 'inviolable'],
  ]);
  expect(coverage).toMatchObject({ sides: 2, sent: 1, asserted: 1, discriminated: 0, unobservable: 1 });
});
