/** One endpoint per test file, its clock stopped, and the requests that tests keep making of it. */
import { afterAll, beforeAll } from 'vitest';
import type { AssumeRoleRequest, Credentials } from '../../generated/index.js';
import { defaultWorld } from '../../world/default.js';
import { roleArn } from '../../world/lookup.js';
import type { World } from '../../world/world.js';
import { startReference } from '../index.js';
import { call, type SendOptions, type Signing, signingOf } from './client.js';

export const now = new Date('2026-07-19T12:00:00Z');
/** Options of a request that alice signs at that instant. */
export const date: SendOptions = { date: now };
export const unsigned: SendOptions = { credentials: null };
export const rootKey = {
  accessKeyId: 'AKIAROOTROOTROOTROOT',
  secretAccessKey: 'root secret of a test',
  active: true,
};
/** The built-in world with a key for the root user. */
export const world: World = { ...defaultWorld, rootAccessKeys: [rootKey] };
export const deviceSerial = world.users[0]?.mfaDevices[0]?.serialNumber ?? '';

/** The endpoint's URL, once tests run. An exception in the endpoint that is no refusal fails the file. */
export function useEndpoint(lived: World = world): { readonly url: string } {
  const holder = { url: '' };
  const errors: unknown[] = [];
  let close = (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    ({ url: holder.url, close } = await startReference({
      world: lived,
      clock: () => now,
      onError: (error) => errors.push(error),
    }));
  });
  afterAll(async () => {
    await close();
    if (errors.length > 0) throw new AggregateError(errors, 'the endpoint failed');
  });
  return holder;
}

export function as(credentials: Signing): SendOptions {
  return { ...date, credentials };
}

export function assume(role: string, rest: Partial<AssumeRoleRequest> = {}): AssumeRoleRequest {
  return { RoleArn: roleArn(world, role), RoleSessionName: 'session', ...rest };
}

/** Credentials of a role that alice assumed. */
export async function sessionOf(
  url: string,
  role: string,
  rest: Partial<AssumeRoleRequest> = {},
): Promise<Signing> {
  return signed((await call(url, 'AssumeRole', assume(role, rest), date)).Credentials);
}

export function signed(credentials: Credentials | undefined): Signing {
  if (credentials === undefined) throw new Error('no credentials');
  return signingOf(credentials);
}

/** What AssumeRole answers a caller that may not. */
export function denied(
  action: string,
  role: string,
  caller = 'iam::123456789012:user/alice',
): { readonly status: 403; readonly code: string; readonly message: string } {
  return {
    status: 403,
    code: 'AccessDenied',
    message: `User: arn:aws:${caller} is not authorized to perform: ${action} on resource: ${roleArn(world, role)}`,
  };
}
