// Holds a JSON report against what is known of its target. Usage: assert-report.mjs embedded|moto REPORT
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';

const [target, file] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));
const supported = report.operations.filter(({ support }) => support === 'supported').map(({ name }) => name);
const { summary } = report;

assert.equal(report.incomplete, false);
if (target === 'embedded') {
  assert.deepEqual(
    { ...summary, pass: 0 },
    { pass: 0, fail: 0, skip: 0, unsupported: 0, error: 0, notRun: 0 },
  );
  assert.equal(supported.length, 11);
} else {
  // moto 5.2.1 has seven operations; one of the others must not be taken for a wrong answer, nor the reverse.
  assert.deepEqual(supported.toSorted(), [
    'AssumeRole',
    'AssumeRoleWithSAML',
    'AssumeRoleWithWebIdentity',
    'GetAccessKeyInfo',
    'GetCallerIdentity',
    'GetFederationToken',
    'GetSessionToken',
  ]);
  assert.ok(summary.fail > 0 && summary.pass > 0, 'moto has findings and passes');
  assert.equal(summary.error, 0, 'no check ended in an error of ours');
  const verdict = (id) => report.checks.find((check) => check.id === id)?.verdict;
  assert.equal(verdict('constraint/AssumeRole/RoleSessionName/length.max/outside'), 'pass');
  assert.equal(verdict('constraint/AssumeRole/RoleSessionName/pattern/outside'), 'fail');
}
console.log(`${target}: ${supported.length} of 11 operations supported, ${JSON.stringify(summary)}`);
