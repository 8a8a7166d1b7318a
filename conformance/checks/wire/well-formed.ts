import { isUtf8 } from 'node:buffer';
import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { fail, passed } from '../../judge.js';
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
      const answer = await observe(context, operation, side);
      documentOf(answer, true);
      return isUtf8(answer.body) || namesEncoding(answer.text)
        ? passed
        : fail('the body names no encoding and is not UTF-8', 'UTF-8', 'other bytes');
    },
  });
}

/** Without a declaration a document is UTF-8; UTF-16 shows itself by its first bytes, and is read by no client of STS. */
function namesEncoding(text: string): boolean {
  return /^<\?xml[^>]*\bencoding\s*=/u.test(text);
}
