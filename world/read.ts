/** Reads a world from a file or from data, and says everything that is wrong with it at once. */
import { readFileSync } from 'node:fs';
import { type Mistake, Mistakes } from './mistakes.js';
import { isRecord } from './policy/values.js';
import { bool, list, object, type Read } from './reader/fields.js';
import * as parts from './reader/parts.js';
import { checkRelations } from './reader/relations.js';
import { accountId, anyText, regionName } from './reader/values.js';
import type { World } from './world.js';

/** A world that cannot be lived in. The message lists every mistake with its JSON pointer, and no value. */
export class WorldError extends Error {
  override readonly name = 'WorldError';

  constructor(
    source: string,
    readonly mistakes: readonly Mistake[],
  ) {
    const lines = mistakes.map(({ pointer, text }) => `  ${pointer === '' ? '(whole)' : pointer} ${text}`);
    const count = mistakes.length === 1 ? 'one mistake' : `${mistakes.length} mistakes`;
    super(`${source}: ${count}\n${lines.join('\n')}`);
  }
}

/**
 * Reads a JSON file of the form that `world.schema.json` describes. A `region` that is given takes the place of the file's.
 *
 * @throws WorldError when the file cannot be read, is no JSON or describes no world
 */
export function readWorldFile(file: string, region?: string): World {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/u, ''));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'is no JSON' : 'cannot be read';
    // The text of a syntax error quotes the file, which holds secrets; its position does not.
    const where = /position \d+|line \d+ column \d+/u.exec(String(error))?.[0];
    const code = error instanceof Error && 'code' in error ? String(error.code) : where;
    throw new WorldError(file, [{ pointer: '', text: code === undefined ? reason : `${reason}: ${code}` }]);
  }
  return readWorld(region !== undefined && isRecord(value) ? { ...value, region } : value, file);
}

/**
 * Reads a world from data, such as parsed JSON. What may be left out is filled in.
 *
 * @throws WorldError with every mistake
 */
export function readWorld(value: unknown, source = 'the world'): World {
  const mistakes = new Mistakes();
  const world = worldOf(value, '', mistakes);
  if (world !== undefined) checkRelations(world, mistakes);
  if (mistakes.found.length > 0 || world === undefined) throw new WorldError(source, mistakes.found);
  return world;
}

const readMembers = parts.withDefaults(
  object(
    { accountId },
    {
      $schema: anyText,
      region: regionName,
      enabledRegions: list(regionName),
      users: list(parts.user),
      roles: list(parts.role),
      oidcProviders: list(parts.oidcProvider),
      samlProviders: list(parts.samlProvider),
      memberAccounts: list(accountId),
      delegationRequests: list(parts.delegationRequest),
      authorizationMessages: list(parts.authorizationMessage),
      rootAccessKeys: list(parts.accessKey),
      centralizedRootAccess: bool,
      outboundFederation: parts.outboundFederation,
      managedPolicies: list(parts.managedPolicy),
    },
  ),
  {
    region: 'us-east-1',
    users: [],
    roles: [],
    oidcProviders: [],
    samlProviders: [],
    memberAccounts: [],
    delegationRequests: [],
    authorizationMessages: [],
  },
);

/** Only the region of the endpoint is on where none are listed. */
const worldOf: Read<World> = (value, pointer, mistakes) => {
  const members = readMembers(value, pointer, mistakes);
  return members && { enabledRegions: [members.region], ...members };
};
