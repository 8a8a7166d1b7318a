import type { Caller } from '../caller.js';
import type { LongTermIssuer } from '../session.js';

/** The user or root user who signs with long-term keys; undefined for temporary credentials. */
export function longTermIssuer(caller: Caller): LongTermIssuer | undefined {
  if (caller.session !== undefined) return undefined;
  return caller.kind === 'user' ? { kind: 'user', userId: caller.user.userId } : { kind: 'root' };
}
