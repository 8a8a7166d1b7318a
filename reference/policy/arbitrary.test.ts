/** Policies of any form: read or refused, never an exception; evaluated without one. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Mistakes } from '../../world/mistakes.js';
import { type PolicyKind, readPolicyDocument } from '../../world/policy/document.js';
import { ServiceError } from '../service-error.js';
import { readSessionPolicy } from './document.js';
import { evaluate } from './evaluate.js';

const word = fc.oneof(
  fc.constantFrom(
    '*',
    'sts:*',
    'sts:AssumeRole',
    'arn:aws:iam::*:role/*',
    '${aws:username}',
    "${aws:a/b, 'x'}",
    '${*}',
  ),
  fc.constantFrom('true', '10.0.0.0/8', '2026-07-19T12:00:00Z', '5', '${', '?', '', '__proto__'),
  fc.string({ maxLength: 8 }),
);
const words = fc.oneof(word, fc.array(word, { maxLength: 3 }));
const operator = fc.oneof(
  fc.constantFrom(
    'StringLike',
    'ForAllValues:ArnLikeIfExists',
    'Null',
    'Bool',
    'NumericLessThan',
    'NotIpAddress',
    'DateEquals',
  ),
  word,
);
const key = fc.oneof(fc.constantFrom('aws:username', 'aws:TagKeys', 'sts:ExternalId'), word);
const anything = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 29, arbitrary: value }, fc.jsonValue());
const valid = fc.constantFrom<object[]>(
  { StringLike: { 'aws:username': ['${aws:username}', '?*'] } },
  { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' }, Null: { 'sts:ExternalId': true } },
  { DateLessThanIfExists: { 'aws:CurrentTime': '2026-07-19T12:00:00Z' } },
);
const statement = fc.record(
  {
    Effect: anything(fc.constantFrom('Allow', 'Deny')),
    Action: anything(fc.constantFrom('*', 'sts:*', ['sts:AssumeRole'])),
    Resource: anything(fc.constantFrom('*', 'arn:aws:iam::*:role/${aws:username}', ['arn:aws:iam'])),
    Condition: fc.oneof(
      valid,
      anything(fc.dictionary(operator, anything(fc.dictionary(key, anything(words))))),
    ),
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);
const policy = anything(
  fc.record({
    Version: anything(fc.constant('2012-10-17')),
    Statement: anything(fc.array(statement, { maxLength: 3 })),
  }),
);
const kinds: readonly PolicyKind[] = ['trust', 'identity', 'session'];
const keys = new Map([
  ['aws:username', ['alice']],
  ['aws:tagkeys', ['a', 'b']],
]);

describe('any JSON', () => {
  it('is read or refused with pointers, and evaluated the same every time', () => {
    let read = 0;
    fc.assert(
      fc.property(policy, fc.constantFrom(...kinds), (document, kind) => {
        const mistakes = new Mistakes();
        const statements = readPolicyDocument(document, '', { kind, variables: 'any' }, mistakes);
        for (const { pointer } of mistakes.found) expect(pointer).toMatch(/^(?:\/|$)/u);
        const request = { action: 'sts:AssumeRole', resource: 'arn:aws:iam::1:role/alice', keys };
        expect(evaluate(statements, request)).toEqual(evaluate(statements, request));
        if (mistakes.found.length === 0) read += 1;
      }),
      { seed: 1, numRuns: 1000 },
    );
    expect(read).toBeGreaterThan(50);
  });

  it('is a session policy or MalformedPolicyDocument', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          policy.map((value) => JSON.stringify(value)),
        ),
        (json) => {
          const error = refused(json);
          if (error === undefined) return;
          expect(error).toBeInstanceOf(ServiceError);
          expect(error).toMatchObject({ status: 400, code: 'MalformedPolicyDocument' });
        },
      ),
      { seed: 2, numRuns: 1000 },
    );
  });
});

function refused(json: string): unknown {
  try {
    readSessionPolicy(json);
    return undefined;
  } catch (error) {
    return error;
  }
}
