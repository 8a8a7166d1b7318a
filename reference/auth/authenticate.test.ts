import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readErrorResponse } from '../../generated/runtime/error-document.js';
import { defaultWorld } from '../../world/default.js';
import { roleArn } from '../../world/lookup.js';
import { type Reference, startReference } from '../index.js';
import { alice, call, refusal, send, type SendOptions, type Signing, signingOf } from '../testdata/client.js';
import { counting } from '../testdata/random.js';

const now = new Date('2026-07-19T12:00:00Z');
let clock = now;
let endpoint: Reference;

beforeAll(async () => {
  endpoint = await startReference({ clock: () => clock });
});
afterAll(() => endpoint.close());

const noMatch = {
  status: 403,
  code: 'SignatureDoesNotMatch',
  message:
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and ' +
    'signing method. Consult the service documentation for details.',
};
const invalidToken = {
  status: 403,
  code: 'InvalidClientTokenId',
  message: 'The security token included in the request is invalid.',
};
const [, inactive] = defaultWorld.users[0]?.accessKeys ?? [];

function identity(options: SendOptions): ReturnType<typeof refusal> {
  return refusal(endpoint.url, 'GetCallerIdentity', {}, { date: now, ...options });
}

describe('a right signature', () => {
  it.each([true, false])('is accepted with x-amz-content-sha256: %s', async (applyChecksum) => {
    const output = await call(endpoint.url, 'GetCallerIdentity', {}, { applyChecksum, date: now });
    expect(output).toEqual({
      Arn: 'arn:aws:iam::123456789012:user/alice',
      UserId: defaultWorld.users[0]?.userId,
      Account: '123456789012',
    });
  });

  it('is accepted over headers with runs of blanks and repeated names', async () => {
    const headers = { 'x-amz-meta': '  a   b  ' };
    await expect(call(endpoint.url, 'GetCallerIdentity', {}, { date: now, headers })).resolves.toBeDefined();
  });

  it.each(['GET', 'POST'])('is accepted in the query of a %s, whatever expiry it states', async (method) => {
    const url = await presigned(endpoint.url, alice, method);
    const response = await fetch(url, { method });
    expect(response.status).toBe(200);
    const tampered = await fetch(url.replace(/X-Amz-Signature=../u, 'X-Amz-Signature=zz'), { method });
    expect(readErrorResponse(await tampered.text()).code).toBe('SignatureDoesNotMatch');
  });
});

