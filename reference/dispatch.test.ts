import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultWorld } from '../world/default.js';
import { type Reference, startReference } from './index.js';
import { send, sendForm } from './testdata/client.js';
import { counting } from './testdata/random.js';

const now = new Date('2026-07-19T12:00:00.789Z');
const date = { date: now };
const version = 'Version=2011-06-15';
const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };
let endpoint: Reference;

beforeAll(async () => {
  endpoint = await startReference({ clock: () => now, random: counting() });
});
afterAll(() => endpoint.close());

describe('documents', () => {
  it('have the live layout of a success, without prolog', async () => {
    const { status, headers, text } = await send(endpoint.url, 'GetCallerIdentity', {}, date);
    expect(status).toBe(200);
    const requestId = headers.get('x-amzn-requestid') ?? '';
    expect(
      text.startsWith(
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\n  <GetCallerIdentityResult>\n    <',
      ),
    ).toBe(true);
    expect(
      text.endsWith(
        `\n  <ResponseMetadata>\n    <RequestId>${requestId}</RequestId>\n  </ResponseMetadata>\n</GetCallerIdentityResponse>\n`,
      ),
    ).toBe(true);
    expect(text).toContain('\n    <Arn>arn:aws:iam::123456789012:user/alice</Arn>\n');
  });

  it('have the live layout of an error', async () => {
    const { headers, text } = await send(
      endpoint.url,
      'GetCallerIdentity',
      {},
      { ...date, region: 'us-west-2' },
    );
    expect(text).toBe(
      `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\n  <Error>\n    <Type>Sender</Type>\n    <Code>SignatureDoesNotMatch</Code>\n    <Message>Credential should be scoped to a valid region. </Message>\n  </Error>\n  <RequestId>${headers.get('x-amzn-requestid')}</RequestId>\n</ErrorResponse>\n`,
    );
  });

  it('come with the headers of every answer', async () => {
    for (const options of [date, { ...date, region: 'us-west-2' }]) {
      const { headers, text } = await send(endpoint.url, 'GetCallerIdentity', {}, options);
      expect(headers.get('x-amzn-requestid')).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u,
      );
      const extended = Buffer.from(headers.get('x-amz-sts-extended-request-id') ?? '', 'base64').toString();
      expect(extended).toMatch(/^1:us-east-1:S:1784462400789:R:[A-Za-z0-9]{8}$/u);
      expect(headers.get('content-type')).toBe('text/xml');
      expect(headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
      expect(headers.get('date')).toBe('Sun, 19 Jul 2026 12:00:00 GMT');
    }
  });

  it('state an expiry that is their date and the duration, in whole seconds', async () => {
    const { text } = await send(endpoint.url, 'GetSessionToken', { DurationSeconds: 900 }, date);
    expect(text).toContain('<Expiration>2026-07-19T12:15:00Z</Expiration>');
  });

  it('are JSON for a client that accepts it', async () => {
    const headers = { accept: 'application/json' };
    const { text, headers: received } = await send(
      endpoint.url,
      'GetCallerIdentity',
      {},
      { ...date, headers },
    );
    expect(received.get('content-type')).toBe('application/json');
    const result = {
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/alice',
      UserId: defaultWorld.users[0]?.userId,
    };
    const ResponseMetadata = { RequestId: received.get('x-amzn-requestid') };
    expect(text).toBe(
      JSON.stringify({ GetCallerIdentityResponse: { GetCallerIdentityResult: result, ResponseMetadata } }),
    );
    const refused = await send(endpoint.url, 'GetCallerIdentity', {}, { credentials: null, headers });
    expect(JSON.parse(refused.text)).toEqual({
      Error: {
        Code: 'MissingAuthenticationToken',
        Message: 'Request is missing Authentication Token',
        Type: 'Sender',
      },
      RequestId: refused.headers.get('x-amzn-requestid'),
    });
  });
});

