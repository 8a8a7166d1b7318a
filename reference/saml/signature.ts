/** XML signatures of SAML responses. */
import { SignedXml } from 'xml-crypto';
import { childrenOf, type Element, readXml } from './document.js';

export const assertionNamespace = 'urn:oasis:names:tc:SAML:2.0:assertion';
const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';

/**
 * The assertion that a provider signed: read from what the signature covers, never from the document around it, so that an
 * assertion slipped in beside the signed one is not seen. The certificate is the provider's; KeyInfo is not believed.
 * Undefined where no valid signature covers one assertion, itself or with its response.
 */
export function signedAssertion(xml: string, response: Element, certificate: string): Element | undefined {
  const holders = [response, ...childrenOf(response, assertionNamespace, 'Assertion')];
  const covered = holders
    .flatMap((holder) => childrenOf(holder, signatureNamespace, 'Signature'))
    .flatMap((signature) => coveredBy(xml, signatureText(xml, signature), certificate));
  const assertions = covered.flatMap((element) =>
    element.namespace === assertionNamespace && element.name === 'Assertion'
      ? [element]
      : childrenOf(element, assertionNamespace, 'Assertion'),
  );
  const ids = new Set(assertions.map(({ attributes }) => attributes['ID']));
  return ids.size === 1 ? assertions[0] : undefined;
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