describe('a wrong signature is refused', () => {
  it.each<[string, SendOptions]>([
    ['of another secret', { credentials: { ...alice, secretAccessKey: 'wrong' } }],
    ['over another body', { tamper: (request) => ({ ...request, body: `${request.body}&Extra=1` }) }],
    [
      'over another signed header',
      {
        tamper: (request) => ({
          ...request,
          headers: { ...request.headers, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        }),
      },
    ],
    [
      'with a header that it does not have',
      {
        tamper: (request) => ({
          ...request,
          headers: {
            ...request.headers,
            authorization:
              request.headers['authorization']?.replace('SignedHeaders=', 'SignedHeaders=absent;') ?? '',
          },
        }),
      },
    ],
    [
      'with a wrong content hash that is not signed',
      {
        tamper: (request) => ({
          ...request,
          headers: { ...request.headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
        }),
      },
    ],
  ])('is refused as such: %s', async (_what, options) => {
    await expect(identity(options)).resolves.toEqual(noMatch);
  });
});

describe('scope', () => {
  const region = 'Credential should be scoped to a valid region. ';
  const service = "Credential should be scoped to correct service: 'sts'. ";

  it.each<[SendOptions, string]>([
    [{ region: 'us-west-2' }, region],
    [{ service: 'iam' }, service],
    [{ region: 'us-west-2', service: 'iam' }, `${region}${service}`],
  ])('%j is refused before the key is looked at', async (options, message) => {
    const credentials = { accessKeyId: 'AKIAUNKNOWNUNKNOWN00', secretAccessKey: 'none' };
    const wanted = { status: 403, code: 'SignatureDoesNotMatch', message };
    await expect(identity({ ...options, credentials })).resolves.toEqual(wanted);
    await expect(identity(options)).resolves.toEqual(wanted);
  });

  it('is us-east-1 at the global endpoint', async () => {
    const global = await startReference({
      world: { ...defaultWorld, region: 'aws-global' },
      clock: () => now,
    });
    await expect(call(global.url, 'GetCallerIdentity', {}, { date: now })).resolves.toBeDefined();
    const refused = await refusal(global.url, 'GetCallerIdentity', {}, { date: now, region: 'aws-global' });
    expect(refused.message).toBe(region);
    await global.close();
  });
});

describe('keys and tokens', () => {
  const wrong = 'wrong secret, which the key check comes before';

  it('an unknown and an inactive key are refused alike', async () => {
    const unknown = { accessKeyId: 'AKIAUNKNOWNUNKNOWN00', secretAccessKey: wrong };
    await expect(identity({ credentials: unknown })).resolves.toEqual(invalidToken);
    const known = { accessKeyId: inactive?.accessKeyId ?? '', secretAccessKey: wrong };
    await expect(identity({ credentials: known })).resolves.toEqual(invalidToken);
  });

  it('a temporary key needs its own, unchanged token', async () => {
    const [first, second] = await Promise.all([session(), session()]);
    const { accessKeyId, secretAccessKey, sessionToken = '' } = first;
    await expect(
      call(endpoint.url, 'GetCallerIdentity', {}, { date: now, credentials: first }),
    ).resolves.toMatchObject({ Arn: 'arn:aws:iam::123456789012:user/alice' });
    for (const token of [second.sessionToken ?? '', sessionToken.replace(/.$/u, ''), `${sessionToken}AAAA`]) {
      const credentials = { accessKeyId, secretAccessKey, sessionToken: token };
      await expect(identity({ credentials })).resolves.toEqual(invalidToken);
    }
    await expect(identity({ credentials: { accessKeyId, secretAccessKey } })).resolves.toEqual(invalidToken);
    const mixed = { ...alice, sessionToken };
    await expect(identity({ credentials: mixed })).resolves.toEqual(invalidToken);
  });

  it('an expired token is told before a wrong signature', async () => {
    const credentials = { ...(await session()), secretAccessKey: wrong };
    clock = new Date(now.getTime() + 900_000);
    const answered = await identity({ credentials, date: clock });
    clock = now;
    expect(answered).toEqual({
      status: 403,
      code: 'ExpiredToken',
      message: 'The security token included in the request is expired',
    });
  });

  it('a session dies with its role, also when another takes its name', async () => {
    const input = { RoleArn: roleArn(defaultWorld, 'demo'), RoleSessionName: 'session' };
    const before = await startReference({ clock: () => now, random: counting() });
    const { Credentials } = await call(before.url, 'AssumeRole', input, { date: now });
    await before.close();
    const roles = defaultWorld.roles.map((role, index) => ({
      ...role,
      roleId: `AROAANOTHERANOTHER0${10 + index}`,
    }));
    const after = await startReference({
      clock: () => now,
      random: counting(),
      world: { ...defaultWorld, roles },
    });
    const credentials = Credentials && signingOf(Credentials);
    const options = { date: now, ...(credentials && { credentials }) };
    await expect(refusal(after.url, 'GetCallerIdentity', {}, options)).resolves.toEqual(invalidToken);
    await after.close();
  });
});

describe('time', () => {
  it.each<[number, RegExp]>([
    [
      -901,
      /^Signature expired: 20260719T114459Z is now earlier than 20260719T114500Z \(20260719T120000Z - 15 min\.\)$/u,
    ],
    [
      901,
      /^Signature not yet current: 20260719T121501Z is still later than 20260719T121500Z \(20260719T120000Z \+ 15 min\.\)$/u,
    ],
  ])('%i seconds off is refused', async (seconds, text) => {
    const date = new Date(now.getTime() + seconds * 1000);
    const answered = await identity({ date });
    expect(answered).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    expect(answered.message).toMatch(text);
  });

  it.each([-900, 900])('%i seconds off is accepted', async (seconds) => {
    const date = new Date(now.getTime() + seconds * 1000);
    await expect(call(endpoint.url, 'GetCallerIdentity', {}, { date })).resolves.toBeDefined();
  });
});

describe('an Authorization header that cannot be read', () => {
  const signed =
    'AWS4-HMAC-SHA256 Credential=A/20260719/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0';

  it.each<[string, string, number, string]>([
    ['no pairs', 'Basic dXNlcjpwYXNz', 400, 'IncompleteSignature'],
    ['a blank in a value', signed.replace('=A/', '=A B/'), 400, 'IncompleteSignature'],
    ['no signature', signed.replace(/, Signature.*/u, ''), 400, 'IncompleteSignature'],
    ['four elements of scope', signed.replace('/sts', ''), 400, 'IncompleteSignature'],
    ['another terminator', signed.replace('aws4_request', 'aws5_request'), 403, 'SignatureDoesNotMatch'],
    ['another day', signed.replace('20260719', '20260718'), 403, 'SignatureDoesNotMatch'],
    ['host not signed', signed.replace('=host', '=x-amz-date'), 403, 'SignatureDoesNotMatch'],
    ['SigV4a', signed.replace('AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256'), 400, 'IncompleteSignature'],
  ])('has its code: %s', async (_what, authorization, status, code) => {
    const headers = { authorization, 'x-amz-date': '20260719T120000Z' };
    await expect(identity({ credentials: null, headers })).resolves.toMatchObject({ status, code });
  });

  it('has its code: no date, or a date of another form', async () => {
    const without = await identity({ credentials: null, headers: { authorization: signed } });
    expect(without).toMatchObject({ status: 400, code: 'IncompleteSignature' });
    const headers = { authorization: signed, 'x-amz-date': '2026-07-19T12:00:00Z' };
    const other = await identity({ credentials: null, headers });
    expect(other.message).toContain("Date must be in ISO-8601 'basic format'. Got '2026-07-19T12:00:00Z'.");
  });
});

it('no authentication at all has its own code', async () => {
  await expect(identity({ credentials: null })).resolves.toEqual({
    status: 403,
    code: 'MissingAuthenticationToken',
    message: 'Request is missing Authentication Token',
  });
});

it('unsigned operations stay unsigned, even with a bad signature', async () => {
  const { text } = await send(
    endpoint.url,
    'AssumeRoleWithWebIdentity',
    { RoleArn: roleArn(defaultWorld, 'web'), RoleSessionName: 'session', WebIdentityToken: 'none' },
    { credentials: { ...alice, secretAccessKey: 'wrong' } },
  );
  expect(readErrorResponse(text).code).toBe('InvalidIdentityToken');
});

async function session(): Promise<Signing> {
  const { Credentials } = await call(
    endpoint.url,
    'GetSessionToken',
    { DurationSeconds: 900 },
    { date: now },
  );
  if (Credentials === undefined) throw new Error('no credentials');
  return signingOf(Credentials);
}

async function presigned(url: string, credentials: Signing, method: string): Promise<string> {
  const { SignatureV4 } = await import('@smithy/signature-v4');
  const { Sha256 } = await import('@aws-crypto/sha256-js');
  const { hostname, port, host } = new URL(url);
  const signer = new SignatureV4({ credentials, region: 'us-east-1', service: 'sts', sha256: Sha256 });
  const request = await signer.presign(
    {
      method,
      protocol: 'http:',
      hostname,
      port: Number(port),
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: { host },
    },
    { signingDate: now, expiresIn: 1 },
  );
  return `${url}/?${new URLSearchParams(request.query as Record<string, string>).toString()}`;
}
