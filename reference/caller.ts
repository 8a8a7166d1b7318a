/** Who signed a request, and what answers call them. */
import { arnOfUser } from '../world/lookup.js';
import type { Role, User, World } from '../world/world.js';
import type { LongTermIssuer, Session, SessionPrincipal } from './session.js';

/** The principal behind a request. `session` is there for temporary credentials. */
export type Caller =
  | { readonly kind: 'user'; readonly user: User; readonly session?: Session | undefined }
  | { readonly kind: 'root'; readonly accountId: string; readonly session?: Session | undefined }
  | {
      readonly kind: 'assumed-role';
      readonly role: Role;
      readonly sessionName: string;
      readonly session: Session;
    }
  | {
      readonly kind: 'federated-user';
      readonly name: string;
      readonly issuer: LongTermIssuer;
      readonly session: Session;
    };

/** The three facts that GetCallerIdentity answers. */
export interface Identity {
  readonly arn: string;
  readonly userId: string;
  readonly account: string;
}

/**
 * Forms recorded live: a user with its path, the root user with its account as id, an assumed role without the role's
 * path; documented: a federated user.
 */
export function identityOf(world: World, caller: Caller): Identity {
  const account = accountOf(world, caller);
  switch (caller.kind) {
    case 'user':
      return { arn: arnOfUser(world, caller.user), userId: caller.user.userId, account };
    case 'root':
      return {
        arn: `arn:aws:iam::${account}:root`,
        userId: account,
        account,
      };
    case 'assumed-role':
      return {
        arn: assumedRoleArn(account, caller.role.name, caller.sessionName),
        userId: `${caller.role.roleId}:${caller.sessionName}`,
        account,
      };
    case 'federated-user':
      return {
        arn: `arn:aws:sts::${account}:federated-user/${caller.name}`,
        userId: `${account}:${caller.name}`,
        account,
      };
  }
}

function accountOf(world: World, caller: Caller): string {
  switch (caller.kind) {
    case 'user':
      return caller.user.accountId ?? world.accountId;
    case 'root':
      return caller.accountId;
    case 'assumed-role':
      return caller.role.accountId ?? world.accountId;
    case 'federated-user':
      return userOf(world, caller.issuer)?.accountId ?? world.accountId;
  }
}

/** The path of the role is dropped (recorded live). */
export function assumedRoleArn(account: string, roleName: string, sessionName: string): string {
  return `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`;
}

/** The caller that a session stands for; undefined where its role or user is gone from the world. */
export function callerOfSession(world: World, session: Session): Caller | undefined {
  const { principal } = session;
  switch (principal.kind) {
    case 'assumed-role': {
      const role = world.roles.find(({ roleId }) => roleId === principal.roleId);
      return role && { kind: 'assumed-role', role, sessionName: principal.sessionName, session };
    }
    case 'federated-user':
      return isAlive(world, principal.issuer)
        ? { kind: 'federated-user', name: principal.name, issuer: principal.issuer, session }
        : undefined;
    case 'session-token': {
      if (principal.issuer.kind === 'root') return { kind: 'root', accountId: world.accountId, session };
      const user = userOf(world, principal.issuer);
      return user && { kind: 'user', user, session };
    }
    case 'root-task':
      return { kind: 'root', accountId: principal.accountId, session };
  }
}

/** The account that the credentials of a session are of. */
export function accountOfPrincipal(world: World, principal: SessionPrincipal): string {
  switch (principal.kind) {
    case 'assumed-role':
      return world.roles.find(({ roleId }) => roleId === principal.roleId)?.accountId ?? world.accountId;
    case 'federated-user':
    case 'session-token':
      return userOf(world, principal.issuer)?.accountId ?? world.accountId;
    case 'root-task':
      return principal.accountId;
  }
}

/** The user that issued a session; undefined for the root user and for one that is gone. */
export function userOf(world: World, issuer: LongTermIssuer): User | undefined {
  return issuer.kind === 'user' ? world.users.find(({ userId }) => userId === issuer.userId) : undefined;
}

function isAlive(world: World, issuer: LongTermIssuer): boolean {
  return issuer.kind === 'root' || userOf(world, issuer) !== undefined;
}
