import type { Handler } from '../context.js';
import { accessDenied } from '../service-error.js';
import { tokenDuration } from '../session-request/duration.js';
import { issueCredentials } from '../session-request/issue.js';
import { checkMfa } from '../session-request/mfa.js';
import { longTermIssuer } from './long-term-issuer.js';

/** Needs no permission (documented); refused with temporary credentials (reported). */
export const getSessionToken: Handler<'GetSessionToken'> = {
  auth: 'signed',
  handle(input, context) {
    const issuer = longTermIssuer(context.caller);
    if (issuer === undefined) throw accessDenied('Cannot call GetSessionToken with session credentials');
    const mfaAt = checkMfa(context, input) ? Math.floor(context.now.getTime() / 1000) : undefined;
    const seconds = tokenDuration(input.DurationSeconds, issuer.kind === 'root');
    return {
      Credentials: issueCredentials(
        context,
        { principal: { kind: 'session-token', issuer }, mfaAt },
        seconds,
      ),
    };
  },
};
