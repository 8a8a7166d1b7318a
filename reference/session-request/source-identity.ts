import { validateAssumeRoleWithSAMLResponse } from '../../generated/index.js';
import { invalidIdentityToken } from '../service-error.js';

/**
 * The source identity of a token or assertion, in the bounds that the answer's member has. The text is documented for
 * assertions; its 64 is the model's and not the live limit.
 *
 * @throws ServiceError InvalidIdentityToken
 */
export function checkSourceIdentity(text: string | undefined): string | undefined {
  if (text !== undefined && validateAssumeRoleWithSAMLResponse({ SourceIdentity: text }).length > 0) {
    throw invalidIdentityToken(
      'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    );
  }
  return text;
}
