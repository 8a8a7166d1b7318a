/** A report in which everything that somebody else may have written is hostile. */
import type { CheckReport, ExpectationReport, Report } from '../report.js';
import { check, exchange, reportOf } from './reports.js';

/** One check of each verdict, with `payload` in every text that a target, a world or a file may have written. */
export function hostileReport(payload: string): Report {
  const answer = exchange(
    { path: `/${payload}`, headers: [[payload, payload]], body: payload, bodyBytes: Buffer.byteLength(payload) },
    { kind: 'answer', status: 200, headers: [[payload, payload]], body: payload, bodyBytes: 1, truncated: true },
  );
  const silence = exchange({}, { kind: 'no-answer', cause: 'other', detail: payload });
  const expectation: ExpectationReport = {
    entry: '/entries/0',
    kind: 'known-failing',
    check: payload,
    operation: payload,
    state: 'stale',
    expected: payload,
    now: payload,
    reason: payload,
    ticket: payload,
    expires: null,
  };
  const hostile: Partial<CheckReport> = {
    title: payload,
    operation: payload,
    evidence: [payload, `model:${payload}`],
    reason: payload,
    path: payload,
    exchanges: [silence, answer],
  };
  const verdicts = ['fail', 'skip', 'unsupported', 'error', 'not-run'] as const;
  const checks = verdicts.map((verdict, index) =>
    check({
      ...hostile,
      id: `constraint/${payload}/${index}`,
      member: payload,
      verdict,
      ...(verdict === 'fail'
        ? { wanted: payload, got: payload, counterexample: { [payload]: [payload], member: payload, value: payload } }
        : { wanted: null, got: null, counterexample: null }),
    }),
  );
  const sent = check({ ...hostile, id: `wire/${payload}/sent`, area: 'wire', wanted: payload, got: payload, exchanges: [exchange({ body: payload })] });
  return reportOf([...checks, sent], {
    suite: { version: payload, modelSha256: '0'.repeat(64) },
    target: { endpoint: `http://127.0.0.1:4000/${payload}`, region: payload, credentials: 'dummy' },
    incomplete: true,
    incompleteBecause: [payload],
    death: { check: payload, cause: 'other', detail: payload, exchange: answer },
    operations: [{ name: payload, support: 'unsupported', decidedBy: payload, reason: payload }],
    unjudged: [
      { operation: payload, member: payload, constraint: payload, side: 'inside', reason: `not observable: ${payload}` },
    ],
    expectations: {
      file: payload,
      excused: 0,
      flaky: 0,
      unsupported: 0,
      unobserved: 0,
      stale: [expectation],
      expired: [expectation],
    },
  });
}
