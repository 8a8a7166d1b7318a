/** Rightly signed tokens and assertions that say something odd. */
import { defaultWorld } from '../world/default.js';
import { roleArn } from '../world/lookup.js';
import { mintSamlAssertion, mintWebIdentityToken } from '../world/mint.js';
import { baseForm, type BaseForm, samlInput } from './base-form.js';

export async function oddTokenForms(now: Date): Promise<readonly BaseForm[]> {
  const base = { subject: 'subject', audience: 'sts.amazonaws.com', now };
  const seconds = Math.floor(now.getTime() / 1000);
  const odd: readonly Record<string, unknown>[] = [
    ...['', 'x', '\u0001', '\ud800', '\ufffe', '<&>', 'x'.repeat(3000)].flatMap((text) => [
      { sub: text },
      { 'https://aws.amazon.com/source_identity': text },
      tags({ principal_tags: { [text]: [text] }, transitive_tag_keys: [text] }),
    ]),
    { sub: 1 },
    { aud: [] },
    { aud: ['other', 'sts.amazonaws.com'] },
    { aud: {} },
    { iss: 'https://' },
    { iss: 'javascript:' },
    { exp: 1e300 },
    { exp: seconds + 0.5 },
    { exp: '1' },
    { iat: -1e300 },
    { iat: seconds + 1e6 },
    { nbf: seconds + 1e6 },
    { nbf: 'x' },
    tags(null),
    tags('x'),
    tags({ principal_tags: { a: 'x', A: 'y' } }),
    tags({ principal_tags: { a: [] }, transitive_tag_keys: 'a' }),
    tags({ principal_tags: { a: [{}], b: [null] }, transitive_tag_keys: [1, null] }),
    tags({ principal_tags: [['a']], transitive_tag_keys: ['b'] }),
    tags({
      principal_tags: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`k${i}`, ['v'.repeat(300)]])),
    }),
  ];
  const tokens = await Promise.all(
    odd.map((claims) => mintWebIdentityToken(defaultWorld, { ...base, claims })),
  );
  const RoleArn = roleArn(defaultWorld, 'web');
  const web = tokens.map((WebIdentityToken) =>
    baseForm('AssumeRoleWithWebIdentity', { RoleArn, RoleSessionName: 'fuzz', WebIdentityToken }),
  );
  const prefix = 'https://aws.amazon.com/SAML/Attributes/';
  const texts = ['', 'x', '<&>', '\u{10ffff}', 'a b', 'x'.repeat(3000)];
  const assertions = [
    ...texts.map((subject) => ({ subject })),
    ...texts.map((audience) => ({ audience })),
    ...texts.map((recipient) => ({ recipient })),
    ...texts.flatMap((text) =>
      [
        'SourceIdentity',
        'SessionDuration',
        `PrincipalTag:${text}`,
        'TransitiveTagKeys',
        'RoleSessionName',
      ].map((name) => ({ attributes: { [`${prefix}${name}`]: [text, text] } })),
    ),
    ...['0', '-1', '1e9', '900', 'NaN'].map((text) => ({
      attributes: { [`${prefix}SessionDuration`]: [text] },
    })),
  ];
  return [
    ...web,
    ...assertions.map((options) =>
      baseForm(
        'AssumeRoleWithSAML',
        samlInput(mintSamlAssertion(defaultWorld, { sessionName: 'fuzz', now, ...options })),
      ),
    ),
  ];
}

function tags(value: unknown): Record<string, unknown> {
  return { 'https://aws.amazon.com/tags': value };
}
