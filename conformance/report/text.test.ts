import { describe, expect, it } from 'vitest';
import { check, reportOf } from './testdata/reports.js';
import { createProgress, formatReport, type Progress, wantsColour } from './text.js';
import { ellipsis, field, wrap } from './layout.js';

const good = check({ verdict: 'pass', reason: null, wanted: null, got: null, counterexample: null });

describe('formatReport', () => {
  it('shows one finding in full and those alike by name, then sums up', () => {
    const text = formatReport(
      reportOf([
        good,
        check({}),
        check({ id: 'constraint/AssumeRole/Policy/length.max/inside', member: 'Policy', side: 'inside' }),
        check({
          id: 'constraint/GetFederationToken/Name/length.min/outside',
          operation: 'GetFederationToken',
          member: 'Name',
          got: '200 GetFederationTokenResponse',
        }),
        check({
          id: 'wire/AssumeRole/success/namespace',
          area: 'wire',
          level: 'should',
          reason: 'an element is elsewhere',
          got: '"urn:other"',
          evidence: ['A1'],
          counterexample: null,
        }),
        check({ verdict: 'skip', reason: 'the world has no role web', wanted: null, got: null }),
      ]),
    );
    expect(text).toMatchInlineSnapshot(`
      "
      Findings

        MUST    constraint/AssumeRole/RoleArn/length.max/outside
                AssumeRole refuses RoleArn longer than 2048
                because   a longer one is taken
                wanted    400 ValidationError
                got       200 AssumeRoleResponse
                example   RoleArn = 2049 characters
                evidence  B4 (recorded): A value that is too long is 400 ValidationError with \`Member must
                          have length less than or equal to N\`. Also no such fact, length of arnType in
                          the model
                replay    --seed 42 --only constraint/AssumeRole/RoleArn/length.max/outside
                alike     2 checks more
                          GetFederationToken 1: Name
                          AssumeRole 1: Policy

        should  wire/AssumeRole/success/namespace
                AssumeRole refuses RoleArn longer than 2048
                because   an element is elsewhere
                wanted    400 ValidationError
                got       "urn:other"
                evidence  A1 (recorded): A success is \`<XxxResponse
                          xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\` with \`XxxResult\` and
                          \`ResponseMetadata/RequestId\`. The namespace ends in a slash; no XML declaration,
                          two blanks of indentation, line feeds, a final newline.
                replay    --seed 42 --only wire/AssumeRole/success/namespace

      Without a verdict
        1 check skipped         AssumeRole: the world has no role web

      Operations
        1 supported             AssumeRole
        1 unsupported           AssumeRoot (500 text/html)

      Target      http://127.0.0.1:4000/sts/  us-east-1, public test keys
      Operations  1 of 2 supported
      Checks      1 pass · 4 fail (3 must, 1 should) · 1 skip · 0 unsupported · 0 error · 0 not run
      Run         1,234 requests in 12 s, seed 42
      Replay      add --seed 42 --only <id of a check>

      "
    `);
  });

  it('is no wider than asked for', () => {
    const long = 'a very long word list '.repeat(30) + 'x'.repeat(500);
    const text = formatReport(reportOf([check({ title: long, reason: long, wanted: long, got: long })]), {
      width: 72,
    });
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
  });

  it('uses no control sequence unless colour is asked for', () => {
    const report = reportOf([
      good,
      check({}),
      check({ verdict: 'error', reason: 'x', wanted: null, got: null }),
    ]);
    expect(formatReport(report)).not.toContain('\u001b');
    const coloured = formatReport(report, { colour: true });
    expect(coloured).toContain('\u001b[31m');
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(formatReport(report));
  });

  it('says what an incomplete run has met', () => {
    const report = reportOf([check({ verdict: 'not-run', reason: 'gone', wanted: null, got: null })], {
      incomplete: true,
      incompleteBecause: ['the target stopped answering (reset: ECONNRESET)', '1 checks were not run'],
      death: {
        check: 'wire/AssumeRole/kills',
        cause: 'reset',
        detail: 'read ECONNRESET',
        exchange: {
          request: { method: 'POST', path: '/sts/', headers: [], body: 'Action=AssumeRole', bodyBytes: 17 },
          response: { kind: 'no-answer', cause: 'reset', detail: 'read ECONNRESET' },
          sentAt: '2026-07-19T12:00:00.000Z',
          durationMs: 1,
        },
      },
    });
    const text = formatReport(report);
    expect(text).toMatch(
      /stopped answering\n.*wire\/AssumeRole\/kills: read ECONNRESET\n.*POST \/sts\/ with Action=AssumeRole/,
    );
    expect(text).toMatch(/^Incomplete {2}the target stopped answering/m);
  });
});

/** Twenty checks, of which the third fails. */
function play(progress: Progress): void {
  progress.onEvent({ kind: 'started', checks: 20, operations: 2, seed: 5 });
  for (let done = 1; done <= 20; done += 1) {
    const verdict = done === 3 ? 'fail' : 'pass';
    progress.onEvent({
      kind: 'check',
      id: `wire/X/${done}`,
      verdict,
      level: 'must',
      done,
      total: 20,
      requests: done,
    });
  }
  progress.onEvent({ kind: 'finished' });
  progress.stop();
}

describe('createProgress', () => {
  it('is a few plain lines where there is no terminal', () => {
    let text = '';
    play(createProgress({ write: (more) => (text += more) }));
    expect(text.split('\n')).toHaveLength(12);
    expect(text).toMatch(/^20 checks of 2 operations, seed 5\n2 of 20 checks, 0 failed, 2 requests\n/);
    expect(text).toContain('20 of 20 checks, 1 failed, 20 requests\n');
    expect(text).not.toContain('\u001b');
  });

  it('is one line on a terminal, never wider than it, and gone at the end', () => {
    let text = '';
    play(createProgress({ write: (more) => (text += more), isTTY: true, columns: 40 }, { colour: false }));
    expect(text).not.toContain('\n');
    expect(text.endsWith('\r\u001b[2K')).toBe(true);
    for (const line of text.split('\r\u001b[2K')) expect(line.length).toBeLessThan(40);
  });
});

it('wantsColour on a terminal without NO_COLOR alone', () => {
  expect(wantsColour({ isTTY: true }, {})).toBe(true);
  expect(wantsColour({ isTTY: true }, { NO_COLOR: '' })).toBe(true);
  expect(wantsColour({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
  expect(wantsColour({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
  expect(wantsColour({}, {})).toBe(false);
});

describe('layout', () => {
  it('wraps at spaces and cuts what is longer than a line, never inside a surrogate pair', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('', 8)).toEqual(['']);
    expect(wrap('abcdefghijkl', 5)).toEqual(['abcde', 'fghij', 'kl']);
    expect(wrap('abcd🙂efgh', 5)).toEqual(['abcd', '🙂efg', 'h']);
    expect(field('label', 'one two', { indent: 1, label: 6, width: 11 })).toEqual([' label one two']);
  });

  it('shortens in the middle', () => {
    expect(ellipsis('abcdefghij', 10)).toBe('abcdefghij');
    expect(ellipsis('abcdefghijk', 10)).toBe('abcdefg…jk');
    for (let length = 3; length < 12; length += 1) {
      expect(ellipsis('🙂🙂🙂🙂🙂🙂🙂', length)).not.toMatch(/\p{Cs}/u);
    }
  });
});
