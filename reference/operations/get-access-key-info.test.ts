import { describe, expect, it } from 'vitest';
import { activeKey } from '../../world/lookup.js';
import { bob, call, refusal } from '../testdata/client.js';
import { as, date, rootKey, sessionOf, useEndpoint, world } from '../testdata/harness.js';

const endpoint = useEndpoint();

describe('GetAccessKeyInfo and DecodeAuthorizationMessage', () => {
  const [message] = world.authorizationMessages;

  it('know the keys and messages of the world', async () => {
    const issued = await sessionOf(endpoint.url, 'demo');
    for (const { accessKeyId } of [bob, activeKey(world, 'alice'), rootKey, issued]) {
      const output = await call(endpoint.url, 'GetAccessKeyInfo', { AccessKeyId: accessKeyId }, date);
      expect(output.Account).toBe('123456789012');
    }
    const decoded = await call(
      endpoint.url,
      'DecodeAuthorizationMessage',
      { EncodedMessage: message?.encoded ?? '' },
      date,
    );
    expect(decoded.DecodedMessage).toBe(message?.decoded);
  });

  it('refuse what they do not know', async () => {
    expect(
      (await refusal(endpoint.url, 'GetAccessKeyInfo', { AccessKeyId: 'A'.repeat(128) }, date)).code,
    ).toBe('InvalidParameterValue');
    const answered = await refusal(
      endpoint.url,
      'DecodeAuthorizationMessage',
      { EncodedMessage: 'garbage' },
      date,
    );
    expect(answered).toMatchObject({ status: 400, code: 'InvalidAuthorizationMessageException' });
  });

  it('say why a caller may not', async () => {
    for (const [name, input] of [
      ['GetAccessKeyInfo', { AccessKeyId: bob.accessKeyId }],
      ['DecodeAuthorizationMessage', { EncodedMessage: 'garbage' }],
    ] as const) {
      expect((await refusal(endpoint.url, name, input, as(bob))).message).toBe(
        `User: arn:aws:iam::123456789012:user/bob is not authorized to perform: sts:${name} because no identity-based policy allows the sts:${name} action`,
      );
    }
  });
});
