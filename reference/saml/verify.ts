/** Verifies SAML responses against the providers of the world. */
import { createHash } from 'node:crypto';
import { samlProviderArn } from '../../world/lookup.js';
import { samlRecipient } from '../../world/mint-saml.js';
import type { Tag } from '../../world/world.js';
import type { OperationContext } from '../context.js';
import { invalidIdentityToken, modeledError } from '../service-error.js';
import { checkSourceIdentity } from '../session-request/source-identity.js';
import { childOf, childrenOf, type Element, readXml } from './document.js';
import { assertionNamespace as saml, signedAssertion } from './signature.js';

/** What a verified assertion says. */
export interface SamlIdentity {
  readonly issuer: string;
  /** Recipient of the subject confirmation: what answers and policies call the audience (documented). */
  readonly audience: string;
  readonly subject: string;
  /** Name ID format without its URN prefix, `persistent` or `transient` for most. */
  readonly subjectType: string;
  /** Base64 SHA-1 over issuer, account and provider name (documented). */
  readonly nameQualifier: string;
  readonly sessionName: string;
  readonly sourceIdentity: string | undefined;
  readonly tags: readonly Tag[];
  readonly transitiveTagKeys: readonly string[];
  /** Account and name of the provider. */
  readonly provider: string;
  /** Every attribute of the assertion. */
  readonly attributes: Attributes;
  /** End of the session at the provider, milliseconds since the epoch. */
  readonly sessionEndsAt: number | undefined;
}

const attributePrefix = 'https://aws.amazon.com/SAML/Attributes/';
const sessionNamePattern = /^[a-zA-Z_0-9+=,.@-]{2,64}$/u;
const oldestMs = 5 * 60_000;
/** Audiences that AWS's guide names for its providers. */
const audiences = new Set([samlRecipient, 'urn:amazon:webservices']);

/**
 * @throws ServiceError InvalidIdentityToken, or ExpiredTokenException for an assertion past its time. Texts are recorded,
 *   reported or documented in the IAM user guide's SAML troubleshooting; the order of checks is not known.
 */
export function verifySamlAssertion(
  context: OperationContext,
  request: { readonly RoleArn: string; readonly PrincipalArn: string; readonly SAMLAssertion: string },
): SamlIdentity {
  const { world, now } = context;
  const xml = decodeBase64(request.SAMLAssertion);
  const response = xml === undefined ? undefined : readXml(xml);
  if (xml === undefined || response?.name !== 'Response') {
    throw discoveryError(context, 'Invalid base64 SAMLResponse', 'AuthSamlInvalidSamlResponseException');
  }
  const provider = world.samlProviders.find(
    (known) => samlProviderArn(world, known) === request.PrincipalArn,
  );
  if (provider === undefined) {
    throw discoveryError(context, "Specified provider doesn't exist", 'AuthSamlManifestNotFoundException');
  }
  const stated = childrenOf(response, saml, 'Assertion')[0] ?? response;
  if (textOf(stated, 'Issuer') !== provider.entityId) {
    const end =
      '(service: AWSOpenIdDiscoveryService; status code: 400; error code: AuthSamlInvalidSamlResponseException)';
    throw invalidIdentityToken(`Issuer not present in specified provider ${end}`);
  }
  const assertion = signedAssertion(xml, response, provider.certificate);
  if (textOf(assertion, 'Issuer') !== provider.entityId || assertion === undefined) {
    throw invalidIdentityToken('Response signature invalid');
  }
  const audience = checkConditions(assertion, now.getTime());
  const attributes = readAttributes(assertion);
  checkRole(attributes, request);
  const subject = childOf(childOf(assertion, saml, 'Subject'), saml, 'NameID');
  const providerName = `${world.accountId}/${provider.name}`;
  const sessionEnd = childrenOf(assertion, saml, 'AuthnStatement')[0]?.attributes['SessionNotOnOrAfter'];
  return {
    issuer: provider.entityId,
    audience,
    subject: subject?.text ?? '',
    subjectType: (subject?.attributes['Format'] ?? '').replace(
      'urn:oasis:names:tc:SAML:2.0:nameid-format:',
      '',
    ),
    nameQualifier: createHash('sha1').update(`${provider.entityId}${providerName}`).digest('base64'),
    provider: providerName,
    attributes,
    sessionEndsAt: sessionEnd === undefined ? undefined : Date.parse(sessionEnd),
    ...readSession(attributes),
  };
}

