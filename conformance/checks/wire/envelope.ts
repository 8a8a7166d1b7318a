import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { child, childText, fail, passed } from '../../judge.js';
import type { Outcome } from '../../verdict.js';
import type { Element } from '../../xml-document.js';
import { defineCheck } from '../define.js';
import { documentOf, observe, type Side } from './observe.js';

/** The elements around a result or an error; their order is free. */
export function envelope(operation: OperationName, side: Side): Check {
  return defineCheck({
    area: 'wire',
    operation,
    name: `${side}/envelope`,
    title:
      side === 'success'
        ? `A success of ${operation} is ${operation}Response with ${operation}Result and a request id`
        : `An error of ${operation} is ErrorResponse with type, code, message and, beside them, a request id`,
    evidence: side === 'success' ? ['A1', 'spec:aws-query-response'] : ['A2'],
    async run(context) {
      const answer = await observe(context, operation, side, true);
      const root = documentOf(answer);
      if (side === 'error') return judgeError(root);
      return answer.status === 200
        ? judgeSuccess(root, operation)
        : fail('the status of a success is another one', '200', String(answer.status));
    },
  });
}

function judgeSuccess(root: Element, operation: OperationName): Outcome {
  const response = `${operation}Response`;
  if (root.name !== response) return fail('the root has another name', response, root.name);
  const results = root.children.filter(({ name }) => name === `${operation}Result`).length;
  if (results !== 1)
    return fail('the result is not there once', `one ${operation}Result`, `${results} of them`);
  return judgeText(root, ['ResponseMetadata', 'RequestId']);
}

function judgeError(root: Element): Outcome {
  if (root.name !== 'ErrorResponse') return fail('the root has another name', 'ErrorResponse', root.name);
  const error = child(root, 'Error');
  if (error === undefined) return fail('the error is not there', 'Error', namesIn(root));
  const type = childText(error, 'Type');
  if (type !== 'Sender')
    return fail('the error is not the sender’s', 'Type Sender', `Type ${type ?? 'absent'}`);
  for (const path of [['Error', 'Code'], ['Error', 'Message'], ['RequestId']]) {
    const outcome = judgeText(root, path);
    if (outcome.verdict !== 'pass') return outcome;
  }
  return passed;
}

function judgeText(root: Element, path: readonly string[]): Outcome {
  const text = childText(root, ...path);
  const name = path.join('/');
  if (text === undefined) return fail(`${name} is not there`, name, namesIn(root));
  return text.trim() === '' ? fail(`${name} is empty`, `a text in ${name}`, 'none') : passed;
}

function namesIn(element: Element): string {
  return `${element.name} with ${element.children.map(({ name }) => name).join(', ') || 'nothing'}`;
}
