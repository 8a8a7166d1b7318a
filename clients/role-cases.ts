/** AssumeRole and AssumeRoot, and sessions that call on. */
import type { ClientCase, WantedError } from './client-case.js';
import {
  account,
  assume,
  bob,
  demo,
  errors,
  fails,
  issuedKey,
  noise,
  sessionPolicy,
  succeeds,
} from './known.js';

const manyTags = Array.from({ length: 50 }, (_, index) => ({ Key: `tag-${index}`, Value: noise(200) }));
const member = '111122223333';
const unlock = { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' };

export function roleCases(): readonly ClientCase[] {
  return [...assumeRoleCases(), ...sessionCases(), ...assumeRootCases()];
}

function assumeRoleCases(): readonly ClientCase[] {
  return [
    succeeds('AssumeRole', 'AssumeRole', assume('demo', { DurationSeconds: 900 }), {
      'AssumedRoleUser.Arn': arn('demo'),
      'AssumedRoleUser.AssumedRoleId': '^AROA[A-Z0-9]{17}:client$',
      'Credentials.AccessKeyId': issuedKey,
      'Credentials.SecretAccessKey': '^.{40}$',
      'Credentials.SessionToken': '^.{100,}$',
      'Credentials.Expiration': '^20\\d\\d-\\d\\d-\\d\\d',
      PackedPolicySize: '^$',
      SourceIdentity: '^$',
    }),
    succeeds(
      'AssumeRole with tags, external id and policy',
      'AssumeRole',
      assume('external', {
        ExternalId: '123ABC',
        Policy: sessionPolicy('All'),
        Tags: [
          { Key: 'Project', Value: 'Automation' },
          { Key: 'Kosten stelle', Value: 'Straße 12 + ü/=' },
        ],
        TransitiveTagKeys: ['Project'],
      }),
      { 'AssumedRoleUser.Arn': arn('external'), PackedPolicySize: '^[1-9][0-9]?$' },
    ),
    succeeds(
      'AssumeRole with a managed policy and a source identity',
      'AssumeRole',
      assume('demo', {
        PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' }],
        SourceIdentity: 'alice@example.com',
      }),
      { SourceIdentity: '^alice@example\\.com$', PackedPolicySize: '^[1-9][0-9]?$' },
    ),
    succeeds('AssumeRole of a role with a path', 'AssumeRole', assume('deep'), {
      'AssumedRoleUser.Arn': arn('deep'),
    }),
    succeeds(
      'AssumeRole with the tag that a role asks for',
      'AssumeRole',
      assume('tagged', { Tags: [{ Key: 'Project', Value: '' }] }),
      { 'AssumedRoleUser.Arn': arn('tagged') },
    ),
    ...assumeRoleRefusals(),
  ];
}

function assumeRoleRefusals(): readonly ClientCase[] {
  const denied = {
    ...errors.accessDenied,
    message: `User: arn:aws:iam::${account}:user/alice is not authorized to perform: sts:AssumeRole on resource: .*`,
  };
  return [
    fails('AssumeRole of no role', 'AssumeRole', { ...assume('demo'), RoleArn: `${demo}-absent` }, denied),
    fails(
      'AssumeRole with another external id',
      'AssumeRole',
      assume('external', { ExternalId: 'no' }),
      denied,
    ),
    fails('AssumeRole without MFA', 'AssumeRole', assume('mfa'), denied),
    fails('AssumeRole of a role of others', 'AssumeRole', assume('untrusting'), denied),
    fails('AssumeRole by bob', 'AssumeRole', assume('demo'), errors.accessDenied, { signer: bob }),
    fails('AssumeRole with a bad name', 'AssumeRole', assume('demo', { RoleSessionName: 'a b' }), {
      ...errors.validation,
      message:
        "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy " +
        'regular expression pattern: .*',
    }),
    refused('with a long name', assume('demo', { RoleSessionName: 'x'.repeat(65) }), errors.validation),
    refused('with bad tags', assume('demo', { Tags: [tag('{}'), tag('<&>')] }), errors.validation),
    refused('beyond its maximum', assume('short', { DurationSeconds: 3601 }), errors.validation),
    refused('with no ARN', assume('demo', { RoleArn: 'nothing-valid-in-here' }), errors.validation),
    refused('with tags twice', assume('demo', { Tags: [tag('a'), tag('A')] }), errors.invalidParameter),
    refused(
      'with a lone transitive key',
      assume('demo', { TransitiveTagKeys: ['a'] }),
      errors.invalidParameter,
    ),
    refused('with a policy that is none', assume('demo', { Policy: 'invalid' }), errors.malformedPolicy),
    refused('with too many tags', assume('demo', { Tags: manyTags }), errors.packedTooLarge),
    fails('AssumeRole in a disabled region', 'AssumeRole', assume('demo'), errors.regionDisabled, {
      endpoint: 'disabled',
    }),
  ];
}

/** Credentials that a client received, used by the same client. */
function sessionCases(): readonly ClientCase[] {
  const demoSession = { signer: { from: 'AssumeRole' } };
  return [
    succeeds(
      'GetCallerIdentity of a session',
      'GetCallerIdentity',
      {},
      { Arn: `^arn:aws:sts::${account}:assumed-role/demo/client$`, UserId: '^AROA[A-Z0-9]{17}:client$' },
      demoSession,
    ),
    succeeds(
      'AssumeRole by a session',
      'AssumeRole',
      assume('chained'),
      { 'AssumedRoleUser.Arn': '/chained/client$' },
      demoSession,
    ),
    succeeds(
      'GetCallerIdentity of a chained session',
      'GetCallerIdentity',
      {},
      { Arn: '/chained/client$' },
      { signer: { from: 'AssumeRole by a session' } },
    ),
    fails(
      'AssumeRole by a session beyond an hour',
      'AssumeRole',
      assume('chained', { DurationSeconds: 3601 }),
      {
        ...errors.validation,
        message:
          'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      },
      demoSession,
    ),
    fails('GetSessionToken by a session', 'GetSessionToken', {}, errors.accessDenied, demoSession),
    fails(
      'GetFederationToken by a session',
      'GetFederationToken',
      { Name: 'guest' },
      errors.accessDenied,
      demoSession,
    ),
    fails(
      'GetWebIdentityToken that outlives its session',
      'GetWebIdentityToken',
      { Audience: ['https://example.com'], SigningAlgorithm: 'RS256', DurationSeconds: 3600 },
      errors.durationEscalation,
      demoSession,
    ),
  ];
}

function assumeRootCases(): readonly ClientCase[] {
  const input = { TargetPrincipal: member, TaskPolicyArn: unlock };
  return [
    succeeds(
      'AssumeRoot',
      'AssumeRoot',
      { ...input, DurationSeconds: 900 },
      { 'Credentials.AccessKeyId': issuedKey, SourceIdentity: '^$' },
      {
        arguments:
          `--target-principal ${member} --task-policy-arn arn=${unlock.arn} --duration-seconds 900`.split(
            ' ',
          ),
      },
    ),
    succeeds(
      'GetCallerIdentity of a root session',
      'GetCallerIdentity',
      {},
      { Account: `^${member}$`, Arn: `^arn:aws:iam::${member}:root$` },
      { signer: { from: 'AssumeRoot' } },
    ),
    succeeds(
      'AssumeRoot for a second',
      'AssumeRoot',
      { ...input, DurationSeconds: 1 },
      { 'Credentials.AccessKeyId': issuedKey },
    ),
    fails('GetCallerIdentity with expired keys', 'GetCallerIdentity', {}, errors.expiredKeys, {
      signer: { from: 'AssumeRoot for a second' },
      afterSeconds: 1.5,
    }),
    fails(
      'AssumeRoot of a foreign account',
      'AssumeRoot',
      { ...input, TargetPrincipal: '444455556666' },
      errors.accessDenied,
    ),
    fails('AssumeRoot by bob', 'AssumeRoot', input, errors.accessDenied, { signer: bob }),
    fails('AssumeRoot at the global endpoint', 'AssumeRoot', input, errors.regionDisabled, {
      endpoint: 'global',
    }),
  ];
}

function arn(name: string): string {
  return `^arn:aws:sts::${account}:assumed-role/${name}/client$`;
}

function refused(what: string, input: ClientCase['input'], error: WantedError): ClientCase {
  return fails(`AssumeRole ${what}`, 'AssumeRole', input, error);
}

function tag(Key: string): { Key: string; Value: string } {
  return { Key, Value: 'x' };
}
