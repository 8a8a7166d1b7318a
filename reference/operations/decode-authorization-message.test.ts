import { describe, expect, it } from 'vitest';
import { roleArn } from '../../world/lookup.js';
import { bob, call, refusal, send } from '../testdata/client.js';
import { as, assume, date, sessionOf, useEndpoint, world } from '../testdata/harness.js';

const header = 'x-sts-conformance-encoded-authorization-message';
const denies = {
  Sid: 'NoChains',
  Effect: 'Deny',
  Action: 'sts:*',
  Resource: '*',
  Condition: { Bool: { 'aws:SecureTransport': false } },
};
const frank = { accessKeyId: 'AKIAFRANKFRANKFRANK0', secretAccessKey: 'frank secret', active: true };
const endpoint = useEndpoint({
  ...world,
  users: [
    ...world.users,
    {
      name: 'frank',
      userId: 'AIDAFRANKFRANKFRANKFR',
      accessKeys: [frank],
      mfaDevices: [],
      policies: [{ Version: '2012-10-17', Statement: denies }],
    },
  ],
});

async function messageOf(credentials: Parameters<typeof as>[0]): Promise<string> {
  const { status, headers } = await send(endpoint.url, 'AssumeRole', assume('demo'), as(credentials));
  expect(status).toBe(403);
  return headers.get(header) ?? '';
}

async function decode(EncodedMessage: string): Promise<Record<string, unknown>> {
  const { DecodedMessage } = await call(endpoint.url, 'DecodeAuthorizationMessage', { EncodedMessage }, date);
  return JSON.parse(DecodedMessage ?? '') as Record<string, unknown>;
}

describe('DecodeAuthorizationMessage', () => {
  it('decodes the message of a denial that this endpoint answered', async () => {
    const decoded = await decode(await messageOf(bob));
    expect(decoded).toMatchObject({
      allowed: false,
      explicitDeny: false,
      matchedStatements: { items: [] },
      failures: { items: [] },
      context: {
        principal: { id: 'AIDA3D4LKY6FE5XJMJ6EO', name: 'bob', arn: 'arn:aws:iam::123456789012:user/bob' },
        action: 'sts:AssumeRole',
        resource: roleArn(world, 'demo'),
      },
    });
    expect(decoded).toHaveProperty(
      'context.conditions.items',
      expect.arrayContaining([{ key: 'sts:rolesessionname', values: { items: [{ value: 'session' }] } }]),
    );
  });

  it('tells the statement that denied', async () => {
    expect(await decode(await messageOf(frank))).toMatchObject({
      explicitDeny: true,
      matchedStatements: {
        items: [{ statementId: 'NoChains', effect: 'DENY', actions: { items: [{ value: 'sts:*' }] } }],
      },
    });
  });

  it('has no message where no policy decided, nor in a success', async () => {
    const session = await sessionOf(endpoint.url, 'demo');
    const refused = await send(endpoint.url, 'GetSessionToken', {}, as(session));
    expect([refused.status, refused.headers.get(header)]).toEqual([403, null]);
    expect((await send(endpoint.url, 'GetCallerIdentity', {}, date)).headers.get(header)).toBeNull();
  });

  it('refuses a message with any part changed, and sealed texts of another kind', async () => {
    const message = Buffer.from(await messageOf(bob), 'base64');
    const { sessionToken = '' } = await sessionOf(endpoint.url, 'demo');
    const changed = Array.from({ length: 16 }, (_, index) => {
      const copy = Buffer.from(message);
      const at = Math.floor((index * copy.length) / 16);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy.toString('base64');
    });
    for (const EncodedMessage of [
      ...changed,
      message.subarray(1).toString('base64'),
      sessionToken,
      'garbage',
    ]) {
      const answered = await refusal(endpoint.url, 'DecodeAuthorizationMessage', { EncodedMessage }, date);
      expect(answered).toMatchObject({ status: 400, code: 'InvalidAuthorizationMessageException' });
    }
  });

  it('stays short enough to be decoded, whatever the request says', async () => {
    const Tags = Array.from({ length: 50 }, (_, at) => ({
      Key: `${at}${random(100)}`,
      Value: random(at + 200),
    }));
    const { headers } = await send(endpoint.url, 'AssumeRole', assume('demo', { Tags }), as(bob));
    const message = headers.get(header) ?? '';
    expect(message.length).toBeLessThanOrEqual(10_240);
    expect(await decode(message)).toMatchObject({ context: { action: 'sts:AssumeRole' } });
  });
});

function random(size: number): string {
  return Array.from({ length: size }, (_, at) => ((at * at * 7919) % 36).toString(36)).join('');
}
