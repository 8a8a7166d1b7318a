/** One battery of hostile text, said by a target wherever it can, through every output of a run. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultWorld } from '../world/default.js';
import type { Check } from './check.js';
import { formatBadge } from './report/badge.js';
import { formatHtml } from './report/html/page.js';
import { formatJson } from './report/json.js';
import { formatJunit } from './report/junit.js';
import { formatMarkdown } from './report/markdown.js';
import { formatStreamEnd } from './report/ndjson.js';
import type { Report } from './report/report.js';
import { createProgress, formatReport } from './report/text.js';
import { runSuite } from './runner.js';
import { buildTarget } from './target.js';
import { callerIdentity, reply, sessionToken, startFakeSts } from './testdata/fake-sts.js';
import type { TestServer } from './testdata/servers.js';
import type { Outcome } from './verdict.js';

const givenSecret = 'given/secret+access&key="0123456789"';
const givenToken = 'IQoJgivenSessionToken+of/the==caller0123456789';
const returnedSecret = 'returned/secret+key/0123456789ABCDEFGHIJ';
const returnedToken = 'IQoJreturnedsessiontoken/0123456789+ABCDEFGHIJKLMNOPQRSTUVWXYZ==';
const secrets = [givenSecret, givenToken, returnedSecret, returnedToken];

const payloads = [
  '\u001b[2J\u001b[31mred\u001b]0;title\u0007',
  '\u009b31m\u0085\u007f\u0008\u0000',
  '\n::error file=a.ts,line=1::owned\n',
  '\r\n##vso[task.setvariable variable=x]owned\r\n##[error]owned',
  "\n##teamcity[testFailed name='x']",
  '\u202e\u2066evil\u2069\u200b\ufeff\u2028\u2029\u{e0041}',
  '\ud800 lone',
  '<script>alert(1)</script>]]>&',
  'x'.repeat(100_000),
  '`code` | table | [link](javascript:x)',
  '__proto__',
  ...secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    Buffer.from(`:${secret}`).toString('base64'),
    JSON.stringify(JSON.stringify(secret)),
    secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('/', '&#x2f;'),
    `${'y'.repeat(4084)}${secret}`,
    `${'z'.repeat(16_380)}${secret}`,
  ]),
];

let server: TestServer;
let report: Report;
let progress = '';

/** A check that repeats what the target said in every field that a finding has. */
function repeating(payload: string, index: number): Check {
  return {
    id: `wire/GetCallerIdentity/hostile-${index}`,
    title: 'It says nothing bad',
    area: 'wire',
    level: 'must',
    operation: 'GetCallerIdentity',
    evidence: ['A1'],
    async run(context): Promise<Outcome> {
      const { response } = await context.callForm(`Action=GetSessionToken&payload=${index}`);
      const said = response.kind === 'answer' ? response.text : response.detail;
      if (index % 3 === 0) throw new Error(said);
      if (index % 3 === 1) return { verdict: 'skip', reason: said };
      return {
        verdict: 'fail',
        reason: `${index} ${said}`,
        wanted: payload,
        got: said,
        counterexample: { [said.slice(0, 5000)]: [said], WebIdentityToken: 'shrt', SessionToken: said },
      };
    },
  };
}

beforeAll(async () => {
  server = await startFakeSts((request, response) => {
    const index = /payload=(\d+)/.exec(request.body)?.[1];
    if (index === undefined) return false;
    const payload = payloads[Number(index)] ?? '';
    response.setHeader(
      'X-Echo',
      encodeURIComponent(payload.replaceAll(/[\ud800-\udfff]/g, '').slice(0, 2000)),
    );
    response.setHeader('Set-Cookie', 'session=short');
    const signature = request.headers.authorization?.split('Signature=')[1] ?? '';
    reply(response, 200, `${payload}\n${signature}\n<TokenCode>123456</TokenCode>`, 'text/plain');
    return true;
  });
  const show = createProgress(
    { write: (text) => (progress += text), isTTY: true, columns: 100 },
    { colour: false },
  );
  const login: Check = {
    ...repeating('', 0),
    id: 'wire/GetSessionToken/login',
    async run(context) {
      const { response } = await context.call('GetSessionToken', {});
      return response.kind === 'answer' && response.text === sessionToken
        ? { verdict: 'pass' }
        : { verdict: 'error', reason: 'no credentials' };
    },
  };
  report = await runSuite({
    target: buildTarget({
      endpoint: server.url,
      accessKeyId: 'AKIAGIVEN',
      secretAccessKey: givenSecret,
      sessionToken: givenToken,
    }),
    world: defaultWorld,
    // The credentials are returned last: what was said before is cleaned all the same.
    checks: [...payloads.map(repeating), login],
    seed: 1,
    concurrency: 2,
    onEvent: (event) => show.onEvent(event),
  });
  show.stop();
});
afterAll(() => server.close());

const outputs: [string, () => string][] = [
  ['json', () => formatJson(report)],
  ['text', () => formatReport(report)],
  ['coloured text', () => formatReport(report, { colour: true, width: 60 })],
  ['progress', () => progress],
  ['junit', () => formatJunit(report)],
  ['markdown', () => formatMarkdown(report)],
  ['ndjson', () => formatStreamEnd(report)],
  ['html', () => formatHtml(report)],
  ['badge', () => formatBadge(report)],
];

describe.each(outputs)('%s', (name, output) => {
  it('holds no secret in any encoding', () => {
    const text = output();
    const views = [text, decoded(text), decoded(decoded(text))];
    for (const secret of secrets) {
      for (const part of [secret.slice(0, 10), secret.slice(-20), base64Core(secret)]) {
        for (const view of views) expect(view.includes(part), `${name} shows ${part}`).toBe(false);
      }
    }
    expect(text).not.toContain('123456</TokenCode>');
    expect(text).not.toContain('session=short');
    expect(text).not.toMatch(/[0-9a-f]{64}(?<!"modelSha256": "[0-9a-f]{64})/);
  });

  it('holds no control, invisible or direction-changing character of the target', () => {
    const text = output().replaceAll(/\u001b\[(?:\d{1,2}m|2K)|\r(?=\u001b)/g, '');
    expect(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/u.exec(text)).toBeNull();
  });

  it('has no line that a CI service obeys', () => {
    const plain = output().replaceAll(/\u001b\[\d+m/g, '');
    expect(plain.split('\n').filter((line) => /^\s*::|##\[|##vso\[|##teamcity\[/.test(line))).toEqual([]);
  });
});

it('judged every payload and kept the report short', () => {
  expect(report.checks.map(({ verdict }) => verdict).filter((verdict) => verdict === 'not-run')).toEqual([]);
  expect(report.summary.pass).toBe(1);
  expect(formatJson(report).length).toBeLessThan(2_000_000);
  expect(callerIdentity).toContain('alice');
  expect(formatReport(report)).toContain('\\u{1b}[2J');
});

function base64Core(secret: string): string {
  return Buffer.from(`:${secret}`).toString('base64').slice(4, 24);
}

/** Resolves escapes one by one, independently of the code under test. */
function decoded(text: string): string {
  return text
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll(/\\(["\\/])/g, '$1');
}
