import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../exchange.js';
import { readExchange } from '../../judge.js';
import { acceptedOnly, orRefusedAs, orRefusedByText, orRefusedSomehow } from '../../witnesses/plan.js';
import { errorDocument, successDocument } from '../testdata/fake-endpoint.js';
import { judgeInside, levelOfRefusal, wantedInside } from './judge-inside.js';
import { isDisputed, isDisputedOutside, survivesWire } from './random.js';
import { assertLegal, assertSingleFault } from './single-fault.js';

function reading(status: number, body: string): ReturnType<typeof readExchange> {
  const response = {
    kind: 'answer',
    status,
    headers: [],
    body: Buffer.from(body),
    text: body,
    truncated: false,
  } as const;
  return readExchange({ request: request(''), response, sentAt: 0, durationMs: 0 } satisfies Exchange);
}

function request(body: string): Exchange['request'] {
  return { method: 'POST', path: '/', headers: [], body };
}

const accepted = reading(200, successDocument('AssumeRole', ''));
const blamed = reading(
  400,
  errorDocument(
    'ValidationError',
    '1 validation error detected: Value null at x failed to satisfy constraint',
  ),
);
const unblamed = reading(400, errorDocument('ValidationError', 'x is invalid'));
const denied = reading(403, errorDocument('AccessDenied', 'no'));
const unsigned = reading(403, errorDocument('MissingAuthenticationToken', 'no'));
const broken = reading(500, errorDocument('AccessDenied', 'no'));
const other = reading(200, successDocument('GetSessionToken', ''));

describe('judgeInside', () => {
  it.each([
    ['accepted', accepted, acceptedOnly],
    ['refused', denied, acceptedOnly],
    ['semantic', denied, orRefusedAs('AccessDenied')],
    ['refused', denied, orRefusedAs('PackedPolicyTooLarge')],
    ['refused', unblamed, orRefusedAs('AccessDenied')],
    ['by-text', unblamed, orRefusedByText()],
    ['refused', blamed, orRefusedByText()],
    ['semantic', denied, orRefusedSomehow],
    ['refused', unsigned, orRefusedSomehow],
    ['refused', blamed, orRefusedSomehow],
    ['refused', broken, orRefusedSomehow],
    ['refused', other, orRefusedSomehow],
  ] as const)('says %s', (wanted, answer, tolerance) => {
    expect(judgeInside(answer, 'AssumeRole', tolerance)).toBe(wanted);
  });

  it('has words for what it allows', () => {
    expect(wantedInside('AssumeRole', acceptedOnly)).toBe('200 AssumeRoleResponse');
    expect(wantedInside('AssumeRole', orRefusedAs('AccessDenied'))).toBe(
      '200 AssumeRoleResponse, or AccessDenied',
    );
  });
});

describe('levelOfRefusal', () => {
  const reserved = reading(400, errorDocument('ReservedTagKey', 'no'));
  it.each([
    ['the constraint is blamed', undefined, blamed, orRefusedAs('AccessDenied')],
    ['the constraint is blamed where a text decides', 'should', blamed, orRefusedByText('AccessDenied')],
    ['nothing is blamed', 'should', unblamed, orRefusedAs('AccessDenied')],
    ['another code is given', 'should', reserved, orRefusedAs('AccessDenied')],
    ['nothing but success will do', undefined, reserved, acceptedOnly],
    ['nothing but success will do, whatever is blamed', undefined, unblamed, acceptedOnly],
    ['the signature is blamed', undefined, unsigned, orRefusedAs('AccessDenied')],
    ['it is a server error', undefined, broken, orRefusedAs('AccessDenied')],
    ['it is another success', undefined, other, orRefusedAs('AccessDenied')],
  ] as const)('where %s is %s', (_, level, answer, tolerance) => {
    expect(levelOfRefusal(answer, tolerance)).toBe(level);
  });
});

describe('values about which no source decides', () => {
  it.each([
    ['Ünit 7', false, false],
    ['中文', false, false],
    ['\u08C8', true, false],
    ['a\u{10400}', true, true],
    [[{ Key: 'a', Value: '\u08C8' }], true, false],
    [['a', 'b\u{10400}'], true, true],
    [900, false, false],
  ])('%j may be refused: %s by letters, %s by units', (value, byLetters, byUnits) => {
    expect(isDisputed({ unicodeClass: true }, value)).toBe(byLetters);
    expect(isDisputed({}, value)).toBe(byUnits);
  });

  it.each([
    ['a#', false],
    ['a\u{1FBFF}', true],
    ['a#\u{1FBFF}', false],
    ['a\n', false],
  ])('%j may be accepted outside of a class of Unicode: %s', (value, expected) => {
    const site = { kind: 'pattern', liveBound: '^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+$' } as const;
    expect(isDisputedOutside(site, value)).toBe(expected);
    expect(isDisputedOutside({ ...site, liveBound: '^[\\w]*$' }, value)).toBe(false);
  });

  it('a text too short may be long enough in UTF-16 units', () => {
    const site = { kind: 'length.min', liveBound: 4 } as const;
    expect(isDisputedOutside(site, '\u{10400}\u{10400}')).toBe(true);
    expect(isDisputedOutside(site, 'abc')).toBe(false);
  });
});

const name = (RoleSessionName: string): string =>
  `Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fdemo&RoleSessionName=${RoleSessionName}`;

describe('assertSingleFault', () => {
  it('takes a request with this fault alone', () => {
    expect(() =>
      assertSingleFault('AssumeRole', request(name('a')), ['RoleSessionName'], 'length.min'),
    ).not.toThrow();
  });

  it('refuses one without a fault, with another one, and with two', () => {
    const path = ['RoleSessionName'];
    expect(() => assertSingleFault('AssumeRole', request(name('ab')), path, 'length.min')).toThrow(
      /breaks nothing/u,
    );
    expect(() => assertSingleFault('AssumeRole', request(name('a')), path, 'pattern')).toThrow(
      /length.min at RoleSessionName/u,
    );
    const two = `${name('a')}&DurationSeconds=1`;
    expect(() => assertSingleFault('AssumeRole', request(two), path, 'length.min')).toThrow(
      /range.min at DurationSeconds/u,
    );
  });

  it('knows that an empty text may break length and pattern at once', () => {
    const empty = `${name('ab')}&Policy=`;
    expect(() => assertSingleFault('AssumeRole', request(empty), ['Policy'], 'length.min')).not.toThrow();
    expect(() => assertSingleFault('AssumeRole', request(empty), ['Policy'], 'pattern')).not.toThrow();
    expect(() => assertLegal('AssumeRole', request(empty))).toThrow(/should be legal/u);
    expect(() => assertLegal('AssumeRole', request(name('ab')))).not.toThrow();
  });
});

describe('survivesWire', () => {
  it.each([[[]], [[{ arn: 'a' }]], ['']])('takes %j', (value) => {
    expect(survivesWire(value)).toBe(true);
  });

  it.each([[{}], [[{ arn: 'a' }, {}]], [{ arn: undefined }]])('refuses %j', (value) => {
    expect(survivesWire(value)).toBe(false);
  });
});
