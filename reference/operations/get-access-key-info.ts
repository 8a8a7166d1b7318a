import type { Handler } from '../context.js';
import { accountOfAccessKeyId } from '../identifiers.js';
import { requirePermission } from '../policy/require-permission.js';
import { invalidParameterValue } from '../service-error.js';

/** The account of a key of this world, or the one that a key id of AWS's form names: no record of issued keys is needed. */
export const getAccessKeyInfo: Handler<'GetAccessKeyInfo'> = {
  auth: 'signed',
  handle({ AccessKeyId }, context) {
    requirePermission(context, { action: 'sts:GetAccessKeyInfo' });
    const { world } = context;
    const keys = [...world.users.flatMap(({ accessKeys }) => accessKeys), ...(world.rootAccessKeys ?? [])];
    if (keys.some(({ accessKeyId }) => accessKeyId === AccessKeyId)) return { Account: world.accountId };
    const account = accountOfAccessKeyId(AccessKeyId);
    // What live STS answers for an id of no key is not known.
    if (account === undefined) throw invalidParameterValue('The specified access key does not exist.');
    return { Account: account };
  },
};
