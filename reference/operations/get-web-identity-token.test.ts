import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { roleArn } from '../../world/lookup.js';
import { startReference } from '../index.js';
import { call, refusal } from '../testdata/client.js';
import { as, date, now, sessionOf, useEndpoint, world } from '../testdata/harness.js';

const endpoint = useEndpoint();

describe('GetWebIdentityToken', () => {
  it.each(['RS256', 'ES384'])('signs with %s', async (SigningAlgorithm) => {
    const input = {
      Audience: ['https://api.example'],
      SigningAlgorithm,
      Tags: [{ Key: 'Team', Value: 'a' }],
    };
    const output = await call(endpoint.url, 'GetWebIdentityToken', input, date);
    expect(output.Expiration).toEqual(new Date('2026-07-19T12:05:00Z'));
    const token = output.WebIdentityToken ?? '';
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'JWT', alg: SigningAlgorithm });
    expect(decodeJwt(token)).toMatchObject({
      iss: `${endpoint.url}/outbound/123456789012`,
      aud: 'https://api.example',
      sub: 'arn:aws:iam::123456789012:user/alice',
      exp: now.getTime() / 1000 + 300,
      'https://sts.amazonaws.com/': { aws_account: '123456789012', request_tags: { Team: 'a' } },
    });
  });

  it('names the role of a session', async () => {
    const input = { Audience: ['a', 'b'], SigningAlgorithm: 'RS256' };
    const output = await call(
      endpoint.url,
      'GetWebIdentityToken',
      input,
      as(await sessionOf(endpoint.url, 'demo')),
    );
    expect(decodeJwt(output.WebIdentityToken ?? '')).toMatchObject({
      sub: roleArn(world, 'demo'),
      aud: ['a', 'b'],
    });
  });

  it('needs its permissions: one more for tags, and what they say of audience and duration', async () => {
    const Condition = {
      'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': 'https://api.example' },
      NumericLessThanEquals: { 'sts:DurationSeconds': 300 },
    };
    const Statement = { Effect: 'Allow', Action: 'sts:GetWebIdentityToken', Resource: '*', Condition };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    const session = as(await sessionOf(endpoint.url, 'demo', { Policy }));
    const input = { Audience: ['https://api.example'], SigningAlgorithm: 'RS256' };
    await expect(call(endpoint.url, 'GetWebIdentityToken', input, session)).resolves.toBeDefined();
    const text = async (
      changes: Partial<typeof input> & { DurationSeconds?: number; Tags?: { Key: string; Value: string }[] },
    ): Promise<unknown> =>
      (await refusal(endpoint.url, 'GetWebIdentityToken', { ...input, ...changes }, session)).message;
    expect(await text({ Audience: ['https://api.example', 'other'] })).toBe(
      refused('sts:GetWebIdentityToken'),
    );
    expect(await text({ DurationSeconds: 301 })).toBe(refused('sts:GetWebIdentityToken'));
    expect(await text({ Tags: [{ Key: 'a', Value: 'b' }] })).toBe(refused('sts:TagGetWebIdentityToken'));
  });

  it('is refused with the codes of the model', async () => {
    const input = { Audience: ['a'], SigningAlgorithm: 'RS256' };
    const session = as(await sessionOf(endpoint.url, 'demo', { DurationSeconds: 900 }));
    expect(
      (await refusal(endpoint.url, 'GetWebIdentityToken', { ...input, DurationSeconds: 901 }, session)).code,
    ).toBe('SessionDurationEscalationException');
    expect(
      (await refusal(endpoint.url, 'GetWebIdentityToken', { ...input, SigningAlgorithm: 'RS512' }, date))
        .code,
    ).toBe('InvalidParameterValue');
    const Tags = Array.from({ length: 50 }, (_, index) => ({
      Key: `${index}${'k'.repeat(120)}`,
      Value: 'v'.repeat(256),
    }));
    expect((await refusal(endpoint.url, 'GetWebIdentityToken', { ...input, Tags }, date)).code).toBe(
      'JWTPayloadSizeExceededException',
    );
    const { outboundFederation: _, ...without } = world;
    const off = await startReference({ world: without, clock: () => now });
    const answered = await refusal(off.url, 'GetWebIdentityToken', input, date);
    await off.close();
    expect(answered).toMatchObject({ status: 403, code: 'OutboundWebIdentityFederationDisabledException' });
  });
});

function refused(action: string): string {
  const caller = 'arn:aws:sts::123456789012:assumed-role/demo/session';
  return `User: ${caller} is not authorized to perform: ${action} because no session policy allows the ${action} action`;
}
