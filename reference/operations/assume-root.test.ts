import { describe, expect, it } from 'vitest';
import { startReference } from '../index.js';
import { bob, call, refusal } from '../testdata/client.js';
import { as, date, now, rootKey, sessionOf, signed, useEndpoint, world } from '../testdata/harness.js';

const endpoint = useEndpoint();

describe('AssumeRoot', () => {
  const TaskPolicyArn = { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' };
  const TargetPrincipal = '111122223333';

  it('gives the root user of a member account for 15 minutes', async () => {
    const output = await call(endpoint.url, 'AssumeRoot', { TargetPrincipal, TaskPolicyArn }, date);
    expect(output.Credentials?.Expiration).toEqual(new Date('2026-07-19T12:15:00Z'));
    const identity = await call(endpoint.url, 'GetCallerIdentity', {}, as(signed(output.Credentials)));
    expect(identity).toEqual({
      Arn: 'arn:aws:iam::111122223333:root',
      UserId: '111122223333',
      Account: '111122223333',
    });
    const byArn = { TargetPrincipal: 'arn:aws:iam::111122223333:root', TaskPolicyArn, DurationSeconds: 0 };
    const atOnce = await call(endpoint.url, 'AssumeRoot', byArn, date);
    expect(atOnce.Credentials?.Expiration).toEqual(now);
  });

  it.each([
    'IAMAuditRootUserCredentials',
    'IAMCreateRootUserPassword',
    'IAMDeleteRootUserCredentials',
    'S3UnlockBucketPolicy',
    'SQSUnlockQueuePolicy',
  ])('takes the five task policies, and allows nothing else: %s', async (name) => {
    const task = { arn: `arn:aws:iam::aws:policy/root-task/${name}` };
    const output = await call(endpoint.url, 'AssumeRoot', { TargetPrincipal, TaskPolicyArn: task }, date);
    const input = { AccessKeyId: bob.accessKeyId };
    const answered = await refusal(endpoint.url, 'GetAccessKeyInfo', input, as(signed(output.Credentials)));
    expect(answered.code).toBe('AccessDenied');
  });

  it('carries the source identity of the session that asks', async () => {
    const session = as(await sessionOf(endpoint.url, 'demo', { SourceIdentity: 'alice' }));
    const output = await call(endpoint.url, 'AssumeRoot', { TargetPrincipal, TaskPolicyArn }, session);
    expect(output.SourceIdentity).toBe('alice');
  });

  it('can be allowed for one task alone', async () => {
    const Condition = { StringEquals: { 'sts:TaskPolicyArn': TaskPolicyArn.arn } };
    const Statement = { Effect: 'Allow', Action: 'sts:AssumeRoot', Resource: '*', Condition };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    const session = as(await sessionOf(endpoint.url, 'demo', { Policy }));
    const other = { arn: 'arn:aws:iam::aws:policy/root-task/SQSUnlockQueuePolicy' };
    await expect(
      call(endpoint.url, 'AssumeRoot', { TargetPrincipal, TaskPolicyArn }, session),
    ).resolves.toBeDefined();
    const refused = await refusal(
      endpoint.url,
      'AssumeRoot',
      { TargetPrincipal, TaskPolicyArn: other },
      session,
    );
    expect(refused.code).toBe('AccessDenied');
  });

  it('is refused for other tasks, accounts and callers', async () => {
    const other = { TargetPrincipal, TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/AdministratorAccess' } };
    expect((await refusal(endpoint.url, 'AssumeRoot', other, date)).code).toBe('InvalidParameterValue');
    const foreign = { TargetPrincipal: '999999999999', TaskPolicyArn };
    expect((await refusal(endpoint.url, 'AssumeRoot', foreign, date)).code).toBe('AccessDenied');
    for (const credentials of [bob, rootKey]) {
      const answered = await refusal(
        endpoint.url,
        'AssumeRoot',
        { TargetPrincipal, TaskPolicyArn },
        as(credentials),
      );
      expect(answered).toMatchObject({ status: 403, code: 'AccessDenied' });
    }
  });

  it('is not there on the global endpoint', async () => {
    const global = await startReference({ world: { ...world, region: 'aws-global' }, clock: () => now });
    const answered = await refusal(global.url, 'AssumeRoot', { TargetPrincipal, TaskPolicyArn }, date);
    await global.close();
    expect(answered).toMatchObject({ status: 403, code: 'RegionDisabledException' });
  });
});
