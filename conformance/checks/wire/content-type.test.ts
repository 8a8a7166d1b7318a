import { expect, it } from 'vitest';
import { judgeContentType } from './content-type.js';

it.each(['text/xml', 'TEXT/XML', 'text/xml; boundary=x'])('takes %s', (value) => {
  expect(judgeContentType(value)).toEqual({ verdict: 'pass' });
});

it.each([
  [undefined, undefined],
  ['application/xml', undefined],
  ['text/html', undefined],
  ['text/xml; charset=utf-8', 'may'],
  ['text/xml;charset="UTF-8"', 'may'],
  ['text/xml; charset=iso-8859-1', 'should'],
])('finds fault with %s', (value, level) => {
  const outcome = judgeContentType(value);
  expect(outcome.verdict).toBe('fail');
  expect('level' in outcome ? outcome.level : undefined).toBe(level);
});
