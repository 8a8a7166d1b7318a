import { expect, it } from 'vitest';
import { formatEvent, formatStreamEnd } from './ndjson.js';
import { check, reportOf } from './testdata/reports.js';

const at = new Date('2026-07-19T12:00:00Z');

it('is one object a line, and tells what a target said only at the end', () => {
  const stream = [
    formatEvent({ kind: 'started', checks: 2, operations: 1, seed: 5 }, at),
    formatEvent({ kind: 'operation', name: 'AssumeRole', support: 'supported' }, at),
    formatStreamEnd(reportOf([check({}), check({ verdict: 'pass', reason: null, wanted: null, got: null })])),
  ].join('');
  const lines = stream
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ kind }) => kind)).toEqual(['started', 'operation', 'finding', 'report']);
  expect(lines[0]).toEqual({
    schema: 'sts-conformance/events/1',
    at: '2026-07-19T12:00:00.000Z',
    kind: 'started',
    checks: 2,
    operations: 1,
    seed: 5,
  });
  expect(lines[2]).toMatchObject({ level: 'must', wanted: '400 ValidationError' });
  expect(lines[3]).toMatchObject({ incomplete: false, summary: { pass: 1, fail: 1 } });
});
