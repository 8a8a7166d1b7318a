import { describe, expect, it } from 'vitest';
import { roleArn } from '../../world/lookup.js';
import { call, refusal } from '../testdata/client.js';
import { as, date, signed, useEndpoint, world } from '../testdata/harness.js';

const endpoint = useEndpoint();

describe('GetDelegatedAccessToken', () => {
  const [reusable = '', once = '', expired = ''] = world.delegationRequests.map(
    ({ tradeInToken }) => tradeInToken,
  );

  it('redeems a reusable token again and again, the other once', async () => {
    for (const TradeInToken of [reusable, reusable, once]) {
      const output = await call(endpoint.url, 'GetDelegatedAccessToken', { TradeInToken }, date);
      expect(output.AssumedPrincipal).toBe(roleArn(world, 'demo'));
      await expect(
        call(endpoint.url, 'GetCallerIdentity', {}, as(signed(output.Credentials))),
      ).resolves.toBeDefined();
    }
    const answered = await refusal(endpoint.url, 'GetDelegatedAccessToken', { TradeInToken: once }, date);
    expect(answered).toMatchObject({ status: 400, code: 'ExpiredTradeInTokenException' });
  });

  it('refuses expired and unknown tokens', async () => {
    expect(
      (await refusal(endpoint.url, 'GetDelegatedAccessToken', { TradeInToken: expired }, date)).code,
    ).toBe('ExpiredTradeInTokenException');
    expect(
      (await refusal(endpoint.url, 'GetDelegatedAccessToken', { TradeInToken: 'unknown' }, date)).code,
    ).toBe('AccessDenied');
  });
});
