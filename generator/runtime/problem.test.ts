import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  DeserializationError,
  formatPath,
  locateSerializationError,
  prefixProblems,
  putEntry,
  report,
  SerializationError,
  throwProblems,
} from './problem.js';
import type { Problem } from './problem.js';

describe('problems', () => {
  test('a path may be one segment, and grows outwards from where it was reported', () => {
    const problems: Problem[] = [];
    report(problems, 'missing', 'A');
    const before = problems.length;
    report(problems, 'empty', 'Key', 'not a number');
    report(problems, 'malformed', ['Value', 1]);
    prefixProblems(problems, before, 0);
    prefixProblems(problems, before, ['Tags']);
    expect(problems).toEqual([
      { path: ['A'], kind: 'missing', detail: 'missing' },
      { path: ['Tags', 0, 'Key'], kind: 'empty', detail: 'not a number' },
      { path: ['Tags', 0, 'Value', 1], kind: 'malformed', detail: 'malformed' },
    ]);
  });

  test('one error lists all of them', () => {
    const problems: Problem[] = [
      { path: ['A'], kind: 'missing', detail: 'missing' },
      { path: ['Tags', 0, 'Key'], kind: 'empty', detail: 'not a number' },
      { path: [], kind: 'unexpected', detail: 'no Error element' },
    ];
    const message = 'A: missing; Tags[0].Key: empty (not a number); (root): unexpected (no Error element)';
    expect(() => throwProblems(problems)).toThrow(message);
    expect(() => throwProblems(problems)).toThrow(DeserializationError);
    expect(() => throwProblems([])).not.toThrow();
  });

  test('paths', () => {
    expect(formatPath([])).toBe('(root)');
    expect(formatPath(['a', 'b', 0, 'c', 1, 2])).toBe('a.b[0].c[1][2]');
  });
});

describe('SerializationError', () => {
  const bad = 'SECRET\ud800';

  test('finds its value in the input', () => {
    const error = new SerializationError('a lone surrogate', bad);
    const at = (input: unknown) => locateSerializationError(error, input);
    expect(at({ A: 'x', Tags: [{ Key: 'k' }, { Key: 'k', Value: bad }] })).toMatchObject({
      path: ['Tags', 1, 'Value'],
      message: 'Tags[1].Value: a lone surrogate',
    });
    expect(at({ M: { [bad]: 'v' } })).toMatchObject({ path: ['M', bad] });
    expect(at({ A: 'x', B: undefined, C: new Uint8Array(2), D: 5n })).toBe(error);
  });

  test('an invalid date is found among valid ones, by identity', () => {
    const invalid = new Date(Number.NaN);
    const error = new SerializationError('an invalid date', invalid);
    expect(locateSerializationError(error, { A: new Date(0), B: invalid })).toMatchObject({ path: ['B'] });
  });

  test('other errors and located ones come back as they are', () => {
    const other = new TypeError('x');
    expect(locateSerializationError(other, { A: bad })).toBe(other);
    const located = new SerializationError('r', bad, ['Z']);
    expect(locateSerializationError(located, { A: bad })).toBe(located);
  });

  test('never shows the value', () => {
    const error = new SerializationError('a lone surrogate', bad).locatedIn({ A: bad });
    expect(inspect(error, { showHidden: true, depth: 9 }) + JSON.stringify(error)).not.toContain('SECRET');
  });
});

test('putEntry keeps the first of equal keys, and takes every name for a key', () => {
  const record: Record<string, string> = {};
  for (const key of ['a', '__proto__', 'constructor', 'toString']) {
    putEntry(record, key, `1 ${key}`);
    putEntry(record, key, `2 ${key}`);
  }
  expect(Object.entries(record)).toEqual([
    ['a', '1 a'],
    ['__proto__', '1 __proto__'],
    ['constructor', '1 constructor'],
    ['toString', '1 toString'],
  ]);
  expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
});