describe('dispatch', () => {
  it.each([
    ['an empty action', `Action=&${version}`, 'Could not find operation  for version 2011-06-15'],
    [
      'an unknown action',
      `Action=NoSuchAction&${version}`,
      'Could not find operation NoSuchAction for version 2011-06-15',
    ],
    [
      'no version',
      'Action=GetCallerIdentity',
      'Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED',
    ],
    [
      'an empty version',
      'Action=GetCallerIdentity&Version=',
      'Could not find operation GetCallerIdentity for version ',
    ],
    [
      'a wrong version',
      'Action=GetCallerIdentity&Version=2000-01-01',
      'Could not find operation GetCallerIdentity for version 2000-01-01',
    ],
    [
      'a name of every object',
      `Action=constructor&${version}`,
      'Could not find operation constructor for version 2011-06-15',
    ],
    [
      'an unwritable character',
      `Action=%00&${version}`,
      'Could not find operation \uFFFD for version 2011-06-15',
    ],
  ])('refuses %s in the namespace of the front end', async (_what, form, message) => {
    const { status, text, headers } = await sendForm(endpoint.url, form, date);
    expect(status).toBe(400);
    expect(text).toBe(
      `<ErrorResponse xmlns="http://webservices.amazon.com/AWSFault/2005-15-09">\n  <Error>\n    <Type>Sender</Type>\n    <Code>InvalidAction</Code>\n    <Message>${message}</Message>\n  </Error>\n  <RequestId>${headers.get('x-amzn-requestid')}</RequestId>\n</ErrorResponse>\n`,
    );
  });

  it.each([
    ['POST', '/', version, formHeaders, 'https://aws.amazon.com/iam'],
    ['POST', '/', `Action=GetCallerIdentity&${version}`, {}, 'https://aws.amazon.com/iam'],
    [
      'POST',
      '/',
      `Action=GetCallerIdentity&${version}`,
      { 'content-type': 'application/json' },
      'https://aws.amazon.com/iam',
    ],
    ['GET', `/?${version}`, '', {}, `https://aws.amazon.com/iam?${version}`],
    ['GET', '/', '', {}, 'https://aws.amazon.com/iam'],
  ])('redirects %s %s with the body %j and headers %j', async (method, path, body, headers, location) => {
    const answered = await raw(method, path, body, headers);
    expect(answered).toMatchObject({ status: 302, text: '' });
    expect(answered.headers['location']).toBe(location);
    expect(answered.headers['x-amzn-requestid']).toBeDefined();
  });

  it('accepts a charset, a GET, unknown parameters, and the first of duplicates', async () => {
    const charset = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const form = `Action=GetCallerIdentity&Action=Other&${version}&Version=2000-01-01&Unknown.member.1=a`;
    expect((await sendForm(endpoint.url, form, { ...date, headers: charset })).status).toBe(200);
    const web = `/?Action=AssumeRoleWithWebIdentity&${version}&RoleArn=a`;
    expect((await raw('GET', web, '', {})).text).toContain('<Code>ValidationError</Code>');
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    'answers %s of another path as the front end does',
    async (method) => {
      const answered = await raw(method, '/other', '', {});
      expect(answered).toMatchObject({ status: 404, text: '<UnknownOperationException/>\n' });
      expect(answered.headers['x-amzn-requestid']).toBeUndefined();
    },
  );

  it('answers HEAD without a body, other methods and broken paths with a status alone', async () => {
    const head = await raw('HEAD', '/other', '', {});
    expect(head).toMatchObject({ status: 404, text: '' });
    expect(head.headers['content-length']).toBe('29');
    expect(await raw('PROPFIND', '/', '', {})).toMatchObject({ status: 400, text: '' });
    expect(await raw('GET', '/%zz', '', {})).toMatchObject({ status: 400, text: '' });
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD'])('answers %s of / as of other paths', async (method) => {
    expect((await raw(method, `/?Action=GetCallerIdentity&${version}`, '', {})).status).toBe(404);
  });

  it('takes parameters of the body before those of the query', async () => {
    const answered = await raw('POST', `/?Action=Query&${version}`, `Action=Body&${version}`, formHeaders);
    expect(answered.text).toContain('Could not find operation Body for version');
  });

  it('answers a preflight', async () => {
    const headers = { origin: 'https://example.com', 'access-control-request-method': 'POST' };
    const answered = await raw('OPTIONS', '/other', '', headers);
    expect(answered).toMatchObject({ status: 200, text: '' });
    expect(answered.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-expose-headers':
        'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date,smithy-protocol',
      'access-control-max-age': '172800',
    });
  });

  it('refuses a form on another path as a wrong signature', async () => {
    const answered = await raw('POST', '/other', `Action=GetCallerIdentity&${version}`, formHeaders);
    expect(answered.status).toBe(403);
    expect(answered.text).toContain('<Code>SignatureDoesNotMatch</Code>');
  });
});

describe('integers', () => {
  it.each([
    ['', 'MalformedInput', 'missing value for decimal type'],
    ['abc', 'MalformedInput', undefined],
    ['900.0', 'MalformedInput', undefined],
    ['2147483648', 'MalformedInput', undefined],
    [
      '-1',
      'ValidationError',
      "1 validation error detected: Value '-1' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
  ])('%j is refused', async (value, code, message) => {
    const form = `Action=GetSessionToken&${version}&DurationSeconds=${value}`;
    const { status, text } = await sendForm(endpoint.url, form, date);
    expect(status).toBe(400);
    expect(text).toContain(`<Code>${code}</Code>`);
    expect(/<Message>(.*)<\/Message>/u.exec(text)?.[1]).toBe(message);
  });

  it.each(['%2B900', '0900'])('%s is 900', async (value) => {
    const form = `Action=GetSessionToken&${version}&DurationSeconds=${value}`;
    expect((await sendForm(endpoint.url, form, date)).status).toBe(200);
  });
});

describe('limits', () => {
  it('takes a body of 10,000,000 bytes and not one more', async () => {
    const start = `Action=NoSuchAction&${version}&Padding=`;
    const fits = await raw('POST', '/', start.padEnd(10_000_000, 'x'), formHeaders);
    expect(fits.status).toBe(400);
    const over = await raw('POST', '/', start.padEnd(10_000_001, 'x'), formHeaders);
    expect(over).toMatchObject({ status: 413, text: '' });
    expect(over.headers['x-amzn-requestid']).toBeUndefined();
  });

  it('refuses a head of more than 16 KB, and bytes that are no HTTP, with a status alone', async () => {
    expect(await raw('GET', `/?Padding=${'x'.repeat(17_000)}`, '', {})).toMatchObject({
      status: 400,
      text: '',
    });
    expect(await bytes('\u0000\u0001\r\n\r\n')).toBe(
      'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
  });
});

interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

function raw(
  method: string,
  path: string,
  body: string,
  headers: Record<string, string>,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(endpoint.url, { method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function bytes(text: string): Promise<string> {
  const { hostname, port } = new URL(endpoint.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString()));
    socket.once('close', () => resolve(received));
  });
}
