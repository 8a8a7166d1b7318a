/** What the world's providers and devices hand out: real tokens, assertions and codes. */
export { mintSamlAssertion, type SamlAssertionOptions, samlRecipient } from './mint-saml.js';
export { mintWebIdentityToken, type WebIdentityTokenOptions } from './mint-web-identity.js';
export { mintTotpCode } from './totp.js';
