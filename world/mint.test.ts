import { X509Certificate } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { SignedXml } from 'xml-crypto';
import { describe, expect, it } from 'vitest';
import { defaultWorld } from './default.js';
import { activeKey, oidcProviderArn, roleArn, samlProviderArn, userArn } from './lookup.js';
import { mintSamlAssertion, mintTotpCode, mintWebIdentityToken } from './mint.js';
import { isTotpCode } from './totp.js';

const now = new Date('2026-07-19T12:00:00Z');
const [oidc] = defaultWorld.oidcProviders;
const [saml] = defaultWorld.samlProviders;

describe('mintWebIdentityToken', () => {
  const claims = { subject: 'repo:example', audience: 'sts.amazonaws.com', now };

  it('signs a token that the published key set verifies', async () => {
    const token = await mintWebIdentityToken(defaultWorld, claims);
    const keys = createLocalJWKSet({ keys: oidc?.jwks?.keys as [] });
    const { payload } = await jwtVerify(token, keys, { currentDate: now, audience: 'sts.amazonaws.com' });
    expect(payload).toMatchObject({ iss: oidc?.issuer, sub: 'repo:example' });
  });

  it('has exactly the length asked for and still verifies', async () => {
    const keys = createLocalJWKSet({ keys: oidc?.jwks?.keys as [] });
    for (const length of [800, 801, 802, 803, 804, 19_999, 20_000, 20_001]) {
      const token = await mintWebIdentityToken(defaultWorld, { ...claims, length });
      expect(token).toHaveLength(length);
      await expect(jwtVerify(token, keys, { currentDate: now })).resolves.toBeDefined();
    }
  });

  it('refuses a length shorter than any token', async () => {
    await expect(mintWebIdentityToken(defaultWorld, { ...claims, length: 100 })).rejects.toThrow(RangeError);
  });

  it('leaves a claim out when told so', async () => {
    const token = await mintWebIdentityToken(defaultWorld, { ...claims, claims: { sub: undefined } });
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    expect(JSON.parse(payload)).not.toHaveProperty('sub');
  });
});

describe('mintSamlAssertion', () => {
  const options = { sessionName: 'session', now };

  it('signs the assertion with the key of the certificate', () => {
    const xml = decode(mintSamlAssertion(defaultWorld, options));
    expect(isSigned(xml)).toBe(true);
    expect(xml).toContain(
      `<saml:AttributeValue>${roleArn(defaultWorld, 'saml')},arn:aws:iam::123456789012:saml-provider/conformance<`,
    );
    expect(xml).toContain('>session<');
    expect(isSigned(xml.replace('>session<', '>another<'))).toBe(false);
  });

  it('has exactly the length asked for and still verifies', () => {
    for (const length of [8000, 8001, 99_999, 100_000, 100_001]) {
      const assertion = mintSamlAssertion(defaultWorld, { ...options, length });
      expect(assertion).toHaveLength(length);
      expect(isSigned(decode(assertion))).toBe(true);
    }
  });

  it('refuses a length shorter than any assertion', () => {
    expect(() => mintSamlAssertion(defaultWorld, { ...options, length: 400 })).toThrow(RangeError);
  });

  it('comes with a certificate that is its own issuer', () => {
    const certificate = new X509Certificate(saml?.certificate ?? '');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });
});

describe('mintTotpCode', () => {
  const device = { serialNumber: 'rfc', seed: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' };
  const world = {
    ...defaultWorld,
    users: [{ name: 'u', userId: 'AIDA', accessKeys: [], policies: [], mfaDevices: [device] }],
  };

  // Appendix B of RFC 6238, SHA-1, last six of eight digits.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [20_000_000_000, '353130'],
  ])('gives the code of RFC 6238 at %i s', (seconds, code) => {
    expect(mintTotpCode(world, 'rfc', new Date(seconds * 1000))).toBe(code);
  });

  it('is accepted one step later, not three', () => {
    const code = mintTotpCode(world, 'rfc', now);
    expect(isTotpCode(device, code, new Date(now.getTime() + 30_000))).toBe(true);
    expect(isTotpCode(device, code, new Date(now.getTime() + 90_000))).toBe(false);
  });
});

describe('lookups', () => {
  it('spell ARNs with the path', () => {
    expect(roleArn(defaultWorld, 'deep')).toBe('arn:aws:iam::123456789012:role/path/to/deep');
    expect(userArn(defaultWorld, 'alice')).toBe('arn:aws:iam::123456789012:user/alice');
    expect(oidc && oidcProviderArn(defaultWorld, oidc)).toBe(
      'arn:aws:iam::123456789012:oidc-provider/oidc.sts-conformance.example',
    );
    expect(saml && samlProviderArn(defaultWorld, saml)).toBe(
      'arn:aws:iam::123456789012:saml-provider/conformance',
    );
  });

  it('find the active key and say what is missing', () => {
    expect(activeKey(defaultWorld, 'alice').active).toBe(true);
    expect(() => roleArn(defaultWorld, 'nobody')).toThrow('the world has no role named nobody');
  });
});

function decode(assertion: string): string {
  return Buffer.from(assertion, 'base64').toString();
}

function isSigned(xml: string): boolean {
  const signature = /<ds:Signature .*<\/ds:Signature>/su.exec(xml)?.[0] ?? '';
  const verifier = new SignedXml({ publicCert: saml?.certificate ?? '', getCertFromKeyInfo: () => null });
  verifier.loadSignature(signature);
  return verifier.checkSignature(xml);
}
