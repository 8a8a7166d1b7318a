/** What the answers of the federated operations say about assertion and token. */
import { createHash } from 'node:crypto';
import { oidcProviderArn } from '../../../world/lookup.js';
import { mintSamlAssertion, mintWebIdentityToken, samlRecipient } from '../../../world/mint.js';
import { webIdentityAudience } from '../../base-requests.js';
import type { Check } from '../../check.js';
import { childText, fail, passed } from '../../judge.js';
import { defineCheck } from '../define.js';
import { succeed } from './pair.js';
import { judgeTexts } from './sessions.js';

const subjects = ['conformance-subject-1', 'conformance-subject-2'] as const;

/** Subject, its type, issuer and audience are read from the assertion. */
export function assertionFacts(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'AssumeRoleWithSAML',
    name: 'assertion-facts',
    title: 'AssumeRoleWithSAML gives back subject, issuer and audience of the assertion',
    evidence: ['E24'],
    async run(context) {
      const base = await context.baseInput('AssumeRoleWithSAML');
      const provider = context.world.samlProviders.find(({ privateKey }) => privateKey !== undefined);
      for (const subject of subjects) {
        const SAMLAssertion = mintSamlAssertion(context.world, {
          sessionName: 'conformance',
          subject,
          now: new Date(),
        });
        const { result } = await succeed(context, 'AssumeRoleWithSAML', { ...base, SAMLAssertion });
        const outcome = judgeTexts(result, [
          ['Subject', subject],
          ['SubjectType', 'persistent'],
          ['Issuer', provider?.entityId ?? ''],
          ['Audience', samlRecipient],
        ]);
        if (outcome.verdict !== 'pass') return outcome;
      }
      return passed;
    },
  });
}

/** Base64 of the SHA-1 of issuer, account and name of the provider, as the reference says. */
export function nameQualifier(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'AssumeRoleWithSAML',
    name: 'name-qualifier',
    title: 'NameQualifier of AssumeRoleWithSAML identifies issuer, account and provider',
    level: 'should',
    evidence: ['E24'],
    async run(context) {
      const base = await context.baseInput('AssumeRoleWithSAML');
      const { accountId, samlProviders } = context.world;
      const provider = samlProviders.find(({ privateKey }) => privateKey !== undefined);
      const named = `${provider?.entityId ?? ''}${accountId}/${provider?.name ?? ''}`;
      const wanted = createHash('sha1').update(named).digest('base64');
      const { result } = await succeed(context, 'AssumeRoleWithSAML', base);
      const outcome = judgeTexts(result, [['NameQualifier', wanted]]);
      if (outcome.verdict !== 'pass') return outcome;
      // The same for another subject, while the subject is another one.
      const SAMLAssertion = mintSamlAssertion(context.world, {
        sessionName: 'conformance',
        subject: subjects[1],
        now: new Date(),
      });
      const other = await succeed(context, 'AssumeRoleWithSAML', { ...base, SAMLAssertion });
      return judgeTexts(other.result, [
        ['NameQualifier', wanted],
        ['Subject', subjects[1]],
      ]);
    },
  });
}

/** Subject and audience are claims of the token. */
export function tokenFacts(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'AssumeRoleWithWebIdentity',
    name: 'token-facts',
    title: 'AssumeRoleWithWebIdentity gives back subject and audience of the token',
    level: 'should',
    evidence: ['E15', 'A11'],
    async run(context) {
      const base = await context.baseInput('AssumeRoleWithWebIdentity');
      const audience = webIdentityAudience(context.world);
      for (const subject of subjects) {
        const WebIdentityToken = await mintWebIdentityToken(context.world, {
          subject,
          audience,
          now: new Date(),
        });
        const { result } = await succeed(context, 'AssumeRoleWithWebIdentity', { ...base, WebIdentityToken });
        const outcome = judgeTexts(result, [
          ['SubjectFromWebIdentityToken', subject],
          ['Audience', audience],
        ]);
        if (outcome.verdict !== 'pass') return outcome;
      }
      return passed;
    },
  });
}

/** For a provider of the account it is its ARN; the examples of the reference show hosts of the built-in providers. */
export function providerArn(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'AssumeRoleWithWebIdentity',
    name: 'provider',
    title: 'AssumeRoleWithWebIdentity names the ARN of the provider',
    level: 'should',
    evidence: ['E15'],
    async run(context) {
      const base = await context.baseInput('AssumeRoleWithWebIdentity');
      const provider = context.world.oidcProviders.find(({ signingKey }) => signingKey !== undefined);
      const wanted = provider === undefined ? '' : oidcProviderArn(context.world, provider);
      for (const RoleSessionName of ['conformance-1', 'conformance-2']) {
        const { result } = await succeed(context, 'AssumeRoleWithWebIdentity', { ...base, RoleSessionName });
        const found = childText(result, 'Provider');
        if (found !== wanted) return fail('the provider is another one', wanted, found ?? 'no Provider');
        const arn = childText(result, 'AssumedRoleUser', 'Arn') ?? 'no Arn';
        if (!arn.endsWith(`/${RoleSessionName}`))
          return fail('the session is another one', RoleSessionName, arn);
      }
      return passed;
    },
  });
}
