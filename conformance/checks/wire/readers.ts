import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { fail, passed } from '../../judge.js';
import { readSuccess } from '../../readers.js';
import { defineCheck } from '../define.js';
import { observe } from './observe.js';

/**
 * A strict parser, fast-xml-parser and the generated reader find the same values in a success. What the first refuses
 * is the target's fault; where the other two differ on what it accepts, the suite accuses itself.
 */
export function readersAgree(operation: OperationName): Check {
  return defineCheck({
    area: 'wire',
    operation,
    name: 'success/readers-agree',
    title: `A success of ${operation} means the same to three independent readers`,
    evidence: ['spec:aws-query-response', 'spec:xml'],
    async run(context) {
      const reading = readSuccess(operation, await observe(context, operation, 'success'));
      return reading.ok
        ? passed
        : fail('the answer cannot be read as the model says', `${operation}Response`, reading.problem);
    },
  });
}
