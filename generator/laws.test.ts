// Laws of the generated code, for every operation of STS: what the arbitraries, validators and codecs say of each other.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constraintArbs, requestArbs, responseArbs, stsErrorContentArb } from '../generated/arbitraries.js';
import { codec, constraintSites, operations, parseForm } from '../generated/index.js';
import type { Draft, OperationInputs, OperationName, OperationOutputs } from '../generated/index.js';
import { deserializeErrorResponse } from '../generated/deserializers.js';
import { serializeErrorResponse } from '../generated/serializers.js';

const names = Object.keys(operations) as OperationName[];
const parameters = { seed: 20_110_615, numRuns: 100 };

describe.each(names)('%s', (name) => {
  it('accepts every legal input and output', () => {
    fc.assert(
      fc.property(requestArbs[name](), (input) => {
        expect(violationsOfRequest(name, input)).toEqual([]);
      }),
      parameters,
    );
    fc.assert(
      fc.property(responseArbs[name](), (output) => {
        expect(violationsOfResponse(name, output)).toEqual([]);
      }),
      parameters,
    );
  });

  it('reads the requests that it writes', () => {
    fc.assert(
      fc.property(requestArbs[name](), (input) => {
        fc.pre(!hasEmptyStructure(input));
        expect(requestThere(name, input)).toEqual(input);
      }),
      parameters,
    );
  });

  it('reads the responses that it writes, strictly', () => {
    fc.assert(
      fc.property(responseArbs[name](), fc.uuid(), (output, requestId) => {
        expect(responseThere(name, output, requestId)).toEqual({ output, requestId });
      }),
      parameters,
    );
  });
});

describe('errors', () => {
  it('are read as they are written', () => {
    fc.assert(
      fc.property(stsErrorContentArb(), fc.uuid(), (error, requestId) => {
        const read = deserializeErrorResponse(serializeErrorResponse(error, requestId));
        expect(read.error).toEqual(error);
        expect(read.document.requestId).toBe(requestId);
      }),
      parameters,
    );
  });
});

describe('constraint sites', () => {
  const violable = constraintSites.filter((site) => site.violable);

  it('are 156, 149 of them violable, each of those with arbitraries', () => {
    expect(constraintSites).toHaveLength(156);
    expect(violable).toHaveLength(149);
    expect(Object.keys(constraintArbs)).toEqual(violable.map(({ id }) => id));
  });

  it.each(violable.map((site) => [site.id, site] as const))('%s is broken alone', (id, site) => {
    const arbs = constraintArbs[id];
    if (arbs === undefined) throw new Error(`no arbitraries for ${id}`);
    fc.assert(
      fc.property(arbs.broken(), ({ input, violations }) => {
        const found = violationsOfRequest(site.operation, input as OperationInputs['AssumeRole']);
        expect(found.map(({ path, kind }) => ({ path, kind }))).toEqual(violations);
        expect(violations.map(({ kind }) => kind)).toContain(site.kind);
        // Nothing sensitive is ever repeated.
        expect(found.filter(({ sensitive, value }) => sensitive && value !== undefined)).toEqual([]);
      }),
      parameters,
    );
  });
});

function violationsOfRequest<Name extends OperationName>(name: Name, input: Draft<OperationInputs[Name]>) {
  return codec[name].validateRequest(input);
}

function violationsOfResponse<Name extends OperationName>(name: Name, output: Draft<OperationOutputs[Name]>) {
  return codec[name].validateResponse(output);
}

function requestThere<Name extends OperationName>(name: Name, input: Draft<OperationInputs[Name]>): unknown {
  return codec[name].deserializeRequest(parseForm(codec[name].serializeRequest(input)));
}

function responseThere<Name extends OperationName>(
  name: Name,
  output: Draft<OperationOutputs[Name]>,
  requestId: string,
): unknown {
  return codec[name].deserializeResponse(codec[name].serializeResponse(output, requestId), 'strict');
}

/** A form cannot say that a structure is there and empty. */
function hasEmptyStructure(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((member: unknown) => {
    const isStructure = typeof member === 'object' && member !== null && !Array.isArray(member);
    return (isStructure && Object.keys(member).length === 0) || hasEmptyStructure(member);
  });
}