/** Base64 with or without line breaks and padding; undefined for anything else. */
function decodeBase64(text: string): string | undefined {
  const compact = text.replaceAll(/[\r\n]/gu, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(compact)) return undefined;
  return Buffer.from(compact, 'base64').toString();
}

/** Recipient, audience and times. */
function checkConditions(assertion: Element, now: number): string {
  const confirmations = childrenOf(childOf(assertion, saml, 'Subject'), saml, 'SubjectConfirmation');
  const data = confirmations.map((each) => childOf(each, saml, 'SubjectConfirmationData')?.attributes)[0];
  const { Recipient: recipient, NotOnOrAfter: confirmUntil } = data ?? {};
  if (recipient === undefined || confirmUntil === undefined) {
    // The missing letter is the service's own.
    throw invalidIdentityToken(
      'Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter',
    );
  }
  const conditions = childOf(assertion, saml, 'Conditions');
  const restrictions = childrenOf(conditions, saml, 'AudienceRestriction');
  const named = restrictions.flatMap((each) => childrenOf(each, saml, 'Audience').map(({ text }) => text));
  if (recipient !== samlRecipient || !named.some((each) => audiences.has(each))) {
    throw invalidIdentityToken('Response does not contain the required audience.');
  }
  const ends = [confirmUntil, conditions?.attributes['NotOnOrAfter']].filter((end) => end !== undefined);
  const issued = Date.parse(assertion.attributes['IssueInstant'] ?? '');
  // A time that is no time counts as past.
  if (!(now - issued <= oldestMs) || ends.some((end) => !(now < Date.parse(end)))) {
    throw modeledError('ExpiredTokenException', 'Token must be redeemed within 5 minutes of issuance');
  }
  const begins = conditions?.attributes['NotBefore'];
  if (begins !== undefined && !(now >= Date.parse(begins))) {
    throw invalidIdentityToken('The assertion is not valid yet.');
  }
  return recipient;
}

type Attributes = ReadonlyMap<string, readonly string[]>;

function readAttributes(assertion: Element): Attributes {
  const statements = childrenOf(assertion, saml, 'AttributeStatement');
  return new Map(
    statements
      .flatMap((statement) => childrenOf(statement, saml, 'Attribute'))
      .map((attribute) => [
        attribute.attributes['Name'] ?? '',
        childrenOf(attribute, saml, 'AttributeValue').map(({ text }) => text),
      ]),
  );
}

/** The pair may stand in either order (documented). */
function checkRole(
  attributes: Attributes,
  wanted: { readonly RoleArn: string; readonly PrincipalArn: string },
): void {
  const pairs = (attributes.get(`${attributePrefix}Role`) ?? []).map((value) =>
    value.split(',').map((part) => part.trim()),
  );
  const isWanted = (pair: readonly string[]): boolean =>
    pair.length === 2 && pair.includes(wanted.RoleArn) && pair.includes(wanted.PrincipalArn);
  if (!pairs.some(isWanted)) {
    throw invalidIdentityToken(
      "SAML Assertion doesn't contain the requested Role and Metadata in the attributes",
    );
  }
}

function readSession(
  attributes: Attributes,
): Pick<SamlIdentity, 'sessionName' | 'sourceIdentity' | 'tags' | 'transitiveTagKeys'> {
  const sessionName = attributes.get(`${attributePrefix}RoleSessionName`)?.[0];
  if (sessionName === undefined) throw invalidIdentityToken('RoleSessionName is required in AuthnResponse');
  if (!sessionNamePattern.test(sessionName)) {
    throw invalidIdentityToken('RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}');
  }
  const tagPrefix = `${attributePrefix}PrincipalTag:`;
  const tags = [...attributes]
    .filter(([name]) => name.startsWith(tagPrefix))
    .map(([name, [value = '']]) => ({ key: name.slice(tagPrefix.length), value }));
  return {
    sessionName,
    sourceIdentity: checkSourceIdentity(attributes.get(`${attributePrefix}SourceIdentity`)?.[0]),
    tags,
    transitiveTagKeys: attributes.get(`${attributePrefix}TransitiveTagKeys`) ?? [],
  };
}

function textOf(element: Element | undefined, name: string): string | undefined {
  return childOf(element, saml, name)?.text;
}

/** Text with the id of the request in it (recorded live for a missing provider). */
function discoveryError({ requestId }: OperationContext, text: string, code: string): Error {
  const facts = `Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: ${code}`;
  return invalidIdentityToken(`${text} (${facts}; Request ID: ${requestId}; Proxy: null)`);
}
