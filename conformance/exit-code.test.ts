import { describe, expect, it } from 'vitest';
import { exitCode, type ExitOptions } from './exit-code.js';
import type { CheckReport, Report } from './report/report.js';
import { summarize } from './report/build.js';

type Line = readonly [verdict: CheckReport['verdict'], level?: CheckReport['level']];

function reportOf(lines: readonly Line[], parts: Partial<Report> = {}): Report {
  const checks = lines.map(([verdict, level = 'must']) => ({ verdict, level })) as unknown as CheckReport[];
  const operations: Report['operations'] = [
    { name: 'AssumeRole', support: 'supported', decidedBy: '', reason: '' },
    { name: 'AssumeRoot', support: 'unsupported', decidedBy: '', reason: '' },
  ];
  const summary = summarize(checks);
  return { incomplete: false, interrupted: false, operations, checks, summary, ...parts } as Report;
}

describe('exitCode', () => {
  it.each<[number, readonly Line[], Partial<Report>, ExitOptions]>([
    [0, [['pass']], {}, {}],
    [0, [['pass'], ['skip'], ['unsupported']], {}, {}],
    [
      0,
      [
        ['fail', 'should'],
        ['fail', 'may'],
      ],
      {},
      {},
    ],
    [1, [['fail']], {}, {}],
    [1, [['fail', 'should']], {}, { failOn: 'should' }],
    [0, [['fail', 'may']], {}, { failOn: 'should' }],
    [1, [['fail', 'may']], {}, { failOn: 'may' }],
    [1, [['pass']], {}, { requireOperations: true }],
    [1, [['pass']], {}, { requireOperations: ['AssumeRoot'] }],
    [0, [['pass']], {}, { requireOperations: ['AssumeRole'] }],
    [3, [['skip']], {}, { profile: true }],
    [3, [['fail'], ['not-run']], {}, {}],
    [3, [['fail']], { incomplete: true }, {}],
    [4, [['fail'], ['not-run'], ['error', 'may']], { incomplete: true }, {}],
    [130, [['error'], ['fail'], ['not-run']], { interrupted: true, incomplete: true }, {}],
  ])('is %i for %j %j %j', (code, lines, parts, options) => {
    expect(exitCode(reportOf(lines, parts), options)).toBe(code);
  });
});
