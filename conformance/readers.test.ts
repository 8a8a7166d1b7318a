import { describe, expect, it } from 'vitest';
import { callerIdentity, sessionToken } from './testdata/fake-sts.js';
import { readSuccess } from './readers.js';

function answer(text: string) {
  return { body: Buffer.from(text), text, truncated: false };
}

describe('readSuccess', () => {
  it('gives the typed output and the strict document', () => {
    const reading = readSuccess('GetCallerIdentity', answer(callerIdentity));
    expect(reading).toMatchObject({
      ok: true,
      output: { Account: '123456789012', UserId: 'AIDAERSM6W6MLMFHSQRYN' },
      requestId: '01234567-89ab-cdef-0123-456789abcdef',
      root: { name: 'GetCallerIdentityResponse', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
    });
  });

  it('reads dates as the independent reader does', () => {
    const reading = readSuccess('GetSessionToken', answer(sessionToken));
    expect(reading.ok && reading.output.Credentials?.Expiration).toEqual(new Date('2026-07-19T12:00:00Z'));
  });

  it('agrees on references, CDATA, comments, prefixes, a prolog and a byte order mark', () => {
    const text = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>
<s:GetCallerIdentityResponse xmlns:s="https://sts.amazonaws.com/doc/2011-06-15/"><!-- a -->
<s:GetCallerIdentityResult><s:Arn>a&amp;b&#x41;&#66;<![CDATA[<c>&amp;]]><!-- x -->d</s:Arn>
<s:Account> 1 </s:Account><s:Unknown><s:Deep/></s:Unknown></s:GetCallerIdentityResult>
<s:ResponseMetadata><s:RequestId>r</s:RequestId></s:ResponseMetadata></s:GetCallerIdentityResponse>`;
    expect(readSuccess('GetCallerIdentity', answer(text))).toMatchObject({
      ok: true,
      output: { Arn: 'a&bAB<c>&amp;d', Account: ' 1 ' },
      requestId: 'r',
    });
  });

  it.each([
    ['an empty body', '', /empty/],
    ['HTML', '<!doctype html><title>500</title>', /not well-formed/],
    ['JSON', '{"a":1}', /not well-formed/],
    ['a cut document', callerIdentity.slice(0, 200), /not well-formed/],
    ['another root', '<Other/>', /./],
    ['the document of another operation', sessionToken, /./],
    ['no result', '<GetCallerIdentityResponse/>', /./],
  ])('takes %s for the fault of the target', (_what, text, problem) => {
    expect(readSuccess('GetCallerIdentity', answer(text))).toMatchObject({
      ok: false,
      problem: expect.stringMatching(problem),
    });
  });

  it('and a date that is none', () => {
    const text = sessionToken.replace('2026-07-19T12:00:00Z', '2026-02-30T12:00:00Z');
    expect(readSuccess('GetSessionToken', answer(text))).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Expiration'),
    });
  });

  it('and missing members, which it names all at once and without values', () => {
    const text = sessionToken
      .replace(/<SecretAccessKey>.*<\/SecretAccessKey>/, '')
      .replace(/<Expiration>.*n>/, '');
    const reading = readSuccess('GetSessionToken', answer(text));
    expect(reading).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/SecretAccessKey.*Expiration/),
    });
    expect(JSON.stringify(reading)).not.toContain('IQoJ');
  });

  it('and bytes that are not UTF-8, or more than was read', () => {
    const body = Buffer.from(callerIdentity.replace('alice', '\u00e9'), 'latin1');
    expect(readSuccess('GetCallerIdentity', { body, text: body.toString(), truncated: false }).ok).toBe(
      false,
    );
    expect(readSuccess('GetCallerIdentity', { ...answer(callerIdentity), truncated: true }).ok).toBe(false);
  });
});
