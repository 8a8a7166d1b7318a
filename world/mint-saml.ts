import { createHash } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { roleArn as arnOf, samlProviderArn } from './lookup.js';
import type { SamlProvider, World } from './world.js';

export interface SamlAssertionOptions {
  /** ARN of the role; the role `saml` of the world without it. */
  readonly roleArn?: string;
  /** ARN of the provider that the assertion names; the ARN of the provider that signs it without it. */
  readonly principalArn?: string;
  /** Undefined leaves the attribute out. */
  readonly sessionName: string | undefined;
  readonly now: Date;
  /** Exact length of the base64 text. Beyond a multiple of 4 line feeds fill it. */
  readonly length?: number;
  readonly audience?: string;
  /** Recipient of the subject confirmation; undefined leaves it out. */
  readonly recipient?: string | undefined;
  readonly subject?: string;
  /** Further attributes by name, such as `https://aws.amazon.com/SAML/Attributes/PrincipalTag:Project`. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
}

/** Where AWS receives assertions: recipient and, by convention, audience. */
export const samlRecipient = 'https://signin.aws.amazon.com/saml';

/**
 * A SAML 2.0 response in base64 whose assertion is signed (RSA-SHA256, exclusive canonicalization) by the world's first
 * provider that has a key. Good for five minutes. Equal options give equal bytes.
 *
 * @throws RangeError when no provider has a key, or `length` is shorter than the response is anyway
 */
export function mintSamlAssertion(world: World, options: SamlAssertionOptions): string {
  const provider = world.samlProviders.find((candidate) => candidate.privateKey !== undefined);
  if (provider?.privateKey === undefined)
    throw new RangeError('no SAML provider of the world has a private key');
  const shortest = signResponse(provider, provider.privateKey, response(world, provider, options, 0));
  const base64 = Buffer.from(shortest).toString('base64');
  if (options.length === undefined) return base64;
  const padding = Math.floor(options.length / 4) * 3 - Buffer.byteLength(shortest);
  if (padding < 0) {
    throw new RangeError(
      `an assertion of ${options.length} characters cannot be: ${base64.length} is about the least`,
    );
  }
  const padded = signResponse(provider, provider.privateKey, response(world, provider, options, padding));
  return Buffer.from(padded).toString('base64') + '\n'.repeat(options.length % 4);
}

const attributePrefix = 'https://aws.amazon.com/SAML/Attributes/';

function response(
  world: World,
  provider: SamlProvider,
  options: SamlAssertionOptions,
  padding: number,
): string {
  const { now, subject = 'conformance', audience = samlRecipient } = options;
  const recipient = 'recipient' in options ? options.recipient : samlRecipient;
  const roleArn = options.roleArn ?? arnOf(world, 'saml');
  const principalArn = options.principalArn ?? samlProviderArn(world, provider);
  const id = createHash('sha256').update(`${roleArn} ${subject} ${now.getTime()} ${padding}`).digest('hex');
  const issued = instant(now, 0);
  const expires = instant(now, 300);
  const attributes = [
    attribute(`${attributePrefix}Role`, [`${roleArn},${principalArn}`]),
    ...(options.sessionName === undefined
      ? []
      : [attribute(`${attributePrefix}RoleSessionName`, [options.sessionName])]),
    ...Object.entries(options.attributes ?? {}).map(([name, values]) => attribute(name, values)),
    attribute('padding', ['0'.repeat(1 + padding)]),
  ];
  return [
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r${id}" Version="2.0"`,
    ` IssueInstant="${issued}" Destination="${samlRecipient}">`,
    `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${escape(provider.entityId)}</saml:Issuer>`,
    '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>',
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a${id}" Version="2.0"`,
    ` IssueInstant="${issued}"><saml:Issuer>${escape(provider.entityId)}</saml:Issuer><saml:Subject>`,
    `<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${escape(subject)}</saml:NameID>`,
    '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">',
    `<saml:SubjectConfirmationData NotOnOrAfter="${expires}"`,
    recipient === undefined ? '' : ` Recipient="${escape(recipient)}"`,
    '/></saml:SubjectConfirmation></saml:Subject>',
    `<saml:Conditions NotBefore="${instant(now, -60)}" NotOnOrAfter="${expires}"><saml:AudienceRestriction>`,
    `<saml:Audience>${escape(audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`,
    `<saml:AuthnStatement AuthnInstant="${issued}"><saml:AuthnContext><saml:AuthnContextClassRef>`,
    'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
    '</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>',
    `<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement></saml:Assertion></samlp:Response>`,
  ].join('');
}

function attribute(name: string, values: readonly string[]): string {
  const texts = values.map((value) => `<saml:AttributeValue>${escape(value)}</saml:AttributeValue>`);
  return `<saml:Attribute Name="${escape(name)}">${texts.join('')}</saml:Attribute>`;
}

function signResponse(provider: SamlProvider, privateKey: string, xml: string): string {
  const assertion = "//*[local-name(.)='Assertion']";
  const signer = new SignedXml({
    privateKey,
    publicCert: provider.certificate,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    idAttribute: 'ID',
  });
  signer.addReference({
    xpath: assertion,
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
  });
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: `${assertion}/*[local-name(.)='Issuer']`, action: 'after' },
  });
  return signer.getSignedXml();
}

/** Whole seconds, as `xs:dateTime` in UTC. */
function instant(now: Date, offsetSeconds: number): string {
  return new Date(now.getTime() + offsetSeconds * 1000).toISOString().replace(/\.\d{3}Z$/u, 'Z');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
