import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { OutgoingRequest } from './exchange.js';
import { sign } from './signer.js';

const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const date = new Date('2026-07-19T12:34:56Z');
const formHeaders = [['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8']] as const;

function value(request: OutgoingRequest, name: string): string | undefined {
  return request.headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

function signature(request: OutgoingRequest): string | undefined {
  return /Signature=([0-9a-f]{64})$/.exec(value(request, 'authorization') ?? '')?.[1];
}

function sha(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

/** Signature Version 4 as its documentation spells it, over what is on the wire; parameters are single-encoded. */
function recompute(request: OutgoingRequest, secret: string): string {
  const authorization = value(request, 'authorization') ?? '';
  const [, scope = '', signedNames = ''] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+)/.exec(authorization) ?? [];
  const [path = '', query = ''] = request.path.split('?');
  const canonicalPath = path.split('/').map(encodeURIComponent).join('/');
  const canonicalQuery = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort()
    .join('&');
  const names = signedNames.split(';');
  const headers = names.map((name) => {
    const values = request.headers
      .filter(([key]) => key.toLowerCase() === name)
      .map(([, text]) => text.trim());
    return `${name}:${values.join(',')}\n`;
  });
  const canonical = [
    request.method,
    canonicalPath,
    canonicalQuery,
    headers.join(''),
    signedNames,
    sha(request.body),
  ];
  const toSign = ['AWS4-HMAC-SHA256', value(request, 'x-amz-date'), scope, sha(canonical.join('\n'))].join(
    '\n',
  );
  let key: string | Buffer = `AWS4${secret}`;
  for (const part of scope.split('/')) key = hmac(key, part);
  return hmac(key, toSign).toString('hex');
}

describe('sign gives the signatures of botocore', () => {
  it('for a form under a base path', async () => {
    const signed = await sign(
      {
        method: 'POST',
        path: '/sts/',
        headers: formHeaders,
        body: 'Action=GetCallerIdentity&Version=2011-06-15',
      },
      '127.0.0.1:4000',
      { credentials, region: 'us-east-1', date },
    );
    expect(value(signed, 'authorization')).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260719/us-east-1/sts/aws4_request, ' +
        'SignedHeaders=content-type;host;x-amz-date, ' +
        'Signature=4ddd6a3f1161d40aae80b33e728e25801fc43b5cd8310265b5e86ab9cd1abd63',
    );
    expect(value(signed, 'x-amz-date')).toBe('20260719T123456Z');
    expect(value(signed, 'host')).toBe('127.0.0.1:4000');
    expect(value(signed, 'x-amz-content-sha256')).toBeUndefined();
  });

  it('with a session token and another region', async () => {
    const signed = await sign(
      {
        method: 'POST',
        path: '/',
        headers: formHeaders,
        body: 'Action=AssumeRole&Version=2011-06-15&RoleSessionName=a%20b%2Bc&X=%E2%82%AC',
      },
      'localhost:5555',
      {
        credentials: { ...credentials, sessionToken: 'FwoGZXIvYXdzEXAMPLE+/=' },
        region: 'eu-central-1',
        date,
      },
    );
    expect(signature(signed)).toBe('576df55a258f424984bcef00589fed60bf3dc647b536ff60d3be72a953d7c77b');
    expect(value(signed, 'x-amz-security-token')).toBe('FwoGZXIvYXdzEXAMPLE+/=');
  });

  it.each([
    [
      '/?Action=GetCallerIdentity&Version=2011-06-15',
      '8f1e9ed0792c658d2424b648ccf771ba3d54d099edf584bc985e8dbd9b979eb0',
    ],
    ['/a%2Fb/c?b=2&a=%20x&b=1&c&a=%2B', '96a42498510c14ea2754049d7f5c8e466d55b020a889878d14a3161c47d5606e'],
  ])('for the query of GET %s', async (path, expected) => {
    const signed = await sign({ method: 'GET', path, headers: [], body: '' }, '127.0.0.1:4000', {
      credentials,
      region: 'us-east-1',
      date,
    });
    expect(signature(signed)).toBe(expected);
    expect(signed.path).toBe(path);
  });
});

describe('sign covers what is sent', () => {
  const request: OutgoingRequest = {
    method: 'POST',
    path: '/base/path/?tag=b&tag=a&empty=',
    headers: [...formHeaders, ['X-Twice', 'one'], ['x-twice', ' two ']],
    body: Uint8Array.of(0x41, 0xff, 0x00, 0xfe),
  };
  const options = { credentials, region: 'us-east-1', date };

  it('also repeated parameters, repeated headers and bytes that are not UTF-8', async () => {
    const signed = await sign(request, 'localhost', options);
    expect(signature(signed)).toBe(recompute(signed, credentials.secretAccessKey));
    expect(signed.body).toBe(request.body);
    expect(signed.headers.filter(([name]) => name.toLowerCase() === 'x-twice')).toEqual([
      ['X-Twice', 'one'],
      ['x-twice', ' two '],
    ]);
  });

  it('so that any other key, region, service, date or body gives another signature', async () => {
    const signatures = await Promise.all(
      [
        sign(request, 'localhost', options),
        sign(request, 'localhost', { ...options, credentials: { ...credentials, secretAccessKey: 'other' } }),
        sign(request, 'localhost', { ...options, region: 'eu-west-1' }),
        sign(request, 'localhost', { ...options, service: 'iam' }),
        sign(request, 'localhost', { ...options, date: new Date('2026-07-19T12:34:57Z') }),
        sign({ ...request, body: 'A' }, 'localhost', options),
        sign(request, 'localhost:1', options),
      ].map(async (signed) => signature(await signed)),
    );
    expect(new Set(signatures).size).toBe(7);
    expect(signatures).not.toContain(undefined);
  });

  it('and replaces what an earlier signature left', async () => {
    const once = await sign(request, 'localhost', { ...options, region: 'eu-west-1' });
    const again = await sign(once, 'localhost', options);
    expect(again).toEqual(await sign(request, 'localhost', options));
  });
});
