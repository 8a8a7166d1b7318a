/** Exact texts of requests whose authentication cannot be read. */
import { createHash } from 'node:crypto';
import { readErrorResponse } from '../../generated/runtime/error-document.js';
import { describe, expect, it } from 'vitest';
import { refusal } from '../testdata/client.js';
import { date, useEndpoint } from '../testdata/harness.js';

const endpoint = useEndpoint();
const signed =
  'AWS4-HMAC-SHA256 Credential=A/20260719/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0';

function hashed(header: string): string {
  return createHash('sha256').update(header).digest('base64');
}

function requires(name: string): string {
  return `Authorization header requires '${name}' parameter. `;
}

const tail = (header: string): string =>
  `(Hashed with SHA-256 and encoded with Base64) Authorization=${hashed(header)}`;

async function answered(headers: Readonly<Record<string, string>>): Promise<string> {
  const { status, code, message } = await refusal(
    endpoint.url,
    'GetCallerIdentity',
    {},
    { ...date, credentials: null, headers },
  );
  return `${status} ${code} ${message}`;
}

describe('an Authorization header', () => {
  const noPair = signed.replace('=A/', '=A B/');
  const bare = 'AWS4-HMAC-SHA256 Other=1';
  it.each<[string, string, string]>([
    [
      'no key=value pair',
      noPair,
      `400 IncompleteSignature Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hashed(noPair)}'.`,
    ],
    [
      'no parameter at all',
      bare,
      `400 IncompleteSignature ${requires('Credential')}${requires('Signature')}${requires('SignedHeaders')}${tail(bare)}`,
    ],
    [
      'a short credential',
      signed.replace('/sts', ''),
      "400 IncompleteSignature Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'A/20260719/us-east-1/aws4_request'",
    ],
    [
      'another terminator',
      signed.replace('aws4_request', 'aws5_request'),
      "403 SignatureDoesNotMatch Credential should be scoped with a valid terminator: 'aws4_request'.",
    ],
    [
      'another day',
      signed.replace('20260719', '20260718'),
      '403 SignatureDoesNotMatch Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.',
    ],
    [
      'an unsigned host',
      signed.replace('=host', '=x-amz-date'),
      "403 SignatureDoesNotMatch 'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    ],
    [
      'Signature Version 4A',
      signed.replace('AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256'),
      '400 IncompleteSignature Signature Version 4A is not supported by this endpoint: sign with AWS4-HMAC-SHA256.',
    ],
  ])('with %s', async (_what, authorization, expected) => {
    expect(await answered({ authorization, 'x-amz-date': '20260719T120000Z' })).toBe(expected);
  });

  it('without a date, or with one of another form', async () => {
    expect(await answered({ authorization: signed })).toBe(
      `400 IncompleteSignature Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ${tail(signed)}`,
    );
    expect(await answered({ authorization: signed, 'x-amz-date': '2026-07-19T12:00:00Z' })).toBe(
      "400 IncompleteSignature Date must be in ISO-8601 'basic format'. Got '2026-07-19T12:00:00Z'. See http://en.wikipedia.org/wiki/ISO_8601",
    );
  });
});

describe('a presigned request', () => {
  it.each([
    [
      'of another algorithm',
      'X-Amz-Algorithm=AWS3&X-Amz-Signature=0',
      '403 MissingAuthenticationToken Missing Authentication Token',
    ],
    [
      'with Signature Version 4A',
      'X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256',
      '400 IncompleteSignature Signature Version 4A is not supported by this endpoint: sign with AWS4-HMAC-SHA256.',
    ],
    [
      'without credential',
      'X-Amz-Algorithm=AWS4-HMAC-SHA256',
      "400 IncompleteSignature AWS query-string parameters must include 'X-Amz-Credential'.",
    ],
  ])('%s is refused', async (_what, query, expected) => {
    const response = await fetch(`${endpoint.url}/?Action=GetCallerIdentity&Version=2011-06-15&${query}`);
    const { code, message } = readErrorResponse(await response.text());
    expect(`${response.status} ${code} ${message}`).toBe(expected);
  });
});
