import { codec, type OperationName, type Violation } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { modelFact } from '../../evidence/catalogue.js';
import { fail, passed } from '../../judge.js';
import { readSuccess } from '../../readers.js';
import type { Outcome } from '../../verdict.js';
import { defineCheck } from '../define.js';
import { judgeContrasted } from './pair.js';

/** The answer has every required member at any depth, readable values, and no value outside of its constraints. */
export function shape(operation: OperationName): Check {
  return defineCheck({
    area: 'round-trip',
    operation,
    name: 'shape',
    title: `An answer of ${operation} satisfies the model of its output`,
    evidence: [
      modelFact(`com.amazonaws.sts#${operation}Response$smithy.api#output`),
      'spec:aws-query-response',
    ],
    run: async (context) =>
      judgeContrasted(context, operation, ({ answer, result }) => {
        // No output requires a member at its top: an empty one would satisfy the model.
        if (result.children.length === 0) return fail('the result is empty', 'members', 'none');
        const reading = readSuccess(operation, answer);
        if (!reading.ok) {
          return fail('the answer cannot be read as the model says', 'a readable output', reading.problem);
        }
        const [violation] = validateOutput(operation, reading.output);
        return violation === undefined ? passed : judgeViolation(violation);
      }),
  });
}

function judgeViolation({ path, kind, bound, value, length }: Violation): Outcome {
  const found = value ?? (length === undefined ? 'no value' : `length ${length}`);
  return fail(`${path.join('.')} breaks ${kind}`, `${kind} ${String(bound ?? '')}`.trim(), found);
}

function validateOutput(operation: OperationName, output: unknown): readonly Violation[] {
  const { validateResponse } = codec[operation] as {
    readonly validateResponse: (output: unknown) => readonly Violation[];
  };
  return validateResponse(output);
}
