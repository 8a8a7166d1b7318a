import type { Handler } from '../context.js';
import { identityOf } from '../caller.js';

/** Needs no permission: not even an explicit deny refuses it (documented). */
export const getCallerIdentity: Handler<'GetCallerIdentity'> = {
  auth: 'signed',
  handle(_input, { world, caller }) {
    const { arn, userId, account } = identityOf(world, caller);
    return { Arn: arn, UserId: userId, Account: account };
  },
};
