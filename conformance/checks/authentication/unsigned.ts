/** Requests without any signature. */
import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { describe, fail, isAccepted, passed } from '../../judge.js';
import { ask } from '../ask.js';
import { defineCheck } from '../define.js';
import { judgeRefusal } from './refusal.js';

export function unsigned(operation: OperationName): Check {
  return defineCheck({
    area: 'authentication',
    operation,
    name: 'unsigned',
    title: `${operation} refuses a request without a signature as MissingAuthenticationToken`,
    evidence: ['C1', 'doc:common-errors'],
    run: async (context) => judgeRefusal(context, operation, { kind: 'none' }, 'MissingAuthenticationToken'),
  });
}

/** Where the token is the proof of identity, no signature is asked for; without the token there is no proof at all. */
export function unsignedAccepted(operation: OperationName): Check {
  const proof = operation === 'AssumeRoleWithSAML' ? 'SAMLAssertion' : 'WebIdentityToken';
  return defineCheck({
    area: 'authentication',
    operation,
    name: 'unsigned-accepted',
    title: `${operation} takes a request without a signature for its ${proof}, and for nothing less`,
    evidence: ['E1'],
    async run(context) {
      const input = await context.baseInput(operation);
      const { reading } = await ask(context, operation, input, { kind: 'none' });
      if (!isAccepted(reading, operation)) {
        return fail('the unsigned request is refused', `200 ${operation}Response`, describe(reading));
      }
      const twin = await ask(context, operation, { ...input, [proof]: undefined }, { kind: 'none' });
      return isAccepted(twin.reading, operation)
        ? fail(
            `a request with neither signature nor ${proof} is accepted`,
            'an error',
            describe(twin.reading),
          )
        : passed;
    },
  });
}
