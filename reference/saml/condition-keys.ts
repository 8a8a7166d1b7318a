/** Condition keys of a SAML assertion, as the IAM user guide lists them. */
import type { ConditionKeys } from '../policy/conditions.js';
import type { SamlIdentity } from './verify.js';

/** eduPerson and eduOrg attributes by the object identifiers that SAML names them with, and the X.500 ones by theirs. */
const attributes = new Map([
  ['1.3.6.1.4.1.5923.1.1.1.1', 'saml:edupersonaffiliation'],
  ['1.3.6.1.4.1.5923.1.1.1.2', 'saml:edupersonnickname'],
  ['1.3.6.1.4.1.5923.1.1.1.3', 'saml:edupersonorgdn'],
  ['1.3.6.1.4.1.5923.1.1.1.4', 'saml:edupersonorgunitdn'],
  ['1.3.6.1.4.1.5923.1.1.1.5', 'saml:edupersonprimaryaffiliation'],
  ['1.3.6.1.4.1.5923.1.1.1.6', 'saml:edupersonprincipalname'],
  ['1.3.6.1.4.1.5923.1.1.1.7', 'saml:edupersonentitlement'],
  ['1.3.6.1.4.1.5923.1.1.1.8', 'saml:edupersonprimaryorgunitdn'],
  ['1.3.6.1.4.1.5923.1.1.1.9', 'saml:edupersonscopedaffiliation'],
  ['1.3.6.1.4.1.5923.1.1.1.10', 'saml:edupersontargetedid'],
  ['1.3.6.1.4.1.5923.1.1.1.11', 'saml:edupersonassurance'],
  ['2.5.4.3', 'saml:cn'],
  ['2.5.4.4', 'saml:surname'],
  ['2.5.4.42', 'saml:givenname'],
  ['0.9.2342.19200300.100.1.3', 'saml:mail'],
]);

export function samlKeys(identity: SamlIdentity): ConditionKeys {
  const personal = [...identity.attributes].flatMap(([name, values]) => {
    const key = attributes.get(name.replace(/^urn:oid:/u, ''));
    return key === undefined || values.length === 0 ? [] : [[key, values] as const];
  });
  return new Map([
    ...personal,
    ['saml:aud', [identity.audience]],
    ['saml:doc', [identity.provider]],
    ['saml:iss', [identity.issuer]],
    ['saml:sub', [identity.subject]],
    ['saml:sub_type', [identity.subjectType]],
    ['saml:namequalifier', [identity.nameQualifier]],
  ]);
}
