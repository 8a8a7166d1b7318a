import { describe, expect, it } from 'vitest';
import { classPattern } from '../runtime/class-pattern.js';
import { compilePattern } from '../runtime/pattern/pattern.js';
import { classExpression } from './class-expression.js';

/** Classes of published models, and some that are written to be hard. */
const classes = [
  String.raw`^[\w+=,.@-]*$`,
  String.raw`^[\w+=,.@:\/-]*$`,
  String.raw`^[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+$`,
  String.raw`^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$`,
  String.raw`^[^<>\s]{2,5}$`,
  String.raw`^[\P{L}\d]+$`,
  String.raw`^[\]\[\\^$*?(){}|/-]+$`,
  String.raw`^\S{3}$`,
  '^.*$',
];

/** Every kind of character that a class can tell from another, and lengths about the bounds. */
const characters = [
  ...Array(0x250).keys(),
  0x2028,
  0x20ac,
  0xd800,
  0xdfff,
  0xfffd,
  0xffff,
  0x10000,
  0x1f600,
  0x10ffff,
];
const texts = [
  '',
  ...characters.flatMap((code) => [1, 2, 3, 6].map((n) => String.fromCodePoint(code).repeat(n))),
  'aé',
  'é<',
  'ab\n',
];

describe.each(classes)('%s', (source) => {
  it('accepts, printed as a class, what the compiled pattern accepts', () => {
    const found = classExpression(source);
    expect(found).toBeDefined();
    const [, content = ''] = /^\/(.*)\/u$/s.exec(found?.text ?? '') ?? [];
    const pattern = classPattern(source, new RegExp(content, 'u'), found?.min, found?.max);
    const compiled = compilePattern(source);
    expect(texts.filter((text) => pattern.matches(text) !== compiled.matches(text))).toEqual([]);
    expect(texts.some((text) => pattern.matches(text))).toBe(true);
  });
});

it.each([String.raw`^[a-z]+-[a-z]+$`, '^(?:a|b)$', '[a-z]', '^[a-z]+', String.raw`^(?i)[a-c]+$`])(
  'leaves %s to the compiler',
  (source) => {
    expect(classExpression(source)).toBeUndefined();
  },
);
