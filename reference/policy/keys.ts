/** Condition keys of a request. */
import { identityOf } from '../caller.js';
import type { SignedContext } from '../context.js';
import type { Tag } from '../session.js';
import type { ConditionKeys } from './conditions.js';

type Entry = readonly [key: string, values: readonly string[]];

/** Keys that every signed request has: about its caller and its time. */
export function callerKeys(context: SignedContext): ConditionKeys {
  const { world, caller, now } = context;
  const { arn, userId, account } = identityOf(world, caller);
  const entries: Entry[] = [
    ['aws:principalarn', [arn]],
    ['aws:principalaccount', [account]],
    ['aws:userid', [userId]],
    ['aws:requestedregion', [world.region]],
    ['aws:currenttime', [now.toISOString()]],
    ['aws:epochtime', [String(Math.floor(now.getTime() / 1000))]],
  ];
  if (caller.kind === 'user') entries.push(['aws:username', [caller.user.name]]);
  const { session } = caller;
  if (session !== undefined) {
    // Present for temporary credentials only (documented).
    entries.push(['aws:multifactorauthpresent', [String(session.mfa)]]);
    if (session.sourceIdentity !== undefined) entries.push(['aws:sourceidentity', [session.sourceIdentity]]);
    for (const { key, value } of session.tags)
      entries.push([`aws:principaltag/${key.toLowerCase()}`, [value]]);
  }
  return new Map(entries);
}

export interface SessionRequest {
  readonly sessionName?: string | undefined;
  readonly externalId?: string | undefined;
  readonly sourceIdentity?: string | undefined;
  readonly mfa?: boolean;
  readonly tags: readonly Tag[];
  readonly transitiveTagKeys: readonly string[];
}

/** Keys of what a request for a session asks for. */
export function sessionKeys(request: SessionRequest): ConditionKeys {
  const entries: Entry[] = request.tags.map(({ key, value }) => [
    `aws:requesttag/${key.toLowerCase()}`,
    [value],
  ]);
  const single = (key: string, value: string | undefined): void => {
    if (value !== undefined) entries.push([key, [value]]);
  };
  single('sts:rolesessionname', request.sessionName);
  single('sts:externalid', request.externalId);
  single('sts:sourceidentity', request.sourceIdentity);
  if (request.mfa === true) single('aws:multifactorauthpresent', 'true');
  if (request.tags.length > 0) entries.push(['aws:tagkeys', request.tags.map(({ key }) => key)]);
  if (request.transitiveTagKeys.length > 0) {
    entries.push(['sts:transitivetagkeys', request.transitiveTagKeys]);
  }
  return new Map(entries);
}
