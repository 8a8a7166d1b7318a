import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { defineCheck } from '../define.js';
import { judgeRefusal } from './refusal.js';

/** Keys of this form are never issued: base 32 has no 0, 1, 8 and 9. */
const unknownCredentials = {
  accessKeyId: 'AKIA0189018901890189',
  secretAccessKey: 'unknownunknownunknownunknownunknownunkno',
};

/** A key that does not exist, however well it signs, is told apart from a wrong signature. */
export function unknownKey(operation: OperationName): Check {
  return defineCheck({
    area: 'authentication',
    operation,
    name: 'unknown-key',
    title: `${operation} refuses an access key that does not exist as InvalidClientTokenId`,
    evidence: ['C2', 'doc:common-errors'],
    async run(context) {
      const wrong = { kind: 'sigv4', credentials: unknownCredentials } as const;
      return judgeRefusal(context, operation, wrong, 'InvalidClientTokenId');
    },
  });
}
