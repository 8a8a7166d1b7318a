/** What successful answers say, and in which order. */
import { describe, expect, it } from 'vitest';
import type { Draft, OperationInputs, OperationName } from '../generated/index.js';
import { roleArn } from '../world/lookup.js';
import { mintWebIdentityToken } from '../world/mint.js';
import { call, send } from './testdata/client.js';
import { as, assume, date, now, sessionOf, unsigned, useEndpoint, world } from './testdata/harness.js';

const endpoint = useEndpoint();

describe('members of answers', () => {
  it('stand in the order of live answers', async () => {
    expect(await order('GetCallerIdentity', {})).toEqual([
      'GetCallerIdentityResult',
      'Arn',
      'UserId',
      'Account',
      'ResponseMetadata',
      'RequestId',
    ]);
    expect(await order('AssumeRole', assume('demo', { SourceIdentity: 'alice' }))).toEqual([
      'AssumeRoleResult',
      'AssumedRoleUser',
      'AssumedRoleId',
      'Arn',
      'Credentials',
      'AccessKeyId',
      'SecretAccessKey',
      'SessionToken',
      'Expiration',
      'SourceIdentity',
      'ResponseMetadata',
      'RequestId',
    ]);
    const WebIdentityToken = await mintWebIdentityToken(world, {
      subject: 'subject',
      audience: 'sts.amazonaws.com',
      now,
    });
    const input = { RoleArn: roleArn(world, 'web'), RoleSessionName: 'web', WebIdentityToken };
    const members = ['Audience', 'AssumedRoleUser', 'Provider', 'Credentials', 'SubjectFromWebIdentityToken'];
    const found = await order('AssumeRoleWithWebIdentity', input, unsigned);
    expect(found.filter((name) => members.includes(name))).toEqual(members);
  });

  it('have numbers for instants in JSON', async () => {
    const { text } = await send(
      endpoint.url,
      'GetSessionToken',
      {},
      { ...date, headers: { accept: 'application/json' } },
    );
    expect(JSON.parse(text)).toMatchObject({
      GetSessionTokenResponse: {
        GetSessionTokenResult: { Credentials: { Expiration: Date.parse('2026-07-20T00:00:00Z') / 1000 } },
      },
    });
  });

  it('expire after the default of each operation', async () => {
    expect(await lives('AssumeRole', assume('demo'))).toBe(3600);
    expect(await lives('GetFederationToken', { Name: 'Jean' })).toBe(43_200);
    const TaskPolicyArn = { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' };
    expect(await lives('AssumeRoot', { TargetPrincipal: '111122223333', TaskPolicyArn })).toBe(900);
  });

  it('name the caller whatever its policies deny', async () => {
    const Policy = JSON.stringify({ Statement: { Effect: 'Deny', Action: '*', Resource: '*' } });
    const session = as(await sessionOf(endpoint.url, 'demo', { Policy }));
    expect((await call(endpoint.url, 'GetCallerIdentity', {}, session)).UserId).toBe(
      `${world.roles[0]?.roleId}:session`,
    );
  });
});

async function order<Name extends OperationName>(
  name: Name,
  input: OperationInputs[Name],
  options = date,
): Promise<readonly string[]> {
  const { text } = await send(endpoint.url, name, input as Draft<OperationInputs[Name]>, options);
  return [...text.matchAll(/<(\w+)>/gu)].map(([, element = '']) => element);
}

async function lives(
  name: 'AssumeRole' | 'GetFederationToken' | 'AssumeRoot',
  input: object,
): Promise<number> {
  const output = (await call(endpoint.url, name, input as never, date)) as {
    Credentials?: { Expiration: Date };
  };
  return (Number(output.Credentials?.Expiration) - now.getTime()) / 1000;
}
