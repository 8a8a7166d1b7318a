/** Temporary credentials as the endpoint remembers them: nowhere but in the session token itself. */
import type { Tag } from '../world/world.js';

/** Whose session it is. */
export type SessionPrincipal =
  | {
      readonly kind: 'assumed-role';
      readonly roleId: string;
      readonly roleName: string;
      readonly sessionName: string;
    }
  | { readonly kind: 'federated-user'; readonly name: string; readonly issuer: LongTermIssuer }
  /** GetSessionToken: the user, or the root user, by other credentials. */
  | { readonly kind: 'session-token'; readonly issuer: LongTermIssuer }
  /** AssumeRoot: the root user of a member account, held to one task. */
  | { readonly kind: 'root-task'; readonly accountId: string; readonly taskPolicyArn: string };

/** The user, by id, or the root user whose credentials asked for the session. */
export type LongTermIssuer = { readonly kind: 'user'; readonly userId: string } | { readonly kind: 'root' };

export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Seconds since the epoch, both. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly principal: SessionPrincipal;
  /** When its MFA code was given, in seconds since the epoch; absent without one. */
  readonly mfaAt?: number | undefined;
  readonly tags: readonly Tag[];
  /** Keys of those tags that a chained session inherits. */
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string | undefined;
  /** The inline session policy. Together with the managed ones it limits the session; none of both is no limit. */
  readonly policy?: string | undefined;
  /** ARNs of the managed session policies. */
  readonly policyArns: readonly string[];
}
