import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { passed } from '../../judge.js';
import { defineCheck } from '../define.js';
import { documentOf, observe, type Side } from './observe.js';

/** The body is one well-formed document, by a strict parser. Lenient clients hide what breaks the strict ones. */
export function wellFormed(operation: OperationName, side: Side): Check {
  return defineCheck({
    area: 'wire',
    operation,
    name: `${side}/well-formed`,
    title: `${side === 'success' ? 'A success' : 'An error'} of ${operation} is well-formed XML`,
    evidence: ['spec:xml'],
    async run(context) {
      documentOf(await observe(context, operation, side), true);
      return passed;
    },
  });
}
