import { describe, expect, it } from 'vitest';
import { roleArn, samlProviderArn } from '../../world/lookup.js';
import { mintSamlAssertion } from '../../world/mint.js';
import { call, refusal } from '../testdata/client.js';
import { as, now, signed, unsigned, useEndpoint, world } from '../testdata/harness.js';

const endpoint = useEndpoint();
const sourceIdentity = 'https://aws.amazon.com/SAML/Attributes/SourceIdentity';

describe('AssumeRoleWithSAML', () => {
  const [provider] = world.samlProviders;
  const base = {
    RoleArn: roleArn(world, 'saml'),
    PrincipalArn: provider === undefined ? '' : samlProviderArn(world, provider),
  };
  const options = { sessionName: 'session', now };

  it('answers what the assertion says', async () => {
    const SAMLAssertion = mintSamlAssertion(world, options);
    const output = await call(endpoint.url, 'AssumeRoleWithSAML', { ...base, SAMLAssertion }, unsigned);
    expect(output).toMatchObject({
      Issuer: provider?.entityId,
      Subject: 'conformance',
      SubjectType: 'persistent',
      Audience: 'https://signin.aws.amazon.com/saml',
      AssumedRoleUser: { Arn: 'arn:aws:sts::123456789012:assumed-role/saml/session' },
    });
    expect(output.NameQualifier).toMatch(/^[A-Za-z0-9+/]{27}=$/u);
    await expect(
      call(endpoint.url, 'GetCallerIdentity', {}, as(signed(output.Credentials))),
    ).resolves.toBeDefined();
  });

  it('carries tags and source identity of the assertion', async () => {
    const attributes = {
      'https://aws.amazon.com/SAML/Attributes/PrincipalTag:Project': ['a'],
      'https://aws.amazon.com/SAML/Attributes/SourceIdentity': ['source'],
    };
    const SAMLAssertion = mintSamlAssertion(world, { ...options, attributes });
    const output = await call(endpoint.url, 'AssumeRoleWithSAML', { ...base, SAMLAssertion }, unsigned);
    expect(output.SourceIdentity).toBe('source');
    expect(output.PackedPolicySize).toBeGreaterThan(0);
  });

  it('takes source identities of 2 and 256 characters', async () => {
    for (const source of ['ab', 'a'.repeat(256)]) {
      const attributes = { [sourceIdentity]: [source] };
      const SAMLAssertion = mintSamlAssertion(world, { ...options, attributes });
      const output = await call(endpoint.url, 'AssumeRoleWithSAML', { ...base, SAMLAssertion }, unsigned);
      expect(output.SourceIdentity).toBe(source);
    }
  });

  it.each(['', 'x', 'a b', 'aws:x', 'x'.repeat(257), 'x'.repeat(3000)])(
    'refuses a source identity out of bounds: %j',
    async (source) => {
      const attributes = { [sourceIdentity]: [source] };
      const SAMLAssertion = mintSamlAssertion(world, { ...options, attributes });
      const answered = await refusal(
        endpoint.url,
        'AssumeRoleWithSAML',
        { ...base, SAMLAssertion },
        unsigned,
      );
      expect(answered).toEqual({
        status: 400,
        code: 'InvalidIdentityToken',
        message: 'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
      });
    },
  );

  it.each<[string, Partial<Parameters<typeof mintSamlAssertion>[1]>, string]>([
    ['no session name', { sessionName: undefined }, 'RoleSessionName is required in AuthnResponse'],
    [
      'a bad session name',
      { sessionName: 'a b' },
      'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
    ],
    [
      'another role',
      { roleArn: roleArn(world, 'demo') },
      "SAML Assertion doesn't contain the requested Role and Metadata in the attributes",
    ],
    [
      'no recipient',
      { recipient: undefined },
      'Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter',
    ],
    ['another audience', { audience: 'other' }, 'Response does not contain the required audience.'],
    [
      'a bad source identity',
      { attributes: { 'https://aws.amazon.com/SAML/Attributes/SourceIdentity': ['a b'] } },
      'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    ],
  ])('refuses an assertion with %s', async (_what, changes, message) => {
    const SAMLAssertion = mintSamlAssertion(world, { ...options, ...changes });
    const answered = await refusal(endpoint.url, 'AssumeRoleWithSAML', { ...base, SAMLAssertion }, unsigned);
    expect(answered).toEqual({ status: 400, code: 'InvalidIdentityToken', message });
  });

  async function answerTo(SAMLAssertion: string, RoleArn = base.RoleArn): Promise<string> {
    const input = { ...base, RoleArn, SAMLAssertion };
    const { code, message } = await refusal(endpoint.url, 'AssumeRoleWithSAML', input, unsigned);
    return `${code} ${message}`;
  }

  it('refuses another issuer, a changed signature, and a role that does not trust', async () => {
    const xml = Buffer.from(mintSamlAssertion(world, options), 'base64').toString();
    expect(await answerTo(base64(xml.replaceAll('/metadata<', '/other<')))).toBe(
      'InvalidIdentityToken Issuer not present in specified provider (service: AWSOpenIdDiscoveryService; status code: 400; error code: AuthSamlInvalidSamlResponseException)',
    );
    expect(await answerTo(base64(xml.replace('>session<', '>intruder<')))).toBe(
      'InvalidIdentityToken Response signature invalid',
    );
    const demo = roleArn(world, 'demo');
    expect(await answerTo(mintSamlAssertion(world, { ...options, roleArn: demo }), demo)).toBe(
      'AccessDenied Not authorized to perform sts:AssumeRoleWithSAML',
    );
  });

  it('refuses an old assertion with the code of expired tokens', async () => {
    const SAMLAssertion = mintSamlAssertion(world, { ...options, now: new Date(now.getTime() - 300_000) });
    const answered = await refusal(endpoint.url, 'AssumeRoleWithSAML', { ...base, SAMLAssertion }, unsigned);
    expect(answered).toMatchObject({ status: 400, code: 'ExpiredTokenException' });
  });

  it('refuses changed assertions, and signatures that cover another assertion', async () => {
    const xml = Buffer.from(mintSamlAssertion(world, options), 'base64').toString();
    const signature = /<ds:Signature.*<\/ds:Signature>/su.exec(xml)?.[0] ?? '';
    const assertion = /<saml:Assertion .*<\/saml:Assertion>/su.exec(xml)?.[0] ?? '';
    const forged = assertion.replace(/ ID="[^"]*"/u, ' ID="_forged"').replace('>session<', '>intruder<');
    for (const changed of [
      xml.replace('>session<', '>intruder<'),
      xml.replace(signature, ''),
      xml.replace(assertion, forged.replace(signature, '') + assertion),
      xml.replace(
        assertion,
        `${forged}<samlp:Extensions>${assertion.replace(signature, '')}</samlp:Extensions>`,
      ),
      xml.replace(assertion, `${forged.replace(signature, '')}<a>${assertion}</a>`),
    ]) {
      expect(changed).not.toBe(xml);
      const input = { ...base, SAMLAssertion: base64(changed) };
      const answered = await refusal(endpoint.url, 'AssumeRoleWithSAML', input, unsigned);
      expect(answered).toMatchObject({ status: 400, code: 'InvalidIdentityToken' });
      expect(answered.message).toMatch(/^(?:Response signature invalid|Issuer not present)/u);
    }
  });

  it('refuses what is no response, and a provider that is not there', async () => {
    for (const SAMLAssertion of ['****', base64('no XML'), base64('<a/>'), base64('<!DOCTYPE a><a/>')]) {
      const answered = await refusal(
        endpoint.url,
        'AssumeRoleWithSAML',
        { ...base, SAMLAssertion },
        unsigned,
      );
      expect(answered.code).toBe('InvalidIdentityToken');
      expect(answered.message).toMatch(/^Invalid base64 SAMLResponse \(Service: AWSOpenIdDiscoveryService;/u);
    }
    const SAMLAssertion = mintSamlAssertion(world, options);
    const PrincipalArn = `${base.PrincipalArn}-absent`;
    const answered = await refusal(
      endpoint.url,
      'AssumeRoleWithSAML',
      { ...base, PrincipalArn, SAMLAssertion },
      unsigned,
    );
    expect(answered.message).toMatch(
      /^Specified provider doesn't exist \(Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlManifestNotFoundException; Request ID: [0-9a-f-]{36}; Proxy: null\)$/u,
    );
  });
});

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
