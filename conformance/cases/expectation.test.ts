import { describe, expect, it } from 'vitest';
import { wantedInside } from '../checks/constraint/judge-inside.js';
import type { Exchange } from '../exchange.js';
import { checkReport } from '../expectations/testdata/reports.js';
import { callerIdentity, errorDocument } from '../testdata/fake-sts.js';
import { orRefusedAs, orRefusedByText, orRefusedSomehow } from '../witnesses/plan.js';
import type { CaseExpectation } from './case.js';
import { expectationOf, judgeCase } from './expectation.js';

function answered(
  status: number,
  text: string,
  headers: readonly (readonly [string, string])[] = [],
): Exchange {
  return {
    request: { method: 'POST', path: '/', headers: [], body: '' },
    response: { kind: 'answer', status, headers, body: Buffer.from(text), text, truncated: false },
    sentAt: 0,
    durationMs: 1,
  };
}

const accepted = answered(200, callerIdentity);
const refused = (code: string, message?: string, status = 400): Exchange =>
  answered(status, errorDocument(code, message));
const crashed = answered(500, '<html></html>', [['content-type', 'text/html']]);

function expecting(wanted: string, met: Exchange, parts = {}): CaseExpectation | undefined {
  const report = checkReport({ verdict: 'fail', reason: 'so', wanted, got: 'x', ...parts });
  return expectationOf(report, met);
}

describe('what a finding wanted becomes an expectation', () => {
  it.each<[string, Exchange, readonly Exchange[], readonly Exchange[]]>([
    [
      '400 ValidationError',
      accepted,
      [refused('ValidationError')],
      [accepted, crashed, refused('AccessDenied'), refused('ValidationError', 'x', 500)],
    ],
    [
      '403 SignatureDoesNotMatch',
      accepted,
      [refused('SignatureDoesNotMatch', 'x', 403)],
      [refused('SignatureDoesNotMatch')],
    ],
    ['200 GetCallerIdentityResponse', crashed, [accepted], [refused('AccessDenied')]],
    [
      'an error outside of the bound',
      accepted,
      [refused('ValidationError'), refused('AccessDenied', 'x', 403)],
      [accepted, crashed, refused('InternalFailure', 'x', 500)],
    ],
    [
      '400 ValidationError, `failed to satisfy constraint`',
      accepted,
      [refused('ValidationError', 'x failed to satisfy constraint: y')],
      [refused('ValidationError', 'is invalid')],
    ],
    [
      wantedInside('GetCallerIdentity', orRefusedAs('InvalidIdentityToken')),
      crashed,
      [accepted, refused('InvalidIdentityToken')],
      [refused('AccessDenied'), refused('ValidationError')],
    ],
    [
      wantedInside('GetCallerIdentity', orRefusedByText('AccessDenied')),
      crashed,
      [accepted, refused('ValidationError', 'is invalid'), refused('AccessDenied', 'x', 403)],
      [refused('ValidationError', 'x failed to satisfy constraint: y')],
    ],
    [
      wantedInside('GetCallerIdentity', orRefusedSomehow),
      crashed,
      [accepted, refused('AccessDenied'), refused('ValidationError', 'is invalid')],
      [refused('InvalidAction'), refused('ValidationError', 'failed to satisfy constraint')],
    ],
  ])('%s', (wanted, met, passing, failing) => {
    const expectation = expecting(wanted, met);
    if (expectation === undefined) throw new Error('no expectation');
    expect(passing.map((exchange) => judgeCase(expectation, exchange).verdict)).toEqual(
      passing.map(() => 'pass'),
    );
    expect(failing.map((exchange) => judgeCase(expectation, exchange).verdict)).toEqual(
      failing.map(() => 'fail'),
    );
  });

  it.each(['one role id', '900 seconds after the answer', 'YYYY-MM-DD', '', '200 A, or something nice'])(
    'that one answer cannot decide is none: %s',
    (wanted) => {
      expect(expecting(wanted, accepted)).toBeUndefined();
    },
  );

  it('is none where the recorded answer meets it: another request decided', () => {
    expect(expecting('200 GetCallerIdentityResponse', accepted)).toBeUndefined();
  });
});

function wire(name: string): Partial<ReturnType<typeof checkReport>> {
  return { area: 'wire', id: `wire/GetCallerIdentity/success/${name}` };
}

describe('the form of an answer', () => {
  const id = /<RequestId>(.*)<\/RequestId>/.exec(callerIdentity)?.[1] ?? '';
  const right = answered(200, callerIdentity, [
    ['content-type', 'text/xml'],
    ['x-amzn-requestid', id],
  ]);

  it.each<[string, Exchange]>([
    ['well-formed', answered(200, '<a><b></a>')],
    ['namespace', answered(200, callerIdentity.replace('2011-06-15/', '2011-06-15'))],
    ['content-type', answered(200, callerIdentity, [['content-type', 'application/xml']])],
    ['request-id-header', answered(200, callerIdentity, [['x-amzn-requestid', 'another']])],
    ['request-id-form', answered(200, callerIdentity.replace(id, 'REQUEST'))],
  ])('%s is judged without its check', (name, wrong) => {
    const expectation = expecting('', wrong, wire(name));
    if (expectation === undefined) throw new Error('no expectation');
    expect(judgeCase(expectation, right).verdict).toBe('pass');
    expect(judgeCase(expectation, wrong).verdict).toBe('fail');
  });

  it('members that must and must not be there', () => {
    const parts = { area: 'round-trip', id: 'round-trip/GetCallerIdentity/presence' } as const;
    const without = answered(200, callerIdentity.replace(/<UserId>.*<\/UserId>/, ''));
    const present = expecting('UserId', without, { ...parts, reason: 'UserId is missing' });
    const absent = expecting('no UserId', right, { ...parts, reason: 'UserId is there' });
    if (present === undefined || absent === undefined) throw new Error('no expectation');
    expect([right, without].map((exchange) => judgeCase(present, exchange).verdict)).toEqual([
      'pass',
      'fail',
    ]);
    expect([right, without].map((exchange) => judgeCase(absent, exchange).verdict)).toEqual(['fail', 'pass']);
  });
});
