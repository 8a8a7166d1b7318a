/** What must be true between the parts of a world: names that are unique, references that lead somewhere. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { arnOfRole, arnOfUser } from '../lookup.js';
import { below, type Mistakes } from '../mistakes.js';
import type { Role, SamlProvider, User, World } from '../world.js';

/** Reports to `mistakes`. Parts with mistakes of their own are holes in the lists of the world, and are not looked at. */
export function checkRelations(world: World, mistakes: Mistakes): void {
  const isWhole = (...names: readonly string[]): boolean =>
    !mistakes.found.some(({ pointer }) => names.some((name) => pointer.startsWith(`/${name}`)));
  checkUniqueness(world, mistakes);
  if (isWhole('managedPolicies')) checkManagedPolicies(world, mistakes);
  if (isWhole('accountId', 'users', 'roles')) checkPrincipals(world, mistakes);
  world.samlProviders.forEach((provider, index) => {
    if (!isPair(provider)) {
      mistakes.add(`/samlProviders/${index}/privateKey`, 'is not the key of the certificate');
    }
  });
  world.oidcProviders.forEach((provider, index) => {
    if (provider.jwks === undefined && provider.jwksUri === undefined) {
      mistakes.add(`/oidcProviders/${index}`, 'needs jwks or jwksUri');
    }
  });
}

function checkUniqueness(world: World, mistakes: Mistakes): void {
  const { accountId, users, roles, oidcProviders, samlProviders, delegationRequests } = world;
  const keys = users.map(({ accessKeys }, index) => placed(accessKeys, `/users/${index}/accessKeys`));
  const rootKeys = placed(world.rootAccessKeys ?? [], '/rootAccessKeys');
  const devices = users.map(({ mfaDevices }, index) => placed(mfaDevices, `/users/${index}/mfaDevices`));
  const policies = placed(world.managedPolicies ?? [], '/managedPolicies');
  const unique = <Item>(
    items: readonly Placed<Item>[],
    what: string,
    valueOf: (item: Item) => string,
  ): void => {
    const seen = new Set<string>();
    for (const { item, pointer } of items) {
      if (seen.has(valueOf(item))) mistakes.add(pointer, `has the ${what} of another`);
      seen.add(valueOf(item));
    }
  };
  // IAM's names differ by more than case.
  const name = (item: User | Role): string => `${item.accountId ?? accountId}/${item.name.toLowerCase()}`;
  unique(placed(users, '/users'), 'name', name);
  unique(placed(roles, '/roles'), 'name', name);
  unique(placed(users, '/users'), 'user id', ({ userId }) => userId);
  unique(placed(roles, '/roles'), 'role id', ({ roleId }) => roleId);
  unique([...keys.flat(), ...rootKeys], 'access key id', ({ accessKeyId }) => accessKeyId);
  unique(devices.flat(), 'serial number', ({ serialNumber }) => serialNumber);
  unique(placed(oidcProviders, '/oidcProviders'), 'issuer', ({ issuer }) => issuer);
  unique(placed(samlProviders, '/samlProviders'), 'name', ({ name }) => name);
  unique(placed(delegationRequests, '/delegationRequests'), 'token', ({ tradeInToken }) => tradeInToken);
  unique(policies, 'ARN', ({ arn }) => arn);
}

interface Placed<Item> {
  readonly item: Item;
  readonly pointer: string;
}

/** The items of a list with their places, without its holes. */
function placed<Item>(items: readonly Item[], pointer: string): readonly Placed<Item>[] {
  return items.map((item, index) => ({ item, pointer: `${pointer}/${index}` })).filter(() => true);
}

function checkManagedPolicies(world: World, mistakes: Mistakes): void {
  const arns = new Set(world.managedPolicies?.map(({ arn }) => arn));
  for (const name of ['users', 'roles'] as const) {
    world[name].forEach(({ managedPolicyArns = [] }, holder) => {
      managedPolicyArns.forEach((arn, index) => {
        if (arns.has(arn)) return;
        mistakes.add(`/${name}/${holder}/managedPolicyArns/${index}`, 'names no managed policy of the world');
      });
    });
  }
}

function checkPrincipals(world: World, mistakes: Mistakes): void {
  const principals = new Set([
    ...world.users.map((user) => arnOfUser(world, user)),
    ...world.roles.map((role) => arnOfRole(world, role)),
  ]);
  world.delegationRequests.forEach(({ assumedPrincipal }, index) => {
    if (principals.has(assumedPrincipal)) return;
    mistakes.add(
      below(`/delegationRequests/${index}`, 'assumedPrincipal'),
      'names no user and no role of the world',
    );
  });
  world.memberAccounts.forEach((account, index) => {
    if (account === world.accountId)
      mistakes.add(`/memberAccounts/${index}`, 'is the management account itself');
  });
}

function isPair({ certificate, privateKey }: SamlProvider): boolean {
  return (
    privateKey === undefined || new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey))
  );
}
