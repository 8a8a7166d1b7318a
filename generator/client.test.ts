// The generated client against a server of our own: what goes out, what comes back, what is thrown.
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StsClient, ValidationError } from '../generated/client.js';
import type { StsClientConfig } from '../generated/client.js';
import { IDPRejectedClaimException, StsServiceException } from '../generated/errors.js';
import { serializeErrorResponse, serializeGetCallerIdentityResponse } from '../generated/serializers.js';

interface Seen {
  readonly request: IncomingMessage;
  readonly body: string;
}

const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'an example key',
  sessionToken: 'an example token',
};
const identity = { Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/a', UserId: 'AIDAEXAMPLE' };
let server: Server;
let seen: Seen[] = [];
let answer: { status: number; body: string; headers?: Record<string, string>; delayMs?: number };

beforeEach(async () => {
  seen = [];
  answer = { status: 200, body: serializeGetCallerIdentityResponse(identity, 'request-1') };
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ request, body: Buffer.concat(chunks).toString('utf8') });
      setTimeout(
        () => response.writeHead(answer.status, answer.headers).end(answer.body),
        answer.delayMs ?? 0,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function client(config: Partial<StsClientConfig> = {}, path = ''): StsClient {
  const { port } = server.address() as AddressInfo;
  return new StsClient({
    endpoint: `http://127.0.0.1:${port}${path}`,
    region: 'eu-central-1',
    credentials,
    ...config,
  });
}

const role = { RoleArn: 'arn:aws:iam::123456789012:role/demo', RoleSessionName: 'session' };

describe('StsClient', () => {
  it('sends a signed form and returns the output with its metadata', async () => {
    const output = await client({ clock: () => new Date('2024-05-06T07:08:09Z') }).getCallerIdentity();
    expect(output).toEqual({ ...identity, $metadata: { httpStatusCode: 200, requestId: 'request-1' } });
    const [{ request, body } = { request: undefined, body: '' }] = seen;
    expect(body).toBe('Action=GetCallerIdentity&Version=2011-06-15');
    expect(`${request?.method} ${request?.url}`).toBe('POST /');
    expect(request?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
      'x-amz-date': '20240506T070809Z',
      'x-amz-security-token': 'an example token',
    });
    expect(request?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20240506\/eu-central-1\/sts\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
    );
    expect(request?.headers).not.toHaveProperty('x-amz-content-sha256');
    expect(request?.headers).not.toHaveProperty('transfer-encoding');
  });

  it.each([
    ['/base/path', '/base/path/'],
    ['/base/', '/base/'],
    ['/?a=b', '/?a=b'],
  ])('keeps %s of the endpoint', async (path, wanted) => {
    await client({}, path).getCallerIdentity();
    expect(seen[0]?.request.url).toBe(wanted);
  });

  it('does not sign what needs no signature, nor asks for credentials', async () => {
    const input = { ...role, WebIdentityToken: 'abcd' };
    await client({ credentials: undefined }).assumeRoleWithWebIdentity(input);
    expect(seen[0]?.request.headers).not.toHaveProperty('authorization');
    expect(seen[0]?.body).toContain('&WebIdentityToken=abcd');
    await expect(client({ credentials: undefined }).getCallerIdentity()).rejects.toThrow('no credentials');
  });

  it('throws all violations at once and sends nothing', async () => {
    const call = client().assumeRole({ RoleArn: '', RoleSessionName: 'a/', DurationSeconds: 1 });
    const error = await call.then(undefined, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(ValidationError);
    const { operation, violations, message } = error as ValidationError;
    expect(operation).toBe('AssumeRole');
    expect(violations.map(({ path, kind }) => `${path.join('.')} ${kind}`)).toEqual([
      'RoleArn pattern',
      'RoleArn length.min',
      'RoleSessionName pattern',
      'DurationSeconds range.min',
    ]);
    expect(message).toMatch(/^4 validation errors detected: Value '' at 'roleArn' failed/);
    expect(seen).toEqual([]);
  });

  it('sends what is wrong when told to', async () => {
    await client({ validate: false }).assumeRole({ RoleArn: '', RoleSessionName: '' });
    expect(seen[0]?.body).toBe('Action=AssumeRole&Version=2011-06-15&RoleArn=&RoleSessionName=');
  });

  it('throws the exception of the model for its code', async () => {
    const body = serializeErrorResponse({ name: 'IDPRejectedClaimException', message: 'No.' }, 'request-2');
    answer = { status: 403, body };
    const error = await client()
      .getCallerIdentity()
      .then(undefined, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(IDPRejectedClaimException);
    expect(error).toMatchObject({
      name: 'IDPRejectedClaimException',
      code: 'IDPRejectedClaim',
      message: 'No.',
      $fault: 'client',
      $metadata: { httpStatusCode: 403, requestId: 'request-2' },
    });
  });

  it.each([
    [
      'a code that the model lacks',
      403,
      '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>No.</Message></Error></ErrorResponse>',
      'AccessDenied',
      'No.',
      'client',
    ],
    [
      'the other envelope',
      400,
      '<Response><Errors><Error><Code>Throttling</Code><message>Slow</message></Error></Errors><RequestID>x</RequestID></Response>',
      'Throttling',
      'Slow',
      'client',
    ],
    ['an HTML page', 500, '<html><br></html>', 'Unknown', '', 'server'],
    ['no body', 404, '', 'NotFound', '', 'client'],
    ['a redirect', 302, '', 'Unknown', '', 'client'],
  ])('throws the base exception for %s', async (_, status, body, name, message, fault) => {
    answer = {
      status,
      body,
      headers: { 'x-amzn-RequestId': 'from-header', location: 'http://127.0.0.1:1/' },
    };
    const error = await client()
      .getCallerIdentity()
      .then(undefined, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(StsServiceException);
    expect(error).toMatchObject({ name, message, $fault: fault, $metadata: { httpStatusCode: status } });
    expect((error as StsServiceException).$metadata.requestId).toMatch(/^(from-header|x)$/);
  });

  it('is aborted by its signal, before and during a call', async () => {
    const reason = new Error('stop');
    await expect(client().getCallerIdentity({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(seen).toEqual([]);
    answer = { ...answer, delayMs: 2000 };
    const controller = new AbortController();
    const call = client().getCallerIdentity({}, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    await expect(call).rejects.toBe(reason);
  });

  it('gives up after its time', async () => {
    answer = { ...answer, delayMs: 2000 };
    await expect(client({ timeoutMs: 30 }).getCallerIdentity()).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await expect(client().getCallerIdentity({}, { timeoutMs: 30 })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  it('refuses an endpoint that is no URL', () => {
    expect(() => new StsClient({ endpoint: 'nowhere', region: 'x' })).toThrow(TypeError);
  });
});
