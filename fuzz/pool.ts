/** What requests are made from: keys, forms that succeed, and forms that are valid but seldom do. */
import { sample } from 'fast-check';
import { requestArbs } from '../generated/arbitraries.js';
import { type OperationName, operations } from '../generated/index.js';
import { defaultWorld } from '../world/default.js';
import { activeKey, roleArn } from '../world/lookup.js';
import { mintSamlAssertion, mintTotpCode, mintWebIdentityToken } from '../world/mint.js';
import { baseForm, type BaseForm, samlInput } from './base-form.js';
import { oddTokenForms } from './odd-tokens.js';
import type { SigningKeys } from './sign.js';

export interface Pool {
  readonly host: string;
  readonly date: Date;
  /** Succeed when alice signs them, or nobody where the operation is unsigned. */
  readonly succeeding: readonly BaseForm[];
  /** Keep every constraint; whether they succeed depends. */
  readonly valid: readonly BaseForm[];
  readonly alice: SigningKeys;
  /** Other keys that are known: without permission, inactive, temporary. */
  readonly others: readonly SigningKeys[];
}

export const operationNames = Object.keys(operations) as OperationName[];
const samples = 150;

/** @param others temporary keys that the endpoint has issued */
export async function buildPool(
  seed: number,
  host: string,
  date: Date,
  others: readonly SigningKeys[],
): Promise<Pool> {
  const known = defaultWorld.users.flatMap(({ accessKeys }) => accessKeys);
  return {
    host,
    date,
    succeeding: await succeedingForms(date),
    valid: [...validForms(seed), ...(await oddTokenForms(date))],
    alice: activeKey(defaultWorld, 'alice'),
    others: [...known, ...others],
  };
}

async function succeedingForms(now: Date): Promise<readonly BaseForm[]> {
  const SerialNumber = defaultWorld.users[0]?.mfaDevices[0]?.serialNumber ?? '';
  const TokenCode = mintTotpCode(defaultWorld, SerialNumber, now);
  const Policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
  const WebIdentityToken = await mintWebIdentityToken(defaultWorld, {
    subject: 'subject',
    audience: 'sts.amazonaws.com',
    now,
  });
  const TaskPolicyArn = { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' };
  return [
    baseForm('AssumeRole', role('demo')),
    baseForm('AssumeRole', { ...role('external'), ExternalId: '123ABC', Policy, DurationSeconds: 900 }),
    baseForm('AssumeRole', {
      ...role('demo'),
      SourceIdentity: 'source',
      Tags: [{ Key: 'Project', Value: 'ä' }],
      TransitiveTagKeys: ['project'],
      PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' }],
    }),
    baseForm('AssumeRole', { ...role('mfa'), SerialNumber, TokenCode }),
    baseForm('AssumeRoleWithWebIdentity', { ...role('web'), WebIdentityToken, Policy }),
    baseForm('AssumeRoleWithSAML', samlInput(mintSamlAssertion(defaultWorld, { sessionName: 'fuzz', now }))),
    baseForm('AssumeRoot', { TargetPrincipal: '111122223333', TaskPolicyArn, DurationSeconds: 900 }),
    baseForm('DecodeAuthorizationMessage', {
      EncodedMessage: defaultWorld.authorizationMessages[0]?.encoded ?? '',
    }),
    baseForm('GetAccessKeyInfo', { AccessKeyId: 'ASIARZPUZDIKEQUBNAWI' }),
    baseForm('GetCallerIdentity', {}),
    baseForm('GetDelegatedAccessToken', {
      TradeInToken: defaultWorld.delegationRequests[0]?.tradeInToken ?? '',
    }),
    baseForm('GetFederationToken', { Name: 'guest', Policy }),
    baseForm('GetSessionToken', { SerialNumber, TokenCode }),
    baseForm('GetWebIdentityToken', { Audience: ['https://example.com', 'b'], SigningAlgorithm: 'RS256' }),
  ];
}

function validForms(seed: number): readonly BaseForm[] {
  return operationNames.flatMap((operation) =>
    sample(requestArbs[operation](), { seed, numRuns: samples }).map((input) => baseForm(operation, input)),
  );
}

function role(name: string): { readonly RoleArn: string; readonly RoleSessionName: string } {
  return { RoleArn: roleArn(defaultWorld, name), RoleSessionName: 'fuzz' };
}
