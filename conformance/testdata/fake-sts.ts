/** Answers of an STS endpoint as literals, for tests that need a target which mostly behaves. */
import type { ServerResponse } from 'node:http';
import { startHttp, type ReceivedRequest, type TestServer } from './servers.js';

export const callerIdentity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::123456789012:user/alice</Arn>
    <UserId>AIDAERSM6W6MLMFHSQRYN</UserId>
    <Account>123456789012</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>
`;

export const sessionToken = `<GetSessionTokenResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetSessionTokenResult>
    <Credentials>
      <AccessKeyId>ASIAQQQQQQQQQQQQQQQQ</AccessKeyId>
      <SecretAccessKey>returned/secret+key/0123456789ABCDEFGHIJ</SecretAccessKey>
      <SessionToken>IQoJreturnedsessiontoken/0123456789+ABCDEFGHIJKLMNOPQRSTUVWXYZ==</SessionToken>
      <Expiration>2026-07-19T12:00:00Z</Expiration>
    </Credentials>
  </GetSessionTokenResult>
  <ResponseMetadata>
    <RequestId>01234567-89ab-cdef-0123-456789abcdee</RequestId>
  </ResponseMetadata>
</GetSessionTokenResponse>
`;

export function errorDocument(code: string, message = 'no'): string {
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error>
    <Type>Sender</Type>
    <Code>${code}</Code>
    <Message>${message}</Message>
  </Error>
  <RequestId>01234567-89ab-cdef-0123-456789abcded</RequestId>
</ErrorResponse>
`;
}

export function reply(response: ServerResponse, status: number, body: string, type = 'text/xml'): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

/** Answers GetCallerIdentity and GetSessionToken; `special` may answer first and then says true. */
export function startFakeSts(
  special: (request: ReceivedRequest, response: ServerResponse) => boolean = () => false,
): Promise<TestServer> {
  return startHttp((request, response) => {
    if (special(request, response)) return;
    const action = new URLSearchParams(request.body).get('Action');
    if (action === 'GetCallerIdentity') reply(response, 200, callerIdentity);
    else if (action === 'GetSessionToken') reply(response, 200, sessionToken);
    else reply(response, 400, errorDocument('InvalidAction'));
  });
}
