import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { fail, passed } from '../../judge.js';
import type { Element } from '../../xml-document.js';
import { defineCheck } from '../define.js';
import { documentOf, observe, type Side } from './observe.js';

const wanted = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** Every element is in the namespace of the service, to the slash at its end. */
export function namespace(operation: OperationName, side: Side): Check {
  return defineCheck({
    area: 'wire',
    operation,
    name: `${side}/namespace`,
    title: `${side === 'success' ? 'A success' : 'An error'} of ${operation} is in the namespace of the service`,
    evidence: side === 'success' ? ['A1', 'spec:aws-query-response'] : ['A2'],
    async run(context) {
      const stranger = firstOutside(documentOf(await observe(context, operation, side)));
      if (stranger === undefined) return passed;
      const found = stranger.namespace === '' ? 'no namespace' : stranger.namespace;
      return fail(`${stranger.name} is in another namespace`, wanted, found);
    },
  });
}

function firstOutside(element: Element): Element | undefined {
  if (element.namespace !== wanted) return element;
  return element.children.map(firstOutside).find((found) => found !== undefined);
}
