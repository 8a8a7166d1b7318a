/** Reports for tests of the formats. */
import type { CheckReport, ExchangeReport, Report } from '../report.js';

/** A finding, with other facts where `parts` says so. */
export function check(parts: Partial<CheckReport>): CheckReport {
  return {
    id: 'constraint/AssumeRole/RoleArn/length.max/outside',
    title: 'AssumeRole refuses RoleArn longer than 2048',
    area: 'constraint',
    operation: 'AssumeRole',
    member: 'RoleArn',
    constraint: 'length.max',
    side: 'outside',
    level: 'must',
    evidence: ['model:com.amazonaws.sts#arnType$smithy.api#length', 'B4', 'B4', 'no such fact'],
    verdict: 'fail',
    reason: 'a longer one is taken',
    wanted: '400 ValidationError',
    got: '200 AssumeRoleResponse',
    counterexample: { member: 'RoleArn', value: '2049 characters' },
    seed: 7,
    path: null,
    exchanges: [],
    requests: 2,
    durationMs: 3,
    ...parts,
  };
}

/** A report of a finished run of these checks. */
export function reportOf(checks: readonly CheckReport[], parts: Partial<Report> = {}): Report {
  const count = (verdict: string): number => checks.filter((each) => each.verdict === verdict).length;
  return {
    schema: 'sts-conformance/report/1',
    suite: { version: '0.1.0', modelSha256: '0'.repeat(64) },
    target: { endpoint: 'http://127.0.0.1:4000/sts/', region: 'us-east-1', credentials: 'dummy' },
    seed: 42,
    runs: 10,
    startedAt: '2026-07-19T12:00:00.000Z',
    durationMs: 12_345,
    requests: 1234,
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
    operations: [
      { name: 'AssumeRole', support: 'supported', decidedBy: '200 AssumeRoleResponse', reason: 'accepted' },
      { name: 'AssumeRoot', support: 'unsupported', decidedBy: '500 text/html', reason: 'a page' },
    ],
    checks,
    unjudged: [],
    ...parts,
  };
}

/** A signed request of AssumeRole and its answer. */
export function exchange(
  request: Partial<ExchangeReport['request']> = {},
  response: ExchangeReport['response'] = {
    kind: 'answer',
    status: 200,
    headers: [['content-type', 'text/xml']],
    body: '<AssumeRoleResponse/>',
    bodyBytes: 21,
    truncated: false,
  },
): ExchangeReport {
  const body = request.body ?? 'Action=AssumeRole&Version=2011-06-15&RoleSessionName=it%27s';
  return {
    request: {
      method: 'POST',
      path: '/sts/',
      headers: [
        ['Host', '127.0.0.1:4000'],
        ['X-Amz-Date', '20260719T120000Z'],
        [
          'Authorization',
          'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260719/eu-central-1/sts/aws4_request, SignedHeaders=host;x-amz-date, Signature=[redacted]',
        ],
        ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'],
        ['User-Agent', 'sts-conformance/0.1.0'],
      ],
      body,
      bodyBytes: Buffer.byteLength(body),
      ...request,
    },
    response,
    sentAt: '2026-07-19T12:00:00.000Z',
    durationMs: 3,
  };
}
