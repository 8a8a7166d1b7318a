import type { Handler } from '../context.js';
import { requirePermission } from '../policy/require-permission.js';
import { modeledError } from '../service-error.js';

/** Decodes the messages that this endpoint sealed, and those that the world holds. */
export const decodeAuthorizationMessage: Handler<'DecodeAuthorizationMessage'> = {
  auth: 'signed',
  handle({ EncodedMessage }, context) {
    requirePermission(context, { action: 'sts:DecodeAuthorizationMessage' });
    const { state, world } = context;
    const held = world.authorizationMessages.find(({ encoded }) => encoded === EncodedMessage);
    const decoded = held?.decoded ?? state.decodeMessage(EncodedMessage);
    if (decoded === undefined) {
      // Code and status from the model; the live text is not known.
      throw modeledError('InvalidAuthorizationMessageException', 'Message is not valid');
    }
    return { DecodedMessage: decoded };
  },
};
