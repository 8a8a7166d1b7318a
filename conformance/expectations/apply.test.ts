import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exitCode } from '../exit-code.js';
import { groupFindings } from '../report/findings.js';
import type { CheckReport, OperationReport, Report } from '../report/report.js';
import { applyExpectations } from './apply.js';
import { expectationsSchema, type ExpectationEntry } from './expectations.js';
import { checkReport, failing, report } from './testdata/reports.js';

const today = new Date('2026-11-22T12:00:00Z');
const accepted = '200 GetCallerIdentityResponse';

function entry(parts: Partial<ExpectationEntry> = {}): ExpectationEntry {
  return {
    kind: 'known-failing',
    operation: 'GetCallerIdentity',
    observed: accepted,
    reason: 'it never looks at signatures',
    checks: ['authentication/GetCallerIdentity/unsigned'],
    ...parts,
  };
}

function applied(seen: Report, ...entries: readonly ExpectationEntry[]): Report {
  return applyExpectations(
    seen,
    { schema: expectationsSchema, reasons: {}, entries },
    { today, file: 'x.json' },
  );
}

const stateIn = (seen: Report): string | undefined => seen.checks[0]?.expectation?.state;

describe('a known failure', () => {
  it('is excused, and shown no more, when it fails as known', () => {
    const judged = applied(report([failing(accepted)]), entry());
    expect(exitCode(report([failing(accepted)]))).toBe(1);
    expect(exitCode(judged)).toBe(0);
    expect(groupFindings(judged.checks)).toEqual([]);
    expect(judged.checks[0]?.verdict).toBe('fail');
    expect(judged.expectations).toMatchObject({ file: 'x.json', excused: 1, stale: [], expired: [] });
  });

  it('is stale and fails the run when it passes', () => {
    const judged = applied(report([checkReport()]), entry());
    expect(judged.expectations?.stale).toMatchObject([
      { expected: accepted, now: 'pass', entry: '/entries/0/checks/0' },
    ]);
    expect(exitCode(judged)).toBe(1);
  });

  it('is a new finding, and stale, when it fails differently', () => {
    const judged = applied(report([failing('500 text/html')]), entry());
    expect(stateIn(judged)).toBe('stale');
    expect(groupFindings(judged.checks)).toHaveLength(1);
    expect(exitCode(judged)).toBe(1);
  });

  it('is stale also where the new finding is below the threshold', () => {
    const judged = applied(report([failing('500 text/html', { level: 'may' })]), entry());
    expect(exitCode(judged)).toBe(1);
  });

  it('that generated values alone show is not stale when they show nothing', () => {
    const judged = applied(report([checkReport()]), entry({ phase: 'random' }));
    expect(stateIn(judged)).toBe('unobserved');
    expect(exitCode(judged)).toBe(0);
  });

  it.each<CheckReport['verdict']>(['error', 'not-run', 'skip', 'unsupported'])(
    'never excuses %s',
    (verdict) => {
      const reason = `${accepted}: so`;
      const judged = applied(report([checkReport({ verdict, reason })]), entry());
      expect(stateIn(judged)).toBe('unobserved');
      expect(judged.expectations).toMatchObject({ excused: 0, unobserved: 1 });
      expect(exitCode(judged)).toBe(exitCode(report([checkReport({ verdict, reason })])));
    },
  );

  it('outside of the run is unobserved', () => {
    const judged = applied(report([]), entry());
    expect(judged.expectations).toMatchObject({ excused: 0, unobserved: 1, stale: [] });
  });
});

it('excuses nothing after its last day, and fails the run even when nothing else does', () => {
  expect(exitCode(applied(report([failing(accepted)]), entry({ expires: '2026-11-22' })))).toBe(0);
  const late = applied(report([failing(accepted)]), entry({ expires: '2026-11-21' }));
  expect(groupFindings(late.checks)).toHaveLength(1);
  expect(late.expectations?.expired).toHaveLength(1);
  expect(exitCode(late)).toBe(1);
  expect(exitCode(applied(report([]), entry({ expires: '2026-11-21' })))).toBe(1);
});

describe('a flaky check', () => {
  it.each([['fails', failing(accepted)] as const, ['passes', checkReport()] as const])(
    'is counted apart when it %s',
    (_name, check) => {
      const judged = applied(report([check]), entry({ kind: 'flaky' }));
      expect(judged.expectations).toMatchObject({ flaky: 1, excused: 0, stale: [] });
      expect(exitCode(judged)).toBe(0);
    },
  );

  it('may have two signatures; a third is a finding', () => {
    const entries = [entry({ kind: 'flaky' }), entry({ kind: 'flaky', observed: '500 text/html' })];
    expect(exitCode(applied(report([failing('500 text/html')]), ...entries))).toBe(0);
    expect(exitCode(applied(report([failing(accepted)]), ...entries))).toBe(0);
    expect(exitCode(applied(report([failing('no answer: reset')]), ...entries))).toBe(1);
  });
});

function root(support: OperationReport['support'], decidedBy = '500 text/html'): Report {
  return report([], [{ name: 'AssumeRoot', support, decidedBy, reason: 'so' }]);
}

describe('an unsupported operation', () => {
  const lacking = entry({ kind: 'unsupported', operation: 'AssumeRoot', observed: '500 text/html' });
  const { checks: _none, ...expected } = lacking;

  it('is excused where operations are required', () => {
    expect(exitCode(root('unsupported'), { requireOperations: true })).toBe(1);
    expect(exitCode(applied(root('unsupported'), expected), { requireOperations: true })).toBe(0);
    expect(exitCode(applied(root('unsupported'), expected), { requireOperations: ['AssumeRoot'] })).toBe(0);
  });

  it.each([
    root('supported', '200 AssumeRootResponse'),
    root('invalid'),
    root('unsupported', '501 NotImplemented'),
  ])('is stale when that is no longer what happens', (seen) => {
    expect(exitCode(applied(seen, expected))).toBe(1);
  });

  it('is unobserved when nobody can tell', () => {
    expect(exitCode(applied(root('fixture-missing'), expected))).toBe(0);
  });
});

it('replaces what an earlier file said', () => {
  const once = applied(report([failing(accepted)]), entry());
  const twice = applied(once);
  expect(twice.checks[0]).not.toHaveProperty('expectation');
  expect(exitCode(twice)).toBe(1);
});

it('gives reports that their schema describes', () => {
  const schema = JSON.parse(readFileSync(new URL('../report/report.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  const judged = applied(
    report([failing(accepted)]),
    entry(),
    entry({ observed: '500 text/html', ticket: 'T-1' }),
    entry({ kind: 'flaky', observed: 'x', expires: '2020-01-01' }),
  );
  expect(validate(JSON.parse(JSON.stringify(judged)))).toBe(true);
});
