/** Temporary keys of every kind, from the endpoint under test. */
import { codec, type OperationInputs, type OperationName } from '../generated/index.js';
import type { Draft } from '../generated/index.js';
import { defaultWorld } from '../world/default.js';
import { activeKey, roleArn } from '../world/lookup.js';
import { signHeader, type SigningKeys } from './sign.js';
import type { WireRequest } from './wire-request.js';

/** @throws Error where the endpoint refuses */
export async function issueSessions(url: string, date: Date): Promise<readonly SigningKeys[]> {
  const TaskPolicyArn = { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' };
  return [
    await issue(url, date, 'AssumeRole', { RoleArn: roleArn(defaultWorld, 'demo'), RoleSessionName: 'fuzz' }),
    await issue(url, date, 'GetSessionToken', {}),
    await issue(url, date, 'GetFederationToken', { Name: 'guest' }),
    await issue(url, date, 'AssumeRoot', { TargetPrincipal: '111122223333', TaskPolicyArn }),
    // Ends with the instant in which it is issued.
    await issue(url, date, 'AssumeRoot', {
      TargetPrincipal: '111122223333',
      TaskPolicyArn,
      DurationSeconds: 0,
    }),
  ];
}

type Issuing = 'AssumeRole' | 'AssumeRoot' | 'GetFederationToken' | 'GetSessionToken';

async function issue<Name extends Issuing & OperationName>(
  url: string,
  date: Date,
  operation: Name,
  input: Draft<OperationInputs[Name]>,
): Promise<SigningKeys> {
  const body = Buffer.from(codec[operation].serializeRequest(input));
  const request: WireRequest = {
    method: 'POST',
    target: '/',
    version: 'HTTP/1.1',
    headers: [
      ['host', new URL(url).host],
      ['content-type', 'application/x-www-form-urlencoded'],
    ],
    body,
  };
  const keys = activeKey(defaultWorld, 'alice');
  const signed = signHeader(request, { keys, date, region: 'us-east-1', service: 'sts', checksum: false });
  const response = await fetch(url, {
    method: 'POST',
    headers: signed.headers.map(([name, value]) => [name, value]),
    body,
  });
  const { output } = codec[operation].deserializeResponse(await response.text(), 'strict');
  if (output.Credentials === undefined) throw new Error(`${operation} gave no credentials`);
  const { AccessKeyId, SecretAccessKey, SessionToken } = output.Credentials;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
