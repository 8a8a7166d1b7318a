/** Who calls, as far as the world and the target say so: an endpoint that takes any key has an account of its own. */
import type { CheckContext } from '../../check.js';
import { childText, isAccepted } from '../../judge.js';
import type { Outcome } from '../../verdict.js';
import { ask } from '../ask.js';

/** `root` and `user`: the world has the key. `session`: temporary credentials. `unknown`: the world does not know the key. */
export type CallerKind = 'root' | 'user' | 'session' | 'unknown';

export function callerKind({ world, credentials }: Pick<CheckContext, 'world' | 'credentials'>): CallerKind {
  const isOwn = ({ accessKeyId }: { readonly accessKeyId: string }): boolean =>
    accessKeyId === credentials.accessKeyId;
  if (credentials.sessionToken !== undefined) return 'session';
  if ((world.rootAccessKeys ?? []).some(isOwn)) return 'root';
  return world.users.some(({ accessKeys }) => accessKeys.some(isOwn)) ? 'user' : 'unknown';
}

export function isAccountId(text: string | undefined): text is string {
  return /^\d{12}$/u.test(text ?? '');
}

/**
 * Judges an account that is right in itself. Not that of the world: the key is one of the world's, or else nobody has
 * said which account it belongs to.
 */
export function judgeAccount({ world, credentials }: CheckContext, account: string): Outcome {
  if (account === world.accountId || callerKind({ world, credentials }) === 'unknown') {
    return { verdict: 'pass' };
  }
  return otherAccount(account, world.accountId);
}

/** An endpoint that takes any key for its own account was not told of the world, or does not heed it: nobody can say. */
export function otherAccount(account: string, ofWorld: string): Outcome {
  const reason = `to the target the key is one of account ${account}, in the world one of ${ofWorld}`;
  return { verdict: 'skip', reason };
}

/** The account of the caller: what GetCallerIdentity says, or else the world. */
export async function accountOfCaller(context: CheckContext): Promise<string> {
  const { reading } = await ask(context, 'GetCallerIdentity', {});
  const account = isAccepted(reading, 'GetCallerIdentity')
    ? childText(reading.root, 'GetCallerIdentityResult', 'Account')
    : undefined;
  return isAccountId(account) ? account : context.world.accountId;
}
