/** Requests and responses of AssumeRole that are measured, many of each, so that no answer can be remembered. */
import type { AssumeRoleRequest } from '../generated/index.js';

/** Number of inputs of each kind. */
const variants = 64;

/** The two members that are required. */
export const smallRequests: readonly AssumeRoleRequest[] = Array.from({ length: variants }, (_, index) => ({
  RoleArn: 'arn:aws:iam::123456789012:role/demo',
  RoleSessionName: `session-${index}`,
}));

/** As many tags as are allowed. Every tenth value has text that forms must encode. */
export const taggedRequests: readonly AssumeRoleRequest[] = smallRequests.map((request, variant) => ({
  ...request,
  DurationSeconds: 3600,
  Tags: Array.from({ length: 50 }, (_, index) => ({
    Key: `CostCenter${index}`,
    Value: index % 10 === 0 ? `Müller und Söhne ${variant}` : `value-${variant}-${index}`,
  })),
}));

/** Responses as UTF-8, laid out as the service does; `sourceIdentity` goes in as it is. */
export function responseBodies(sourceIdentity: string): readonly Uint8Array[] {
  return Array.from({ length: variants }, (_, index) =>
    new TextEncoder().encode(response(index, sourceIdentity)),
  );
}

const sessionToken = `IQoJb3JpZ2luX2VjE${'Ab3+/9zZ'.repeat(60)}==`;

function response(index: number, sourceIdentity: string): string {
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser>
      <AssumedRoleId>AROA3XFRBF535PLBIFPI4:session-name</AssumedRoleId>
      <Arn>arn:aws:sts::123456789012:assumed-role/demo/session-name</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>
      <SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY</SecretAccessKey>
      <SessionToken>${sessionToken}</SessionToken>
      <Expiration>2024-07-15T23:28:33Z</Expiration>
    </Credentials>
    <PackedPolicySize>6</PackedPolicySize>
    <SourceIdentity>${sourceIdentity}</SourceIdentity>
  </AssumeRoleResult>
  <ResponseMetadata>
    <RequestId>c6104cbe-af31-11e0-8154-cbc7ccf8${String(index).padStart(4, '0')}</RequestId>
  </ResponseMetadata>
</AssumeRoleResponse>
`;
}

/** The `index`-th of some inputs, round and round. */
export function pick<T>(inputs: readonly T[], index: number): T {
  const input = inputs[index % inputs.length];
  if (input === undefined) throw new RangeError('there are no inputs');
  return input;
}
