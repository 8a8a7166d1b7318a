import type { Handler } from '../context.js';
import { requirePermission } from '../policy/require-permission.js';
import { modeledError } from '../service-error.js';

/** Decodes the messages that the world holds. */
export const decodeAuthorizationMessage: Handler<'DecodeAuthorizationMessage'> = {
  auth: 'signed',
  handle({ EncodedMessage }, context) {
    requirePermission(context, { action: 'sts:DecodeAuthorizationMessage' });
    const message = context.world.authorizationMessages.find(({ encoded }) => encoded === EncodedMessage);
    if (message === undefined) {
      // Code and status from the model; the live text is not known.
      throw modeledError('InvalidAuthorizationMessageException', 'Message is not valid');
    }
    return { DecodedMessage: message.decoded };
  },
};
