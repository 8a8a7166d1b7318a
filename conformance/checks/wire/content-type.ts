import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { header } from '../../exchange.js';
import { fail, passed } from '../../judge.js';
import type { Outcome } from '../../verdict.js';
import { defineCheck } from '../define.js';
import { observe, type Side } from './observe.js';

/** The media type is text/xml. The live service adds no charset: UTF-8 said aloud misleads nobody, another one does. */
export function contentType(operation: OperationName, side: Side): Check {
  return defineCheck({
    area: 'wire',
    operation,
    name: `${side}/content-type`,
    title: `${side === 'success' ? 'A success' : 'An error'} of ${operation} is text/xml`,
    evidence: side === 'success' ? ['A5', 'spec:aws-query-response'] : ['A5'],
    async run(context) {
      return judgeContentType(header(await observe(context, operation, side), 'content-type'));
    },
  });
}

export function judgeContentType(value: string | undefined): Outcome {
  if (value === undefined) return fail('there is no Content-Type', 'text/xml', 'none');
  const [type = '', ...parameters] = value.split(';').map((part) => part.trim().toLowerCase());
  if (type !== 'text/xml') return fail('the media type is another one', 'text/xml', value);
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (charset === undefined) return passed;
  const isUtf8 = /^charset="?utf-?8"?$/u.test(charset);
  return fail('a charset is named', 'text/xml', value, { level: isUtf8 ? 'may' : 'should' });
}
