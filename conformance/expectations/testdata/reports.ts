/** Small reports as literals. */
import type { CheckReport, OperationReport, Report } from '../../report/report.js';

export const knownChecks = [
  { id: 'wire/GetCallerIdentity/success/envelope', operation: 'GetCallerIdentity' },
  { id: 'wire/GetCallerIdentity/success/namespace', operation: 'GetCallerIdentity' },
  { id: 'authentication/GetCallerIdentity/unsigned', operation: 'GetCallerIdentity' },
  { id: 'wire/AssumeRoot/success/envelope', operation: 'AssumeRoot' },
] as const;

export function checkReport(parts: Partial<CheckReport> = {}): CheckReport {
  return {
    id: 'authentication/GetCallerIdentity/unsigned',
    title: 'It refuses a request without a signature',
    area: 'authentication',
    operation: 'GetCallerIdentity',
    member: null,
    constraint: null,
    side: null,
    level: 'must',
    evidence: ['C1'],
    verdict: 'pass',
    reason: null,
    wanted: null,
    got: null,
    counterexample: null,
    seed: 1,
    path: null,
    exchanges: [],
    requests: 1,
    durationMs: 1,
    ...parts,
  };
}

export function failing(got: string, parts: Partial<CheckReport> = {}): CheckReport {
  return checkReport({
    verdict: 'fail',
    reason: 'the request is accepted',
    wanted: '403 MissingAuthenticationToken',
    got,
    ...parts,
  });
}

export function report(checks: readonly CheckReport[], operations: readonly OperationReport[] = []): Report {
  const count = (verdict: CheckReport['verdict']): number =>
    checks.filter((check) => check.verdict === verdict).length;
  return {
    schema: 'sts-conformance/report/1',
    suite: { version: '0.1.0', modelSha256: '0'.repeat(64) },
    target: { endpoint: 'http://127.0.0.1:1/', region: 'us-east-1', credentials: 'dummy' },
    seed: 1,
    runs: 10,
    startedAt: '2026-11-22T00:00:00.000Z',
    durationMs: 1,
    requests: 1,
    incomplete: false,
    incompleteBecause: [],
    interrupted: false,
    death: null,
    summary: {
      pass: count('pass'),
      fail: count('fail'),
      skip: count('skip'),
      unsupported: count('unsupported'),
      error: count('error'),
      notRun: count('not-run'),
    },
    operations,
    checks,
    unjudged: [],
  };
}
