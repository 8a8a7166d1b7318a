/** Names of what a world holds, as requests and answers spell them. */
import type { AccessKey, OidcProvider, Role, SamlProvider, User, World } from './world.js';

/**
 * ARN of a role by its name.
 *
 * @throws RangeError when the world has no such role
 */
export function roleArn(world: World, name: string): string {
  return arnOfRole(world, found(world.roles, name, 'role'));
}

export function arnOfRole(world: World, role: Role): string {
  return `arn:aws:iam::${role.accountId ?? world.accountId}:role${role.path}${role.name}`;
}

/** The role of an ARN; undefined where the world has none. */
export function roleOfArn(world: World, arn: string): Role | undefined {
  return world.roles.find((role) => arnOfRole(world, role) === arn);
}

/**
 * ARN of a user by its name.
 *
 * @throws RangeError when the world has no such user
 */
export function userArn(world: World, name: string): string {
  return arnOfUser(world, found(world.users, name, 'user'));
}

export function arnOfUser(world: World, user: User): string {
  return `arn:aws:iam::${user.accountId ?? world.accountId}:user${user.path ?? '/'}${user.name}`;
}

/**
 * First active access key of a user.
 *
 * @throws RangeError when the world has no such user or the user no active key
 */
export function activeKey(world: World, userName: string): AccessKey {
  const key = found(world.users, userName, 'user').accessKeys.find(({ active }) => active);
  if (key === undefined) throw new RangeError(`user ${userName} of the world has no active access key`);
  return key;
}

/** ARN of an OIDC provider: its issuer without the scheme. */
export function oidcProviderArn(world: World, provider: OidcProvider): string {
  return `arn:aws:iam::${world.accountId}:oidc-provider/${issuerHost(provider.issuer)}`;
}

/** Issuer without its scheme: what trust policies use as prefix of condition keys. */
export function issuerHost(issuer: string): string {
  return issuer.replace(/^https?:\/\//u, '');
}

export function samlProviderArn(world: World, provider: SamlProvider): string {
  return `arn:aws:iam::${world.accountId}:saml-provider/${provider.name}`;
}

function found<Named extends { readonly name: string }>(
  items: readonly Named[],
  name: string,
  what: string,
): Named {
  const item = items.find((candidate) => candidate.name === name);
  if (item === undefined) throw new RangeError(`the world has no ${what} named ${name}`);
  return item;
}
