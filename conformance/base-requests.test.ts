import { describe, expect, it } from 'vitest';
import { codec, operations, type OperationName } from '../generated/index.js';
import { defaultWorld } from '../world/default.js';
import type { World } from '../world/world.js';
import { buildBaseInput, MissingFixtureError } from './base-requests.js';

const now = new Date('2026-07-19T12:00:00Z');
const names = Object.keys(operations) as OperationName[];

const empty: World = {
  ...defaultWorld,
  users: [],
  roles: [],
  oidcProviders: [],
  samlProviders: [],
  memberAccounts: [],
  delegationRequests: [],
  authorizationMessages: [],
};

describe.each(names)('%s', (name) => {
  it('satisfies every constraint', async () => {
    const input = await buildBaseInput(name, defaultWorld, now);
    const { validateRequest } = codec[name] as {
      readonly validateRequest: (draft: unknown) => readonly unknown[];
    };
    expect(validateRequest(input)).toEqual([]);
  });

  it('needs what it names', async () => {
    const independent = ['GetCallerIdentity', 'GetFederationToken', 'GetSessionToken', 'GetWebIdentityToken'];
    const error: unknown = await buildBaseInput(name, empty, now).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error instanceof MissingFixtureError).toBe(!independent.includes(name));
  });
});

it('mints tokens anew', async () => {
  const later = new Date(now.getTime() + 60_000);
  const first = await buildBaseInput('AssumeRoleWithWebIdentity', defaultWorld, now);
  const second = await buildBaseInput('AssumeRoleWithWebIdentity', defaultWorld, later);
  expect(first.WebIdentityToken).not.toBe(second.WebIdentityToken);
  const assertion = await buildBaseInput('AssumeRoleWithSAML', defaultWorld, now);
  expect(assertion.SAMLAssertion).not.toBe(
    (await buildBaseInput('AssumeRoleWithSAML', defaultWorld, later)).SAMLAssertion,
  );
});

it('says what is missing', async () => {
  await expect(buildBaseInput('AssumeRole', empty, now)).rejects.toThrow('the world has no role demo');
});
