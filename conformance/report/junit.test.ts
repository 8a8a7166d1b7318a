import { describe, expect, it } from 'vitest';
import { readDocument, type Element } from '../xml-document.js';
import { formatJunit } from './junit.js';
import { check, reportOf } from './testdata/reports.js';

function read(xml: string): Element {
  const document = readDocument(xml);
  if (!document.ok) throw new Error(document.error);
  return document.root;
}

/** The name of what a case holds, or `passed`. */
function kinds(root: Element): Record<string, string> {
  const cases = root.children.flatMap((suite) => suite.children.filter(({ name }) => name === 'testcase'));
  return Object.fromEntries(
    cases.map(({ attributes, children }) => [attributeOf(attributes, 'name'), children[0]?.name ?? 'passed']),
  );
}

function attributeOf(attributes: Element['attributes'], name: string): string {
  return attributes.get(name) ?? '';
}

const unjudged = { wanted: null, got: null, counterexample: null };
const checks = [
  check({ id: 'wire/A/pass', operation: 'A', verdict: 'pass', reason: null, ...unjudged }),
  check({ id: 'wire/A/must', operation: 'A' }),
  check({ id: 'wire/A/should', operation: 'A', level: 'should' }),
  check({ id: 'wire/B/skip', operation: 'B', verdict: 'skip', ...unjudged }),
  check({ id: 'wire/B/unsupported', operation: 'B', verdict: 'unsupported', ...unjudged }),
  check({ id: 'wire/B/error', operation: 'B', verdict: 'error', ...unjudged }),
  check({ id: 'wire/B/not-run', operation: 'B', verdict: 'not-run', ...unjudged }),
];

describe('formatJunit', () => {
  it('says of every verdict what it is, and passes only what passed', () => {
    expect(kinds(read(formatJunit(reportOf(checks))))).toEqual({
      'wire/A/pass': 'passed',
      'wire/A/must': 'failure',
      'wire/A/should': 'skipped',
      'wire/B/skip': 'skipped',
      'wire/B/unsupported': 'skipped',
      'wire/B/error': 'error',
      'wire/B/not-run': 'error',
    });
    expect(kinds(read(formatJunit(reportOf(checks), { failOn: 'should' })))['wire/A/should']).toBe('failure');
  });

  it('has a suite for each operation, counted rightly', () => {
    const root = read(formatJunit(reportOf(checks)));
    const counts = ['name', 'tests', 'failures', 'errors', 'skipped'];
    const rows = [root, ...root.children].map(({ attributes }) =>
      counts.map((name) => attributeOf(attributes, name)).join(' '),
    );
    expect(rows).toEqual(['sts-conformance 7 1 2 3', 'A 3 1 0 1', 'B 4 0 2 2']);
  });

  it('fails an incomplete run in which nothing failed', () => {
    const green = reportOf([], { incomplete: true, incompleteBecause: ['the run was interrupted'] });
    expect(kinds(read(formatJunit(green)))).toEqual({ 'run/complete': 'error' });
    expect(kinds(read(formatJunit(reportOf([]))))).toEqual({});
  });

  it('skips what is expected, and fails what is expected no longer', () => {
    const expectation = {
      entry: '/entries/0',
      kind: 'known-failing',
      check: 'wire/A/must',
      operation: 'A',
      state: 'excused',
      expected: '200',
      now: '200',
      reason: 'they know <it>',
      ticket: null,
      expires: null,
    } as const;
    const report = reportOf([check({ id: 'wire/A/must', operation: 'A', expectation })], {
      expectations: {
        file: 'x',
        excused: 1,
        flaky: 0,
        unsupported: 0,
        unobserved: 0,
        stale: [{ ...expectation, entry: '/entries/1', state: 'stale', now: 'pass' }],
        expired: [],
      },
    });
    const xml = formatJunit(report);
    expect(kinds(read(xml))).toEqual({ 'wire/A/must': 'skipped', 'run/expectations/entries/1': 'failure' });
    expect(xml).toContain('they know &lt;it&gt;');
  });

  it('tells wanted, got and evidence', () => {
    const xml = formatJunit(reportOf([check({})]));
    expect(xml).toContain('type="must"');
    expect(xml).toMatch(/\nwanted {4}400 ValidationError\ngot {7}200 AssumeRoleResponse\n/);
    expect(xml).toContain('evidence  B4 (recorded)');
  });
});
