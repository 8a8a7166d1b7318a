/** Condition keys that a request to STS can have. */

/** Keys of one value, which alone can be variables; spelled as documented. */
const singleKeys = [
  'aws:CurrentTime',
  'aws:EpochTime',
  'aws:MultiFactorAuthAge',
  'aws:MultiFactorAuthPresent',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalOrgID',
  'aws:PrincipalType',
  'aws:RequestedRegion',
  'aws:ResourceAccount',
  'aws:SecureTransport',
  'aws:SourceIdentity',
  'aws:SourceIp',
  'aws:TokenIssueTime',
  'aws:UserAgent',
  'aws:userid',
  'aws:username',
  'saml:aud',
  'saml:cn',
  'saml:doc',
  'saml:iss',
  'saml:namequalifier',
  'saml:sub',
  'saml:sub_type',
  'sts:DurationSeconds',
  'sts:ExternalId',
  'sts:RoleSessionName',
  'sts:SigningAlgorithm',
  'sts:SourceIdentity',
  'sts:TaskPolicyArn',
].map((key) => key.toLowerCase());

/** Families of one value each: tags, and the claims of identity providers. */
const families = [
  /^aws:(?:principal|request|resource)tag\/.+$/u,
  /^iam:resourcetag\/.+$/u,
  /^[\w.-]+\.[\w.-]+(?:\/[\w./-]*)?:(?:aud|sub)$/u,
];

/** True for a key of one value that a request to STS can have, in any case. */
export function isVariableKey(key: string): boolean {
  const name = key.toLowerCase();
  return singleKeys.includes(name) || families.some((family) => family.test(name));
}
