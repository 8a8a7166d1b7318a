import type { OperationName } from '../../../generated/index.js';
import type { Authentication, CheckContext } from '../../check.js';
import { describe, fail, isAccepted, passed } from '../../judge.js';
import type { Outcome } from '../../verdict.js';
import { ask } from '../ask.js';

/**
 * The base request, rightly signed, is accepted; the same request authenticated in a wrong way is 403 with `code`.
 * Nothing but the authentication differs.
 */
export async function judgeRefusal(
  context: CheckContext,
  operation: OperationName,
  wrong: Authentication,
  code: string,
): Promise<Outcome> {
  const input = await context.baseInput(operation);
  const twin = await ask(context, operation, input);
  if (!isAccepted(twin.reading, operation)) {
    return fail(
      'the rightly signed request is refused, too: a refusal shows nothing',
      `200 ${operation}Response`,
      describe(twin.reading),
    );
  }
  const { reading } = await ask(context, operation, input, wrong);
  if (reading.kind === 'error' && reading.status === 403 && reading.error.code === code) return passed;
  const reason = isAccepted(reading, operation)
    ? 'the request is accepted'
    : 'the request is answered otherwise';
  return fail(reason, `403 ${code}`, describe(reading));
}

/** The run's own credentials. */
export function signedBy(context: CheckContext): Authentication & { readonly kind: 'sigv4' } {
  return { kind: 'sigv4', credentials: context.credentials };
}
