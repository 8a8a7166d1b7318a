/**
 * One request per operation that the world says must succeed. Support is decided by them, and every check starts from
 * one: without an accepted base request a refusal proves nothing.
 */
import type { OperationInputs, OperationName } from '../generated/index.js';
import { arnOfRole, samlProviderArn } from '../world/lookup.js';
import { mintSamlAssertion, mintWebIdentityToken } from '../world/mint.js';
import type { Role, World } from '../world/world.js';

/** Thrown where the world lacks what a request needs: the check is a `skip`, never a verdict. */
export class MissingFixtureError extends Error {
  override readonly name = 'MissingFixtureError';

  /** @param fixture what is missing, as the end of `the world has no ...` */
  constructor(readonly fixture: string) {
    super(`the world has no ${fixture}`);
  }
}

/**
 * Makes the base input of an operation. Tokens are minted anew, valid at `now`.
 *
 * @throws MissingFixtureError when the world lacks the role, provider, account or token that the request needs
 */
export async function buildBaseInput<Name extends OperationName>(
  operation: Name,
  world: World,
  now: Date,
): Promise<OperationInputs[Name]> {
  const build = builders[operation];
  if (build === undefined) throw new MissingFixtureError(`base request of ${operation}`);
  return build(world, now);
}

/** False for an operation that a new revision of the model has brought and that nobody has written a request for yet. */
export function hasBaseRequest(operation: OperationName): boolean {
  return builders[operation] !== undefined;
}

type Builders = {
  readonly [Name in OperationName]?: (
    world: World,
    now: Date,
  ) => OperationInputs[Name] | Promise<OperationInputs[Name]>;
};

const sessionName = 'conformance';

const builders: Builders = {
  AssumeRole: (world) => ({
    RoleArn: arnOfRole(world, roleNamed(world, 'demo')),
    RoleSessionName: sessionName,
  }),
  AssumeRoleWithSAML: (world, now) => ({
    RoleArn: arnOfRole(world, roleNamed(world, 'saml')),
    PrincipalArn: samlProviderArn(world, signingSamlProvider(world)),
    SAMLAssertion: samlAssertion(world, now),
  }),
  AssumeRoleWithWebIdentity: async (world, now) => ({
    RoleArn: arnOfRole(world, roleNamed(world, 'web')),
    RoleSessionName: sessionName,
    WebIdentityToken: await webIdentityToken(world, now),
  }),
  AssumeRoot: (world) => ({
    TargetPrincipal: given(world.memberAccounts[0], 'member account'),
    TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' },
  }),
  DecodeAuthorizationMessage: (world) => ({
    EncodedMessage: given(world.authorizationMessages[0], 'encoded authorization message').encoded,
  }),
  GetAccessKeyInfo: (world) => ({ AccessKeyId: knownAccessKeyId(world) }),
  GetCallerIdentity: () => ({}),
  GetDelegatedAccessToken: (world) => ({
    TradeInToken: given(
      world.delegationRequests.find(({ reusable }) => reusable === true),
      'reusable trade-in token',
    ).tradeInToken,
  }),
  GetFederationToken: () => ({ Name: sessionName }),
  GetSessionToken: () => ({}),
  GetWebIdentityToken: () => ({ Audience: ['https://audience.example'], SigningAlgorithm: 'RS256' }),
};

/** Subject of the tokens and assertions that base requests carry. */
export const federatedSubject = 'conformance-subject';

/**
 * An assertion that the role `saml` of the world trusts.
 *
 * @param length exact number of characters
 * @throws MissingFixtureError when no SAML provider of the world has a key, or the role is missing
 */
export function samlAssertion(world: World, now: Date, length?: number): string {
  signingSamlProvider(world);
  roleNamed(world, 'saml');
  return mintSamlAssertion(world, {
    sessionName,
    subject: federatedSubject,
    now,
    ...(length === undefined ? {} : { length }),
  });
}

/**
 * A token that the role `web` of the world trusts.
 *
 * @param length exact number of characters
 * @throws MissingFixtureError when no OIDC provider of the world has a key and a client
 */
export async function webIdentityToken(world: World, now: Date, length?: number): Promise<string> {
  return mintWebIdentityToken(world, {
    subject: federatedSubject,
    audience: webIdentityAudience(world),
    now,
    ...(length === undefined ? {} : { length }),
  });
}

/** Audience of `webIdentityToken`: the first client of the provider that signs. */
export function webIdentityAudience(world: World): string {
  const provider = world.oidcProviders.find(({ signingKey }) => signingKey !== undefined);
  return given(provider?.clientIds[0], 'OIDC provider with a signing key and a client');
}

/** @throws MissingFixtureError when the world has no role of that name */
export function roleNamed(world: World, name: string): Role {
  return given(
    world.roles.find((role) => role.name === name),
    `role ${name}`,
  );
}

function signingSamlProvider(world: World): World['samlProviders'][number] {
  return given(
    world.samlProviders.find(({ privateKey }) => privateKey !== undefined),
    'SAML provider with a private key',
  );
}

function knownAccessKeyId(world: World): string {
  const keys = world.users.flatMap((user) => user.accessKeys);
  return given(
    keys.find(({ active }) => active),
    'active access key',
  ).accessKeyId;
}

function given<Value>(value: Value | undefined, fixture: string): Value {
  if (value === undefined) throw new MissingFixtureError(fixture);
  return value;
}
