/** Condition keys of a request: names and meanings as the IAM user guide documents them. */
import type { Role, Tag, World } from '../../world/world.js';
import { arnOfRole } from '../../world/lookup.js';
import { type Caller, identityOf } from '../caller.js';
import type { OperationContext, SignedContext } from '../context.js';
import type { ConditionKeys } from './conditions.js';

type Entry = readonly [key: string, values: readonly string[]];

/** Keys that every request has: about its time, its place and how it came. */
export function requestKeys({ world, now, client }: OperationContext): ConditionKeys {
  return new Map([
    ['aws:requestedregion', [world.region]],
    ['aws:currenttime', [now.toISOString()]],
    ['aws:epochtime', [String(Math.floor(now.getTime() / 1000))]],
    ['aws:securetransport', [String(client.secure)]],
    ...single('aws:sourceip', client.address),
    ...single('aws:useragent', client.userAgent),
  ]);
}

/** Keys that every signed request has on top: about its caller. */
export function callerKeys(context: SignedContext): ConditionKeys {
  const { world, caller } = context;
  const { userId, account } = identityOf(world, caller);
  const { session } = caller;
  const mfaAt = session?.mfaAt;
  return new Map([
    ...requestKeys(context),
    ['aws:principalarn', [principalArn(world, caller)]],
    ['aws:principalaccount', [account]],
    ['aws:principaltype', [principalTypes[caller.kind]]],
    ['aws:userid', [userId]],
    ...single('aws:principalorgid', world.outboundFederation?.organizationId),
    ...single('aws:username', caller.kind === 'user' ? caller.user.name : undefined),
    // The next three are there for temporary credentials only, the age where there was a code.
    ...single('aws:multifactorauthpresent', session && String(mfaAt !== undefined)),
    ...single('aws:tokenissuetime', session && new Date(session.issuedAt * 1000).toISOString()),
    ...single('aws:sourceidentity', session?.sourceIdentity),
    ...(mfaAt === undefined ? [] : mfaKeys(context.now, mfaAt)),
    ...principalTags(caller).map(tagEntry('aws:principaltag')),
  ]);
}

/** Tags of the user or role, a session's own over them, keys case-insensitive. */
export function principalTags(caller: Caller): readonly Tag[] {
  const standing =
    caller.kind === 'user' ? caller.user.tags : caller.kind === 'assumed-role' ? caller.role.tags : [];
  const all = [...(standing ?? []), ...(caller.session?.tags ?? [])];
  return [...new Map(all.map((tag) => [tag.key.toLowerCase(), tag])).values()];
}

export interface SessionRequest {
  readonly sessionName?: string | undefined;
  readonly externalId?: string | undefined;
  readonly sourceIdentity?: string | undefined;
  /** True where a right code came with the request. */
  readonly mfa?: boolean;
  readonly tags: readonly Tag[];
  readonly transitiveTagKeys: readonly string[];
}

/** Keys of what a request for a session asks for. */
export function sessionKeys(request: SessionRequest, now: Date): ConditionKeys {
  const { tags, transitiveTagKeys } = request;
  return new Map([
    ...tags.map(tagEntry('aws:requesttag')),
    ...single('sts:rolesessionname', request.sessionName),
    ...single('sts:externalid', request.externalId),
    ...single('sts:sourceidentity', request.sourceIdentity),
    ...(request.mfa === true ? mfaKeys(now, Math.floor(now.getTime() / 1000)) : []),
    ...several(
      'aws:tagkeys',
      tags.map(({ key }) => key),
    ),
    ...several('sts:transitivetagkeys', transitiveTagKeys),
  ]);
}

/** Keys of the role that is asked for. */
export function roleKeys(world: World, role: Role): ConditionKeys {
  const tags = role.tags ?? [];
  return new Map<string, readonly string[]>([
    ['aws:resourceaccount', [role.accountId ?? world.accountId]],
    ...tags.map(tagEntry('aws:resourcetag')),
    ...tags.map(tagEntry('iam:resourcetag')),
  ]);
}

/** A session of a role is known by the role (documented). */
function principalArn(world: World, caller: Caller): string {
  return caller.kind === 'assumed-role' ? arnOfRole(world, caller.role) : identityOf(world, caller).arn;
}

const principalTypes = {
  user: 'User',
  root: 'Account',
  'assumed-role': 'AssumedRole',
  'federated-user': 'FederatedUser',
} as const;

function mfaKeys(now: Date, mfaAt: number): readonly Entry[] {
  const age = Math.max(0, Math.floor(now.getTime() / 1000) - mfaAt);
  return [
    ['aws:multifactorauthpresent', ['true']],
    ['aws:multifactorauthage', [String(age)]],
  ];
}

function tagEntry(prefix: string): (tag: Tag) => Entry {
  return ({ key, value }) => [`${prefix}/${key.toLowerCase()}`, [value]];
}

function single(key: string, value: string | undefined): readonly Entry[] {
  return value === undefined ? [] : [[key, [value]]];
}

function several(key: string, values: readonly string[]): readonly Entry[] {
  return values.length === 0 ? [] : [[key, values]];
}
