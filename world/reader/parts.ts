/** Readers of the things in a world. */
import type { OidcProvider, Role, SamlProvider, User } from '../world.js';
import { bool, list, object, type Read, wholeNumber } from './fields.js';
import * as values from './values.js';

const tags = list(object({ key: values.tagKey, value: values.tagValue }, {}));
const policies = list(values.policy('identity'));
const managedPolicyArns = list(values.policyArn);

export const accessKey = object(
  { accessKeyId: values.accessKeyId, secretAccessKey: values.anyText, active: bool },
  {},
);

const mfaDevice = object({ serialNumber: values.serialNumber, seed: values.base32 }, {});

export const user: Read<User> = withDefaults(
  object(
    { name: values.principalName, userId: values.userId },
    {
      path: values.path,
      accessKeys: list(accessKey),
      mfaDevices: list(mfaDevice),
      policies,
      managedPolicyArns,
      tags,
      accountId: values.accountId,
    },
  ),
  { accessKeys: [], mfaDevices: [], policies: [] },
);

export const role: Read<Role> = withDefaults(
  object(
    { name: values.principalName, roleId: values.roleId, trustPolicy: values.policy('trust') },
    {
      path: values.path,
      maxSessionDurationSeconds: wholeNumber(3600, 43_200),
      policies,
      managedPolicyArns,
      tags,
      accountId: values.accountId,
    },
  ),
  { path: '/', maxSessionDurationSeconds: 3600, policies: [] },
);

export const oidcProvider: Read<OidcProvider> = object(
  { issuer: values.webUrl, clientIds: list(values.anyText) },
  {
    jwks: object({ keys: list(values.publicJwk) }, {}),
    jwksUri: values.webUrl,
    signingKey: values.rsaPrivateJwk,
  },
);

export const samlProvider: Read<SamlProvider> = object(
  { name: values.samlName, entityId: values.anyText, certificate: values.certificate },
  { privateKey: values.pemPrivateKey },
);

export const delegationRequest = object(
  { tradeInToken: values.anyText, assumedPrincipal: values.principalArn },
  { reusable: bool, expiresAt: values.instant },
);

export const authorizationMessage = object({ encoded: values.anyText, decoded: values.anyText }, {});

export const outboundFederation = object(
  { signingKeys: object({ RS256: values.rsaPrivateJwk, ES384: values.p384PrivateJwk }, {}) },
  { issuer: values.webUrl, organizationId: values.anyText },
);

export const managedPolicy = object({ arn: values.policyArn, document: values.policy('identity') }, {});

/** Fills in what may be left out. */
export function withDefaults<Value extends object, Defaults extends object>(
  read: Read<Value>,
  defaults: Defaults,
): Read<Defaults & Value> {
  return (value, pointer, mistakes) => {
    const found = read(value, pointer, mistakes);
    return found && { ...defaults, ...found };
  };
}
