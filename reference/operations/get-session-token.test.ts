import { describe, expect, it } from 'vitest';
import { bob, call, refusal } from '../testdata/client.js';
import { as, date, rootKey, sessionOf, signed, useEndpoint } from '../testdata/harness.js';

const endpoint = useEndpoint();

describe('GetSessionToken and GetFederationToken', () => {
  it('stand for the user, for twelve hours', async () => {
    const { Credentials } = await call(endpoint.url, 'GetSessionToken', {}, as(bob));
    expect(Credentials?.Expiration).toEqual(new Date('2026-07-20T00:00:00Z'));
    const identity = await call(endpoint.url, 'GetCallerIdentity', {}, as(signed(Credentials)));
    expect(identity.Arn).toBe('arn:aws:iam::123456789012:user/bob');
  });

  it('name the federated user, and always have a packed size', async () => {
    const output = await call(endpoint.url, 'GetFederationToken', { Name: 'Jean' }, date);
    expect(output.FederatedUser).toEqual({
      FederatedUserId: '123456789012:Jean',
      Arn: 'arn:aws:sts::123456789012:federated-user/Jean',
    });
    expect(output.PackedPolicySize).toBe(0);
    const identity = await call(endpoint.url, 'GetCallerIdentity', {}, as(signed(output.Credentials)));
    expect(identity.Arn).toBe('arn:aws:sts::123456789012:federated-user/Jean');
    expect(
      (
        await refusal(
          endpoint.url,
          'GetAccessKeyInfo',
          { AccessKeyId: bob.accessKeyId },
          as(signed(output.Credentials)),
        )
      ).code,
    ).toBe('AccessDenied');
  });

  it('last an hour for the root user, whatever it asks', async () => {
    const { Credentials } = await call(
      endpoint.url,
      'GetSessionToken',
      { DurationSeconds: 7200 },
      as(rootKey),
    );
    expect(Credentials?.Expiration).toEqual(new Date('2026-07-19T13:00:00Z'));
  });

  it('are refused with temporary credentials', async () => {
    const credentials = as(await sessionOf(endpoint.url, 'demo'));
    expect(await refusal(endpoint.url, 'GetSessionToken', {}, credentials)).toEqual({
      status: 403,
      code: 'AccessDenied',
      message: 'Cannot call GetSessionToken with session credentials',
    });
    expect(await refusal(endpoint.url, 'GetFederationToken', { Name: 'Jean' }, credentials)).toEqual({
      status: 403,
      code: 'AccessDenied',
      message: 'Cannot call GetFederationToken with session credentials',
    });
  });

  it('need a permission for federation alone', async () => {
    expect(await refusal(endpoint.url, 'GetFederationToken', { Name: 'Jean' }, as(bob))).toEqual({
      status: 403,
      code: 'AccessDenied',
      message:
        'User: arn:aws:iam::123456789012:user/bob is not authorized to perform: sts:GetFederationToken on resource: arn:aws:sts::123456789012:federated-user/Jean',
    });
  });
});
