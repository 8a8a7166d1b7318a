import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { quote, reproduce } from './curl.js';
import type { CheckReport, ExchangeReport } from './report.js';
import { check, exchange, reportOf } from './testdata/reports.js';
import { formatReport } from './text.js';

const folder = mkdtempSync(join(tmpdir(), 'curl-'));
// Prints its arguments byte by byte, with a NUL behind each.
writeFileSync(join(folder, 'curl'), '#!/bin/sh\nprintf "%s\\0" "$@"\n');
chmodSync(join(folder, 'curl'), 0o755);
afterAll(() => rmSync(folder, { recursive: true }));

const env = {
  PATH: `${folder}:/usr/bin:/bin`,
  LC_ALL: 'C',
  AWS_ACCESS_KEY_ID: 'AKIA',
  AWS_SECRET_ACCESS_KEY: "a secret's $HOME `x`",
  AWS_SESSION_TOKEN: 'token==',
  WEB_IDENTITY_TOKEN: 'ey.J.w',
};

/** The arguments that a program of the name curl gets when bash runs the line. */
function argumentsOf(line: string): readonly Buffer[] {
  const output = execFileSync('bash', ['--norc', '-c', line], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const words: Buffer[] = [];
  let start = 0;
  for (let end = output.indexOf(0); end !== -1; end = output.indexOf(0, start)) {
    words.push(output.subarray(start, end));
    start = end + 1;
  }
  return words;
}

function lineOf(request: Partial<ExchangeReport['request']>, parts: Partial<CheckReport> = {}): string {
  const found = reproduce(check({ exchanges: [exchange(request)], ...parts }), reportOf([]));
  if (found.kind === 'none') throw new Error(found.why);
  return found.line;
}

function whyNot(request: Partial<ExchangeReport['request']>, parts: Partial<CheckReport> = {}): string {
  const found = reproduce(check({ exchanges: [exchange(request)], ...parts }), reportOf([]));
  return found.kind === 'none' ? found.why : found.line;
}

describe('reproduce', () => {
  it('is signed by curl with the keys of the environment, for the region of the request', () => {
    const line = lineOf({});
    expect(line).toBe(
      `curl --silent --show-error --include --aws-sigv4 "aws:amz:eu-central-1:sts" ` +
        `--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" ` +
        `--header 'Content-Type: application/x-www-form-urlencoded; charset=utf-8' ` +
        `--data-binary 'Action=AssumeRole&Version=2011-06-15&RoleSessionName=it%27s' ` +
        `--globoff --path-as-is http://127.0.0.1:4000/sts/`,
    );
    const words = argumentsOf(line).map(String);
    expect(words[words.indexOf('--user') + 1]).toBe("AKIA:a secret's $HOME `x`");
    expect(words.at(-1)).toBe('http://127.0.0.1:4000/sts/');
  });

  it.each([
    ['it\'s $HOME `id` $(id) \\ "x" !! # ~ * {a,b} ; & | > <'],
    ['two\nlines\r\n\ttab'],
    ['é 東京 🙂 \u202e\u200b\u001b[31m'],
    ['##vso[task]x ##[error]'],
    ["\\'\\x41 '##'"],
    ['-d'],
    ['=x'],
    ['a'.repeat(4096)],
  ])('hands the body over byte by byte: %j', (body) => {
    const line = lineOf({ body, bodyBytes: Buffer.byteLength(body) });
    const words = argumentsOf(line);
    const at = words.findIndex((word) => word.toString() === '--data-binary');
    expect(words[at + 1]?.toString()).toBe(body);
    expect(line).toMatch(/^curl [ -~]+$/);
    expect(line).not.toContain('##');
  });

  it('knows raw bytes, a body like the name of a file, and headers', () => {
    const bytes = argumentsOf(lineOf({ body: 'a\u00ff\u0080', bodyBytes: 3 }));
    expect(bytes.some((word) => word.equals(Buffer.from([0x61, 0xff, 0x80])))).toBe(true);
    const file = argumentsOf(lineOf({ body: '@/etc/passwd', bodyBytes: 12 })).map(String);
    expect(file[file.indexOf('--data-raw') + 1]).toBe('@/etc/passwd');
    const words = argumentsOf(
      lineOf({
        headers: [
          ['X-Odd', "it's"],
          ['X-Empty', ''],
        ],
        path: '/a/../b?x=[1]',
      }),
    ).map(String);
    expect(words).toEqual(
      expect.arrayContaining([
        "X-Odd: it's",
        'X-Empty;',
        'Content-Type:',
        'http://127.0.0.1:4000/a/../b?x=[1]',
      ]),
    );
    expect(words).not.toContain('--aws-sigv4');
  });

  it.each([
    ['GET', '', []],
    ['POST', 'x', []],
    ['PUT', 'x', ['--request', 'PUT']],
    ['GET', 'x', ['--request', 'GET']],
    ['POST', '', ['--request', 'POST']],
    ['HEAD', '', ['--head']],
    ["O'D", '', ['--request', "O'D"]],
  ])('sends %s with the body %j', (method, body, wanted) => {
    const words = argumentsOf(lineOf({ method, body, bodyBytes: body.length, headers: [] })).map(String);
    expect(
      words.filter((word, at) => word === '--head' || word === '--request' || words[at - 1] === '--request'),
    ).toEqual(wanted);
  });

  it('takes from the environment what a report does not show', () => {
    const words = argumentsOf(
      lineOf({
        body: 'Action=A&WebIdentityToken=[redacted]&x=[redacted]',
        headers: [...exchange().request.headers, ['X-Amz-Security-Token', '[redacted]']],
      }),
    ).map(String);
    expect(words).toContain('Action=A&WebIdentityToken=ey.J.w&x=');
    expect(words).toContain('X-Amz-Security-Token: token==');
  });

  it.each([
    ['too long', { body: 'a[... 7 more characters]' }, {}],
    ['presigned', { path: '/?X-Amz-Signature=[redacted]' }, {}],
    ['signed wrongly', {}, { area: 'authentication' as const }],
    ['an authorization', { headers: [['Authorization', 'Basic x'] as const] }, {}],
    ['U+0000', { body: 'a\0' }, {}],
    ['a header', { headers: [['X', 'a\nb'] as const] }, {}],
    ['a header', { headers: [['@x', 'a'] as const] }, {}],
    ['no request', {}, { exchanges: [] }],
  ])('says why there is no line: %s', (why, request, parts) => {
    expect(whyNot(request, parts)).toContain(why);
  });

  it('stands on one line of the console report, however narrow', () => {
    const found = check({ exchanges: [exchange()] });
    expect(formatReport(reportOf([found]), { width: 60 })).toContain(`curl      ${lineOf({})}\n`);
  });
});

it('quote leaves plain words alone', () => {
  expect(quote('http://127.0.0.1:4000/sts/')).toBe('http://127.0.0.1:4000/sts/');
  expect(quote('')).toBe("''");
});
