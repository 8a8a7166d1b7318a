import { describe, expect, test } from 'vitest';
import { parseForm } from './form-reader.js';
import {
  readFormBigDecimal,
  readFormBigInteger,
  readFormBlob,
  readFormBoolean,
  readFormByte,
  readFormDateTime,
  readFormDouble,
  readFormEpochSeconds,
  readFormFloat,
  readFormHttpDate,
  readFormInteger,
  readFormList,
  readFormLong,
  readFormMap,
  readFormShort,
} from './form-scalars.js';
import type { Problem } from './problem.js';

describe('scalars', () => {
  test.each([
    ['byte', readFormByte, '-128', -128],
    ['short', readFormShort, '32767', 32_767],
    ['integer', readFormInteger, '%2B900', 900],
    ['long', readFormLong, '9007199254740993', 9_007_199_254_740_993n],
    ['bigInteger', readFormBigInteger, '9223372036854775808', 9_223_372_036_854_775_808n],
    ['float', readFormFloat, '1.1', Math.fround(1.1)],
    ['double', readFormDouble, '-Infinity', -Infinity],
    ['bigDecimal', readFormBigDecimal, '1.100', '1.100'],
    ['boolean', readFormBoolean, 'false', false],
    ['blob', readFormBlob, 'AgM%3D', new Uint8Array([2, 3])],
    ['date-time', readFormDateTime, '1970-01-01T00:00:01Z', new Date(1000)],
    ['epoch-seconds', readFormEpochSeconds, '1.5', new Date(1500)],
    ['http-date', readFormHttpDate, 'Thu%2C+01+Jan+1970+00:00:01+GMT', new Date(1000)],
  ] as const)('%s', (_, read, text, value) => {
    const problems: Problem[] = [];
    expect(read(parseForm(`A=${text}`).child('A'), 'A', problems)).toEqual(value);
    expect(read(undefined, 'A', problems)).toBeUndefined();
    expect(read(parseForm('A.b=1').child('A'), 'A', problems)).toBeUndefined();
    expect(problems).toEqual([]);
    expect(read(parseForm('A=SECRET').child('A'), 'A', problems)).toBeUndefined();
    expect(problems).toMatchObject([{ path: ['A'], kind: 'malformed' }]);
    expect(problems[0]?.detail).not.toContain('SECRET');
  });

  test('empty text is empty, except that a blob has no bytes', () => {
    const node = parseForm('A=').child('A');
    const problems: Problem[] = [];
    expect(readFormInteger(node, ['A'], problems)).toBeUndefined();
    expect(readFormBoolean(node, ['B', 0], problems)).toBeUndefined();
    expect(problems.map(({ path, kind }) => ({ path, kind }))).toEqual([
      { path: ['A'], kind: 'empty' },
      { path: ['B', 0], kind: 'empty' },
    ]);
    expect(readFormBlob(node, 'A', problems)).toEqual(new Uint8Array());
    expect(problems).toHaveLength(2);
  });
});

function list(body: string, item: string | undefined, problems: Problem[] = []) {
  return readFormList(parseForm(body).child('L'), item, 'L', problems)?.map((node) => node.value());
}

describe('lists', () => {
  test.each([
    ['L.member.1=a&L.member.2=b', 'member', ['a', 'b']],
    ['L.member.3=c&L.member.1=a', 'member', ['a', 'c']],
    ['L.item.1=a', 'item', ['a']],
    ['L.1=a&L.2=b', undefined, ['a', 'b']],
    ['L=', 'member', []],
    ['L=', undefined, []],
    ['L=&L.member.1=a', 'member', ['a']],
    ['X=1', 'member', undefined],
    ['L.item.1=a', 'member', undefined],
    ['L.member=a', 'member', undefined],
    ['L.1=a', 'member', undefined],
  ])('%s by %s is %j', (body, item, values) => {
    expect(list(body, item)).toEqual(values);
  });

  test('text where a list belongs is unexpected', () => {
    const problems: Problem[] = [];
    expect(list('L=x', 'member', problems)).toBeUndefined();
    expect(problems).toEqual([{ path: ['L'], kind: 'unexpected', detail: 'a list sent as text' }]);
  });
});

function map(
  body: string,
  entry: string | undefined,
  key = 'key',
  value = 'value',
  problems: Problem[] = [],
) {
  const entries = readFormMap(parseForm(body).child('M'), entry, key, value, 'M', problems);
  return entries?.map((found) => [found.key, found.value.value()]);
}

describe('maps', () => {
  test.each([
    ['M.entry.1.key=a&M.entry.1.value=1&M.entry.2.key=b&M.entry.2.value=2', [['a', '1'], ['b', '2']]],
    ['M.entry.7.value=1&M.entry.7.key=__proto__', [['__proto__', '1']]],
    ['M=', []],
    ['X=1', undefined],
    ['M.1.key=a&M.1.value=1', undefined],
  ])('%s is %j', (body, entries) => {
    expect(map(body, 'entry')).toEqual(entries);
  }); // prettier-ignore

  test('flattened, with names of their own', () => {
    expect(map('M.1.K=a&M.1.V=1', undefined, 'K', 'V')).toEqual([['a', '1']]);
  });

  test('half an entry is a problem', () => {
    const problems: Problem[] = [];
    const body = 'M.entry.1.key=a&M.entry.2.value=2&M.entry.3.key=c&M.entry.3.value=3';
    expect(map(body, 'entry', 'key', 'value', problems)).toEqual([['c', '3']]);
    expect(problems.map(({ path, kind }) => ({ path, kind }))).toEqual([
      { path: ['M', 'a'], kind: 'missing' },
      { path: ['M', 1], kind: 'missing' },
    ]);
  });

  test('text where a map belongs is unexpected', () => {
    const problems: Problem[] = [];
    expect(map('M=x', 'entry', 'key', 'value', problems)).toBeUndefined();
    expect(problems).toMatchObject([{ path: ['M'], kind: 'unexpected' }]);
  });
});
