/** The id of a request: in the body and in a header, a UUID, another one for each request. */
import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { header, type Answer } from '../../exchange.js';
import { childText, fail, passed } from '../../judge.js';
import { defineCheck } from '../define.js';
import { documentOf, observe, type Side } from './observe.js';

/** The header x-amzn-RequestId is there and says what the body says: clients read either. */
export function requestIdHeader(operation: OperationName, side: Side): Check {
  return defineCheck({
    area: 'wire',
    operation,
    name: `${side}/request-id-header`,
    title: `${side === 'success' ? 'A success' : 'An error'} of ${operation} has the request id of its body in x-amzn-RequestId`,
    evidence: ['A5'],
    async run(context) {
      const answer = await observe(context, operation, side);
      const inBody = requestIdOf(answer, side);
      const inHeader = header(answer, 'x-amzn-requestid');
      if (inHeader === undefined)
        return fail('there is no x-amzn-RequestId', 'x-amzn-RequestId', 'no such header');
      return inHeader === inBody
        ? passed
        : fail(
            'header and body name different requests',
            `x-amzn-RequestId: ${inBody ?? '(none in the body)'}`,
            inHeader,
          );
    },
  });
}

/** Clients take the id for any text, so its form weighs less. */
export function requestIdForm(operation: OperationName, side: Side): Check {
  return defineCheck({
    area: 'wire',
    operation,
    name: `${side}/request-id-form`,
    title: `The request id of ${side === 'success' ? 'a success' : 'an error'} of ${operation} is a lower-case UUID`,
    level: 'should',
    evidence: ['A7', 'A5'],
    async run(context) {
      const requestId = requestIdOf(await observe(context, operation, side), side);
      const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(requestId ?? '');
      return isUuid
        ? passed
        : fail('the request id has another form', 'a lower-case UUID', requestId ?? 'no request id');
    },
  });
}

/** Two requests, two ids: what support staff and logs rely on. */
export function requestIdUnique(operation: OperationName): Check {
  return defineCheck({
    area: 'wire',
    operation,
    name: 'success/request-id-unique',
    title: `Two requests of ${operation} have different request ids`,
    level: 'should',
    evidence: ['A7', 'A5'],
    async run(context) {
      const first = requestIdOf(await observe(context, operation, 'success'), 'success');
      const second = requestIdOf(await observe(context, operation, 'success'), 'success');
      if (first === undefined || second === undefined)
        return fail('there is no request id', 'two ids', 'none');
      return first === second ? fail('two requests have one id', 'two ids', first) : passed;
    },
  });
}

function requestIdOf(answer: Answer, side: Side): string | undefined {
  const root = documentOf(answer);
  return side === 'success' ? childText(root, 'ResponseMetadata', 'RequestId') : childText(root, 'RequestId');
}
