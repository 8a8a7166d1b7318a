/** XML signatures of SAML responses. */
import { SignedXml } from 'xml-crypto';
import { childOf, type Element, readXml } from './document.js';

export const assertionNamespace = 'urn:oasis:names:tc:SAML:2.0:assertion';
const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';

/**
 * The assertion that a provider signed: read from what the signature covers, never from the document around it, so that
 * nothing slipped in beside it is believed. The certificate is the provider's; KeyInfo is not believed. Undefined unless the
 * response holds one assertion and a valid signature, in the one or the other, covers it. No more than two signatures are
 * looked at.
 */
export function signedAssertion(xml: string, response: Element, certificate: string): Element | undefined {
  const assertion = childOf(response, assertionNamespace, 'Assertion');
  if (assertion === undefined) return undefined;
  const covered = [response, assertion]
    .map((holder) => childOf(holder, signatureNamespace, 'Signature'))
    .filter((signature) => signature !== undefined)
    .flatMap((signature) => coveredBy(xml, signatureText(xml, signature), certificate));
  return covered
    .map((element) => (isAssertion(element) ? element : childOf(element, assertionNamespace, 'Assertion')))
    .find((found) => found?.attributes['ID'] === assertion.attributes['ID']);
}

function isAssertion({ namespace, name }: Element): boolean {
  return namespace === assertionNamespace && name === 'Assertion';
}

/** The canonical text that one signature covers, parsed again; nothing where it does not verify. */
function coveredBy(xml: string, signature: string, certificate: string): readonly Element[] {
  const verifier = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
  try {
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(xml)) return [];
  } catch {
    return [];
  }
  return verifier
    .getSignedReferences()
    .map(readXml)
    .filter((element) => element !== undefined);
}

/** The signature as a document of its own: its prefix may be declared further up. */
function signatureText(xml: string, { prefix, start, end }: Element): string {
  const text = xml.slice(start, end);
  const declaration = prefix === '' ? 'xmlns=' : `xmlns:${prefix}=`;
  const nameEnd = 1 + (prefix === '' ? 0 : prefix.length + 1) + 'Signature'.length;
  if (text.slice(0, text.indexOf('>')).includes(declaration)) return text;
  return `${text.slice(0, nameEnd)} ${declaration}"${signatureNamespace}"${text.slice(nameEnd)}`;
}
