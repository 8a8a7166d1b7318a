import { describe, expect, it } from 'vitest';
import type { Exchange } from './exchange.js';
import { decideSupport, type Support } from './support.js';
import { callerIdentity, errorDocument, sessionToken } from './testdata/fake-sts.js';

function exchange(status: number, text: string, type = 'text/xml'): Exchange {
  return {
    request: { method: 'POST', path: '/', headers: [], body: '' },
    response: {
      kind: 'answer',
      status,
      headers: [['content-type', type]],
      body: Buffer.from(text),
      text,
      truncated: false,
    },
    sentAt: 0,
    durationMs: 1,
  };
}

const html = '<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title><p>oops<br>';

const blame =
  "1 validation error detected: Value null at 'x' failed to satisfy constraint: Member must not be null";

describe('decideSupport', () => {
  it.each<[Support, string, number, string, string?]>([
    ['supported', '200 GetCallerIdentityResponse', 200, callerIdentity],
    ['invalid', '200 empty body', 200, ''],
    ['invalid', '200 text/html', 200, html, 'text/html; charset=utf-8'],
    ['invalid', '200 GetSessionTokenResponse', 200, sessionToken],
    [
      'invalid',
      '200 ListAllMyBucketsResult',
      200,
      '<ListAllMyBucketsResult xmlns="s3"><Buckets/></ListAllMyBucketsResult>',
    ],
    ['invalid', '302 empty body', 302, ''],
    ['invalid', '400 text/plain', 400, 'what?', 'text/plain'],
    ['invalid', '500 InternalFailure', 500, errorDocument('InternalFailure')],
    ['unsupported', '500 text/html', 500, html, 'text/html'],
    ['unsupported', '502 empty body', 502, ''],
    ['unsupported', '501 empty body', 501, ''],
    ['unsupported', '501 NotImplemented', 501, errorDocument('NotImplemented')],
    ['unsupported', '400 InvalidAction', 400, errorDocument('InvalidAction')],
    ['unsupported', '404 UnknownOperationException', 404, '<UnknownOperationException/>\n'],
    [
      'unsupported',
      '400 UnknownOperationException',
      400,
      '{"__type":"com.amazon.coral#UnknownOperationException"}',
      'application/json',
    ],
    ['unsupported', '404 text/plain', 404, 'not found', 'text/plain'],
    ['fixture-missing', '403 AccessDenied', 403, errorDocument('AccessDenied')],
    ['fixture-missing', '400 InvalidIdentityToken', 400, errorDocument('InvalidIdentityToken')],
    ['fixture-missing', '400 ValidationError', 400, errorDocument('ValidationError')],
    ['invalid', '400 ValidationError', 400, errorDocument('ValidationError', blame)],
    ['invalid', '400 MissingParameter', 400, errorDocument('MissingParameter')],
    ['unknown', '400 Throttling', 400, errorDocument('Throttling')],
    ['unknown', '429 text/plain', 429, 'slow down', 'text/plain'],
    ['unknown', '503 text/html', 503, html, 'text/html'],
    ['unsupported', '405 MethodNotAllowed', 405, '<Error><Code>MethodNotAllowed</Code></Error>'],
    ['fixture-missing', '404 NoSuchEntity', 404, errorDocument('NoSuchEntity')],
    ['fixture-missing', '403 empty body', 403, ''],
    ['fixture-missing', '403 InvalidClientTokenId', 403, errorDocument('InvalidClientTokenId')],
    ['fixture-missing', '403 InvalidAccessKeyId', 403, '<Error><Code>InvalidAccessKeyId</Code></Error>'],
    [
      'fixture-missing',
      '403 AccessDenied',
      403,
      '{"Error":{"Code":"AccessDenied","Type":"Sender"}}',
      'application/json',
    ],
  ])('says %s of %s', (support, decidedBy, status, text, type) => {
    expect(decideSupport('GetCallerIdentity', exchange(status, text, type), 'dummy')).toMatchObject({
      support,
      decidedBy,
    });
  });

  it('says what is missing where the target does not know the caller', () => {
    const refused = exchange(403, errorDocument('InvalidClientTokenId'));
    expect(decideSupport('AssumeRole', refused, 'dummy')).toMatchObject({
      reason: 'the credentials are not known to the target',
      refusedCaller: true,
    });
    expect(decideSupport('AssumeRole', refused, 'explicit').reason).toBe(
      'the target does not accept the given credentials',
    );
  });

  it('says so where the clock of the target makes every signature invalid', () => {
    const sentAt = Date.parse('2026-07-19T12:00:00Z');
    const refused = exchange(403, errorDocument('SignatureDoesNotMatch'));
    const { response } = refused;
    if (response.kind !== 'answer') throw new Error('no answer');
    const at = (date: string): string =>
      decideSupport(
        'AssumeRole',
        { ...refused, sentAt, response: { ...response, headers: [['date', date]] } },
        'explicit',
      ).reason;
    expect(at('Sun, 19 Jul 2026 11:30:00 GMT')).toMatch(/; its clock is 30 minutes behind$/u);
    expect(at('Sun, 19 Jul 2026 12:04:00 GMT')).toBe('the target does not accept the given credentials');
  });

  it('knows nothing without an answer', () => {
    const lost: Exchange = {
      ...exchange(0, ''),
      response: { kind: 'no-answer', cause: 'timeout', detail: 'no complete answer within 10 ms' },
    };
    expect(decideSupport('AssumeRole', lost, 'dummy')).toMatchObject({
      support: 'unknown',
      decidedBy: 'no answer: timeout',
    });
  });

  it('keeps codes that are none out of its words', () => {
    const odd = errorDocument('::error::\u202e');
    expect(decideSupport('AssumeRole', exchange(400, odd), 'dummy').decidedBy).toBe('400 ErrorResponse');
  });
});
