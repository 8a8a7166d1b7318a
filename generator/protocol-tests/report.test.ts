// The text of a report: one line for each case that did not pass, whatever the model holds.
import { expect, it } from 'vitest';
import { buildReport, formatReport } from './report.js';
import type { ProtocolTestResult } from './report.js';

const passed: ProtocolTestResult = {
  id: 'Good',
  kind: 'request',
  side: 'client',
  shape: 'a.b#Send',
  outcome: 'passed',
  differences: [],
  reason: undefined,
};

it('names what did not pass and counts the rest', () => {
  const differences = [
    { what: 'status', wanted: '200', got: '400' },
    { what: 'body', wanted: '"a"', got: 'nothing' },
  ];
  const report = buildReport('a.b#Service', [
    passed,
    { ...passed, id: 'Bad', side: 'server', outcome: 'failed', differences },
    { ...passed, id: 'Other', outcome: 'skipped', reason: 'it is for another' },
    { ...passed, id: 'Lost', side: 'server', outcome: 'not-expressible', reason: 'it is empty' },
  ]);
  expect(formatReport(report)).toEqual([
    'failed: Bad (request, server): status: wanted 200, got 400; body: wanted "a", got nothing',
    'skipped: Other (request, client): it is for another',
    'not expressible: Lost (request, server): it is empty',
    '1 not expressible',
    '1 passed, 1 failed, 1 skipped',
  ]);
  expect(report.counts).toEqual({
    passed: 1,
    failed: 1,
    skipped: 1,
    notExpressible: 1,
    client: { passed: 1, failed: 0, skipped: 1, notExpressible: 0 },
    server: { passed: 0, failed: 1, skipped: 0, notExpressible: 1 },
  });
});

it('keeps hostile and endless text on one short line', () => {
  const hostile = 'a\nb\u001b[31m\u202e\u2028';
  const differences = [{ what: hostile, wanted: 'x'.repeat(10_000), got: hostile }];
  const [line = ''] = formatReport(
    buildReport('', [{ ...passed, id: hostile, outcome: 'failed', differences }]),
  );
  const shown = 'a\\u{a}b\\u{1b}[31m\\u{202e}\\u{2028}';
  expect(line).toBe(
    `failed: ${shown} (request, client): ${shown}: wanted ${'x'.repeat(300)}... (10000 characters), got ${shown}`,
  );
});
