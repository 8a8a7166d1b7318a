// The generated server side: which requests it claims, and whole answers.
import { describe, expect, it } from 'vitest';
import { parseForm } from '../generated/index.js';
import { answerWith, answerWithError, claimRequest } from '../generated/server.js';
import type { RequestHead } from '../generated/server.js';

const head: RequestHead = {
  method: 'POST',
  path: '/',
  contentType: 'application/x-www-form-urlencoded',
};
const form = 'Action=GetCallerIdentity&Version=2011-06-15';

describe('claimRequest', () => {
  it.each(['application/x-www-form-urlencoded', 'Application/X-WWW-Form-URLencoded; charset=utf-8'])(
    'claims a form sent as %s',
    (contentType) => {
      expect(claimRequest({ ...head, contentType }, parseForm(form))).toBe('GetCallerIdentity');
    },
  );

  it.each<[string, Partial<RequestHead>, string]>([
    ['another method', { method: 'GET' }, form],
    ['another path', { path: '/service' }, form],
    ['another media type', { contentType: 'application/x-amz-json-1.0' }, form],
    ['no media type', { contentType: undefined }, form],
    ['another version', {}, 'Action=GetCallerIdentity&Version=2010-05-08'],
    ['no version', {}, 'Action=GetCallerIdentity'],
    ['no action', {}, 'Version=2011-06-15'],
    ['an unknown action', {}, 'Action=getCallerIdentity&Version=2011-06-15'],
    ['an action that every object has', {}, 'Action=toString&Version=2011-06-15'],
  ])('does not claim %s', (_, change, body) => {
    expect(claimRequest({ ...head, ...change }, parseForm(body))).toBeUndefined();
  });
});

describe('answers', () => {
  it('are documents under status 200', () => {
    const { status, headers, body } = answerWith('GetAccessKeyInfo', { Account: '123456789012' }, 'an id');
    expect({ status, headers }).toEqual({
      status: 200,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'an id' },
    });
    expect(body).toContain('<Account>123456789012</Account>');
    expect(body).toContain('<RequestId>an id</RequestId>');
  });

  it('are error documents under the status of the error', () => {
    const error = { name: 'IDPRejectedClaimException', message: 'No.' } as const;
    const { status, headers, body } = answerWithError(error, 'an id');
    expect({ status, headers }).toEqual({
      status: 403,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'an id' },
    });
    expect(body).toContain('<Code>IDPRejectedClaim</Code>');
  });
});
