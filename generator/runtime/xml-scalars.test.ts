import { expect, test } from 'vitest';
import type { Problem } from './problem.js';
import { XmlReader } from './xml-reader.js';
import {
  readXmlBigDecimal,
  readXmlBigInteger,
  readXmlBlob,
  readXmlBoolean,
  readXmlByte,
  readXmlDateTime,
  readXmlDouble,
  readXmlEpochSeconds,
  readXmlFloat,
  readXmlHttpDate,
  readXmlInteger,
  readXmlLong,
  readXmlShort,
  readXmlString,
} from './xml-scalars.js';

/** A reader that stands on `<a>`, with `<z>` behind it. */
function onElement(content: string): XmlReader {
  const reader = new XmlReader(`<r><a>${content}</a><z/></r>`);
  reader.root();
  reader.nextChild();
  return reader;
}

const scalars = [
  ['byte', readXmlByte, '-128', -128],
  ['short', readXmlShort, '32767', 32_767],
  ['integer', readXmlInteger, '6', 6],
  ['long', readXmlLong, '9007199254740993', 9_007_199_254_740_993n],
  ['bigInteger', readXmlBigInteger, '9223372036854775808', 9_223_372_036_854_775_808n],
  ['float', readXmlFloat, 'NaN', Number.NaN],
  ['double', readXmlDouble, '1.5', 1.5],
  ['bigDecimal', readXmlBigDecimal, '-1.100', '-1.100'],
  ['boolean', readXmlBoolean, 'true', true],
  ['blob', readXmlBlob, 'AgM=', new Uint8Array([2, 3])],
  ['date-time', readXmlDateTime, '1970-01-01T00:00:01Z', new Date(1000)],
  ['epoch-seconds', readXmlEpochSeconds, '1', new Date(1000)],
  ['http-date', readXmlHttpDate, 'Thu, 01 Jan 1970 00:00:01 GMT', new Date(1000)],
] as const;

test.each(scalars)('%s', (_, read, content, value) => {
  const problems: Problem[] = [];
  const reader = onElement(content);
  expect(read(reader, 'A', problems)).toEqual(value);
  expect(reader.nextChild()).toBe('z');
  expect(problems).toEqual([]);
  expect(read(onElement('SECRET'), 'A', problems)).toBeUndefined();
  expect(read(onElement(` ${content}`), ['B', 0], problems)).toBeUndefined();
  expect(problems).toMatchObject([
    { path: ['A'], kind: 'malformed' },
    { path: ['B', 0], kind: 'malformed' },
  ]);
  expect(JSON.stringify(problems)).not.toContain('SECRET');
});

test.each(scalars.filter(([kind]) => kind !== 'blob'))('%s: an element without text is empty', (_, read) => {
  const problems: Problem[] = [];
  expect(read(onElement(''), 'A', problems)).toBeUndefined();
  expect(problems).toMatchObject([{ path: ['A'], kind: 'empty' }]);
});

test('an element without text is the empty string, and no bytes', () => {
  const problems: Problem[] = [];
  expect(readXmlString(onElement(''), 'A', problems)).toBe('');
  expect(readXmlBlob(onElement(''), 'A', problems)).toEqual(new Uint8Array());
  expect(problems).toEqual([]);
});

test('strings keep their blanks', () => {
  expect(readXmlString(onElement(' a&lt;\r\n'), 'A', [])).toBe(' a<\n');
});

test('elements inside a scalar are unexpected', () => {
  const problems: Problem[] = [];
  const reader = onElement('x<b>y</b>');
  expect(readXmlString(reader, 'A', problems)).toBe('x');
  expect(problems).toMatchObject([{ path: ['A'], kind: 'unexpected' }]);
  expect(reader.nextChild()).toBe('z');
});
