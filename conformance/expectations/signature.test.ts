import { describe, expect, it } from 'vitest';
import { generalize, signatureOf } from './signature.js';

describe('signatureOf', () => {
  it.each([
    '200 AssumeRoleResponse',
    '500 text/html',
    '400 ValidationError',
    '200 empty body',
    '200 ill-formed XML',
    'no answer: timeout',
    '403 Sender.Fault:Code',
  ])('is the answer that should have been another one: %s', (got) => {
    expect(signatureOf({ got, reason: 'RoleArn with 2049 characters breaks length.max' })).toBe(got);
  });

  it('is the reason and what was got where that is no answer', () => {
    expect(signatureOf({ reason: 'Subject is another one', got: 'no Subject' })).toBe(
      'Subject is another one: no Subject',
    );
  });

  it.each([
    [
      ['Expiration is written otherwise', '2026-11-22T19:54:16.018286Z'],
      ['Expiration is written otherwise', '2027-01-01T00:00:00.1Z'],
    ],
    [
      ['the session lasts another time', '3601 seconds after the answer'],
      ['the session lasts another time', '-20 seconds after the answer'],
    ],
    [
      ['two role ids', 'AROA3X42LBCD1TKK8KQHX, AROA3X42LBCDXS3XK3IK6'],
      ['two role ids', 'AROA3X42LBCDU29SVMLJK, AROA3X42LBCDPAFYN5QX7'],
    ],
    [
      ['another form', '41 characters: upper-case letters, digits, + / ='],
      ['another form', '40 characters: upper-case letters, digits'],
    ],
    [
      ['the request id has another form', 'QGXNUgnKe8NCnh4UKNv7dWr4nqsAL2zi2tyRjWy4rObyJ5gXFvJB'],
      ['the request id has another form', 'zdleFMl2wI5YRkhgGdQdD3Wkb3RMdi3mYVHEs1hEVAgqpOF0myR4'],
    ],
  ])('is the same in two runs: %j', ([one, got], [other, gotThen]) => {
    expect(signatureOf({ reason: one ?? '', got: got ?? '' })).toBe(
      signatureOf({ reason: other ?? '', got: gotThen ?? '' }),
    );
  });

  it('tells apart what fails differently', () => {
    const reason = 'Expiration is written otherwise';
    const signatures = [
      '2026-11-22T19:54:16.01Z',
      '2026-11-22T19:54:16+00:00',
      '1795290000',
      'none',
      'Sun Nov 22',
    ];
    expect(new Set(signatures.map((got) => signatureOf({ reason, got }))).size).toBe(signatures.length);
  });

  it('is bounded, whatever the target says', () => {
    expect(signatureOf({ reason: 'x', got: 'word '.repeat(5000) }).length).toBeLessThanOrEqual(200);
  });
});

it.each([
  ['arn:aws:sts::123456789012:assumed-role/demo/x', '<arn>'],
  ['see https://sts.amazonaws.com/doc/2011-06-15/', 'see <url>'],
  ['01234567-89ab-cdef-0123-456789abcdef', '<uuid>'],
  ['line 3, column 41: unclosed', 'line <number>, column <number>: unclosed'],
  ['AKIA and so on, 20 characters: upper-case letters', 'AKIA and so on, <number> characters'],
  ['the error is not the sender’s', 'the error is not the sender’s'],
  ['no x-amzn-RequestId', 'no x-amzn-RequestId'],
])('generalize(%j) is %j', (text, general) => {
  expect(generalize(text)).toBe(general);
});
