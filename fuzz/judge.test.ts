import { describe, expect, it } from 'vitest';
import type { WireResponse } from './http-response.js';
import { judge } from './judge.js';

const requestId = '01234567-89ab-4cde-8f01-23456789abcd';
const headers: WireResponse['headers'] = [
  ['x-amzn-requestid', requestId],
  ['x-amz-sts-extended-request-id', 'MTp1cy1lYXN0LTE6Uzo='],
  ['date', 'Sun, 19 Jul 2026 12:00:00 GMT'],
  ['content-type', 'text/xml'],
];
const success = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::123456789012:user/alice</Arn>
    <UserId>AIDAERSM6W6MLMFHSQRYN</UserId>
    <Account>123456789012</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>${requestId}</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>
`;
const refusal = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error>
    <Type>Sender</Type>
    <Code>AccessDenied</Code>
  </Error>
  <RequestId>${requestId}</RequestId>
</ErrorResponse>
`;

function judged(status: number, body: string, changed = headers): ReturnType<typeof judge> {
  return judge({ status, headers: changed, body }, false);
}

describe('judge', () => {
  it('accepts what is well-formed and documented', () => {
    expect(judged(200, success)).toEqual({ kind: '200 ', problems: [] });
    expect(judged(403, refusal)).toEqual({ kind: '403 AccessDenied', problems: [] });
    expect(judged(404, '<UnknownOperationException/>\n')).toEqual({ kind: '404 ', problems: [] });
    expect(judged(302, '', [])).toEqual({ kind: '302 ', problems: [] });
  });

  it.each<[string, number, string]>([
    ['no XML', 200, success.replace('</Arn>', '')],
    ['the root is', 200, success.replaceAll('GetCallerIdentityResponse', 'Other')],
    ['namespaces', 200, success.replace(/ xmlns="[^"]*"/u, '')],
    [
      'the answer is no GetCallerIdentityResponse',
      200,
      success.replaceAll('GetCallerIdentityResult', 'Other'),
    ],
    [
      'the answer breaks length.min at GetCallerIdentity Arn',
      200,
      success.replace('arn:aws:iam::123456789012:user/alice', 'arn'),
    ],
    ['in the body', 200, success.replace(requestId, 'other')],
    ['not documented', 400, refusal],
    ['not documented', 403, refusal.replace('AccessDenied', 'Forbidden')],
    ['an error with status 200', 200, refusal],
    ['an error without code or type', 403, refusal.replace('Sender', 'Receiver')],
    ['namespaces', 400, refusal.replace('AccessDenied', 'InvalidAction')],
    ['no XML', 302, 'text'],
  ])('says %s', (problem, status, body) => {
    expect(judged(status, body).problems.join('; ')).toContain(problem);
  });

  it.each(headers.map(([name]) => name))('misses %s', (missing) => {
    const left = headers.filter(([name]) => name !== missing);
    expect(judged(200, success, left).problems).toHaveLength(1);
  });

  it('reads JSON', () => {
    const asJson = headers.with(3, ['content-type', 'application/json']);
    const body = JSON.stringify({ Error: { Code: 'AccessDenied', Type: 'Sender' }, RequestId: requestId });
    expect(judged(403, body, asJson)).toEqual({ kind: '403 AccessDenied', problems: [] });
    expect(judged(403, '{', asJson).problems).toHaveLength(1);
    expect(judged(200, '{}', asJson).problems).toEqual(['neither error nor response']);
  });
});
