import { describe, expect, it } from 'vitest';
import { errorDocument, successDocument } from './checks/testdata/fake-endpoint.js';
import type { Exchange } from './exchange.js';
import {
  blamesConstraint,
  describe as describeReading,
  isAccepted,
  isConstraintRefusal,
  readExchange,
} from './judge.js';

function read(status: number, text: string, contentType = 'text/xml'): ReturnType<typeof readExchange> {
  const headers = [['content-type', contentType]] as const;
  const response = {
    kind: 'answer',
    status,
    headers,
    body: Buffer.from(text),
    text,
    truncated: false,
  } as const;
  const request = { method: 'POST', path: '/', headers: [], body: '' };
  return readExchange({ request, response, sentAt: 0, durationMs: 0 } satisfies Exchange);
}

describe('readExchange', () => {
  it.each([
    [200, successDocument('AssumeRole', ''), 'text/xml', '200 AssumeRoleResponse'],
    [400, errorDocument('ValidationError', 'm'), 'text/xml', '400 ValidationError'],
    [200, errorDocument('ValidationError', 'm'), 'text/xml', '200 ErrorResponse'],
    [400, '<Response><Errors><Error><Code>X</Code></Error></Errors></Response>', 'text/xml', '400 Response'],
    [400, '<ErrorResponse><Error/></ErrorResponse>', 'text/xml', '400 ErrorResponse'],
    [200, '', 'text/xml', '200 empty body'],
    [500, '<html><p></html>', 'text/html; charset=utf-8', '500 text/html'],
    [200, '{"a":1}', 'application/json', '200 application/json'],
    [200, '<a><b></a>', 'text/xml', '200 ill-formed XML'],
    [200, 'text', '\u001B[2J', '200 ill-formed XML'],
  ])('describes %s %s', (status, text, contentType, wanted) => {
    expect(describeReading(read(status, text, contentType))).toBe(wanted);
  });

  it('describes silence', () => {
    const request = { method: 'POST', path: '/', headers: [], body: '' };
    const response = { kind: 'no-answer', cause: 'timeout', detail: '' } as const;
    expect(describeReading(readExchange({ request, response, sentAt: 0, durationMs: 0 }))).toBe(
      'no answer: timeout',
    );
  });
});

describe('judgements', () => {
  it('accept the response of the operation alone', () => {
    const reading = read(200, successDocument('AssumeRole', ''));
    expect(isAccepted(reading, 'AssumeRole')).toBe(true);
    expect(isAccepted(reading, 'AssumeRoot')).toBe(false);
    expect(isAccepted(read(200, errorDocument('ValidationError', 'm')), 'AssumeRole')).toBe(false);
    expect(isAccepted(read(201, successDocument('AssumeRole', '')), 'AssumeRole')).toBe(true);
  });

  it('take status and code of a constraint refusal to the letter', () => {
    expect(isConstraintRefusal(read(400, errorDocument('ValidationError', 'm')))).toBe(true);
    expect(isConstraintRefusal(read(422, errorDocument('ValidationError', 'm')))).toBe(false);
    expect(isConstraintRefusal(read(400, errorDocument('ValidationException', 'm')))).toBe(false);
    expect(isConstraintRefusal(read(400, errorDocument('validationerror', 'm')))).toBe(false);
  });

  it('look for the words of the validator', () => {
    expect(
      blamesConstraint(read(400, errorDocument('ValidationError', 'x failed to satisfy constraint: y'))),
    ).toBe(true);
    expect(blamesConstraint(read(400, errorDocument('ValidationError', 'x is invalid')))).toBe(false);
  });
});
