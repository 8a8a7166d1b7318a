import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultWorld } from '../world/default.js';
import { isAwsHost, isLoopbackHost } from './aws-hosts.js';
import { buildTarget, TargetError, type TargetOptions } from './target.js';

function problemsOf(options: TargetOptions): readonly string[] {
  try {
    buildTarget(options);
  } catch (error) {
    if (error instanceof TargetError) return error.problems.map(({ option }) => option);
    throw error;
  }
  return [];
}

describe('isAwsHost', () => {
  it.each([
    'sts.amazonaws.com',
    'STS.US-EAST-1.AMAZONAWS.COM',
    'sts.us-east-1.amazonaws.com.',
    'sts.us-east-1.amazonaws.com..',
    'sts.cn-north-1.amazonaws.com.cn',
    'sts.cn-north-1.api.amazonwebservices.com.cn',
    'sts.us-east-1.api.aws',
    'sts-fips.us-gov-east-1.api.aws',
    'sts.us-iso-east-1.c2s.ic.gov',
    'sts.us-isob-east-1.sc2s.sgov.gov',
    'sts.eu-isoe-west-1.cloud.adc-e.uk',
    'sts.us-isof-south-1.csp.hci.ic.gov',
    'sts.eusc-de-east-1.amazonaws.eu',
    'vpce-0a1b-xyz.sts.us-east-1.vpce.amazonaws.com',
    'vpce-0a1b-xyz.sts.cn-north-1.vpce.amazonaws.com.cn',
    'amazonaws.com',
    'sts.amazonaws%2Ecom',
    'sts.amazonaws%2ecom%2E',
    'sts.ａｍａｚｏｎａｗｓ.com',
    'sts。amazonaws。com',
    'sts.amazon\u00ADaws.com',
  ])('knows %s', (host) => {
    expect(isAwsHost(host)).toBe(true);
  });

  it.each([
    'localhost',
    '127.0.0.1',
    '[::ffff:34.200.1.1]',
    'notamazonaws.com',
    'amazonaws.com.example',
    'sts.example',
    'api.awsome.example',
  ])('lets %s through', (host) => {
    expect(isAwsHost(host)).toBe(false);
  });
});

describe('isLoopbackHost', () => {
  it.each([
    'localhost',
    'sts.localhost.',
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '2130706433',
    '[::1]',
    '[::ffff:127.0.0.9]',
  ])('takes %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });
  it.each([
    'example.com',
    '10.0.0.1',
    '0.0.0.0',
    '127.0.0.1.example',
    '[::ffff:10.0.0.1]',
    'localhost.example',
  ])('refuses %s', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});

describe('buildTarget', () => {
  it('keeps the base path and takes the dummy key of the world', () => {
    const target = buildTarget({ endpoint: 'http://127.0.0.1:4000/sts/' });
    expect(target.endpoint.href).toBe('http://127.0.0.1:4000/sts/');
    expect(target.region).toBe('us-east-1');
    expect(target.credentialsSource).toBe('dummy');
    expect(target.credentials.accessKeyId).toBe(defaultWorld.users[0]?.accessKeys[0]?.accessKeyId);
  });

  it('never takes the credentials of the environment unasked', () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIAREAL', AWS_SECRET_ACCESS_KEY: 'real' };
    expect(buildTarget({ endpoint: 'http://127.0.0.1', env }).credentials.accessKeyId).not.toBe('AKIAREAL');
    const asked = buildTarget({ endpoint: 'http://127.0.0.1', env, credentials: 'env' });
    expect(asked.credentials).toMatchObject({ accessKeyId: 'AKIAREAL', secretAccessKey: 'real' });
    expect(asked.credentialsSource).toBe('environment');
  });

  it('sends them over https, or to loopback, and nowhere else', () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIAREAL', AWS_SECRET_ACCESS_KEY: 'real', AWS_SESSION_TOKEN: 'token' };
    const options = { env, credentials: 'env' } as const;
    expect(problemsOf({ ...options, endpoint: 'http://sts.example:4000' })).toEqual(['credentials']);
    expect(problemsOf({ ...options, endpoint: 'https://sts.example:4000' })).toEqual([]);
    expect(problemsOf({ ...options, endpoint: 'http://[::1]:4000' })).toEqual([]);
    expect(problemsOf({ endpoint: 'https://sts.example', env: {}, credentials: 'env' })).toEqual([
      'credentials',
    ]);
  });

  it('says everything that is wrong at once, on one line', () => {
    const options = {
      endpoint: 'https://sts.us-east-1.amazonaws.com',
      region: 'us east',
      accessKeyId: 'AKIA',
      caFile: '/no/such/file.pem',
    };
    expect(problemsOf(options).toSorted()).toEqual(['caFile', 'endpoint', 'region', 'secretAccessKey']);
    expect(() => buildTarget(options)).toThrow(/^[^\n]*host of AWS[^\n]*$/);
  });

  it.each([
    'nonsense',
    'ftp://127.0.0.1',
    'http://user:pw@127.0.0.1',
    'http://127.0.0.1/?a=b',
    'http://127.0.0.1/#x',
    'http://sts.amazonaws.com:80/',
  ])('refuses %s', (endpoint) => {
    expect(problemsOf({ endpoint })).toEqual(['endpoint']);
  });

  it('never shows a credential', () => {
    const secret = 'line\nbreak-secret';
    const run = (): unknown =>
      buildTarget({
        endpoint: 'http://127.0.0.1',
        accessKeyId: 'AKIA',
        secretAccessKey: 's',
        sessionToken: secret,
      });
    expect(run).toThrow(TargetError);
    expect(run).not.toThrow(/break-secret/);
  });

  it('reads the CA file for https', () => {
    const directory = mkdtempSync(join(tmpdir(), 'target-'));
    try {
      const file = join(directory, 'ca.pem');
      writeFileSync(file, 'no certificate');
      expect(problemsOf({ endpoint: 'https://127.0.0.1', caFile: file })).toEqual(['caFile']);
      writeFileSync(file, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
      expect(buildTarget({ endpoint: 'https://127.0.0.1', caFile: file }).caCertificate).toContain('AAAA');
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
