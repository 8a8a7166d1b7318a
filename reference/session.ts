/** Temporary credentials as the endpoint remembers them: nowhere but in the session token itself. */

export interface Tag {
  readonly key: string;
  readonly value: string;
}

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
  /** Seconds since the epoch. */
  readonly expiresAt: number;
  readonly principal: SessionPrincipal;
  /** True where an MFA code was given for it. */
  readonly mfa: boolean;
  readonly tags: readonly Tag[];
  /** Keys of those tags that a chained session inherits. */
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string | undefined;
  /** Session policies as documents, each of which must allow what the session does; none for no limit. */
  readonly policies: readonly string[];
}
