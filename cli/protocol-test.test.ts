/** `protocol-test` as a person meets it: what is printed and the exit code. Needs `dist/`, see `pretest`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

const main = new URL('../dist/cli/main.js', import.meta.url).pathname;
const sts = new URL('../model/sts.json', import.meta.url).pathname;
const stsTests = new URL('../model/sts.tests.json', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'sts-conformance-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function protocolTest(...args: string[]): { code: number | null; stdout: string; stderr: string } {
  // Elsewhere than in the package: packages are found from its own place.
  const options = { encoding: 'utf8', cwd: folder } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'protocol-test', ...args], options);
  return { code: status, stdout, stderr };
}

const apply = (text: string): string => {
  const file = join(folder, 'more tests, with a comma.json');
  writeFileSync(file, text);
  return file;
};
const wrongCase = {
  id: 'WrongAccount',
  protocol: 'aws.protocols#awsQuery',
  method: 'POST',
  uri: '/',
  params: { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
  body: 'Action=GetAccessKeyInfo&Version=2011-06-15&AccessKeyId=AKIAIOSFODNN7OTHER',
};
const wrongTests = JSON.stringify({
  smithy: '2.0',
  shapes: {
    'com.amazonaws.sts#GetAccessKeyInfo': {
      type: 'apply',
      traits: { 'smithy.test#httpRequestTests': [wrongCase] },
    },
  },
});

test('cases of several files pass: the counts come last, exit 0', () => {
  const { code, stdout, stderr } = protocolTest('--model', sts, '--model', stsTests);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^0 not expressible\n[1-9]\d+ passed, 0 failed, 0 skipped\n$/);
});

test('a wrong case has one line with wanted and got, exit 1', () => {
  const { code, stdout } = protocolTest('--model', sts, '--model', stsTests, '--model', apply(wrongTests));
  expect(code).toBe(1);
  const [client, server, ...counts] = stdout.trimEnd().split('\n');
  expect(client).toBe(
    'failed: WrongAccount (request, client): body: wanted "AccessKeyId"="AKIAIOSFODNN7OTHER", got "AccessKeyId"="AKIAIOSFODNN7EXAMPLE"',
  );
  expect(server).toBe(
    'failed: WrongAccount (request, server): params.AccessKeyId: wanted "AKIAIOSFODNN7EXAMPLE", got "AKIAIOSFODNN7OTHER"',
  );
  expect(counts).toEqual([
    '0 not expressible',
    expect.stringMatching(/^[1-9]\d+ passed, 2 failed, 0 skipped$/),
  ]);
});

test('--json prints every result', () => {
  const { code, stdout } = protocolTest('--model', sts, '--model', apply(wrongTests), '--json');
  expect(code).toBe(1);
  const side = { passed: 0, failed: 1, skipped: 0, notExpressible: 0 };
  const report: unknown = JSON.parse(stdout);
  expect(report).toMatchObject({
    service: 'com.amazonaws.sts#AWSSecurityTokenServiceV20110615',
    counts: { passed: 0, failed: 2, skipped: 0, notExpressible: 0, client: side, server: side },
    results: [
      {
        id: 'WrongAccount',
        kind: 'request',
        side: 'client',
        shape: 'com.amazonaws.sts#GetAccessKeyInfo',
        outcome: 'failed',
        differences: [{ what: 'body' }],
      },
      { side: 'server', outcome: 'failed', differences: [{ what: 'params.AccessKeyId' }] },
    ],
  });
});

test.each([
  ['no model', [], "required option '--model <file>' not specified"],
  ['a file that is not there', ['--model', 'nope.json'], 'cannot read nope.json'],
  ['a model without cases', ['--model', sts], 'the model has no protocol tests'],
  ['an unknown service', ['--model', sts, '--service', 'Nope'], 'has no service Nope'],
  ['cases for nothing', ['--model', stsTests], 'applies traits to what is not defined'],
])('%s is wrong usage: exit 2, no stack', (_, args, message) => {
  const { code, stdout, stderr } = protocolTest(...args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('a malformed case is named by file, shape and place', () => {
  const text = readFileSync(stsTests, 'utf8').replace('"appliesTo": "server"', '"appliesTo": "nobody"');
  const { code, stderr } = protocolTest('--model', sts, '--model', apply(text));
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /com\.amazonaws\.sts#\w+: must be client or server \(at \/shapes\/.*\/smithy\.test#http\w+Tests\/\d+\/appliesTo\)/,
  );
});
