import * as fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { SerializationError } from './problem.js';
import { escapeAttribute, escapeText, replaceUnwritable } from './xml-writer.js';

const refused = [
  '\0',
  '\b',
  '\v',
  '\f',
  '\u001f',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\udc00',
  'a\ud83d',
  '\ude00\ud83d',
];
const carried = [
  '\t',
  '\n',
  ' ',
  '\u007f',
  '\u0085',
  '\ud7ff',
  '\ue000',
  '\ufffd',
  '\u{10000}',
  '\u{10ffff}',
];

describe('escapeText', () => {
  test.each([
    ['', ''],
    ['plain text', 'plain text'],
    ['<a b="c">&amp;\'', '&lt;a b="c"&gt;&amp;amp;\''],
    [']]>', ']]&gt;'],
    ['a\r\nb\r', 'a&#xD;\nb&#xD;'],
    ['\t\n', '\t\n'],
  ])('%j is %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });

  test.each(carried)('%j is carried as it is', (text) => {
    expect(escapeText(text)).toBe(text);
  });
});

test('escapeAttribute also keeps quotes and blanks', () => {
  expect(escapeAttribute('<a b="c">&\t\r\n \'')).toBe("&lt;a b=&quot;c&quot;&gt;&amp;&#x9;&#xD;&#xA; '");
  expect(escapeAttribute('https://sts.amazonaws.com/doc/')).toBe('https://sts.amazonaws.com/doc/');
});

describe('what XML 1.0 has not', () => {
  test.each(refused)('%j is refused, with the value left out of the message', (char) => {
    const text = `SECRET${char}`;
    for (const escape of [escapeText, escapeAttribute]) {
      expect(() => escape(text)).toThrow(SerializationError);
      expect(() => escape(text)).not.toThrow('SECRET');
    }
  });

  test('is replaced one for one, and nothing else is', () => {
    expect(replaceUnwritable(`a${refused.slice(0, 9).join('b')}c`)).toBe(`a${'\ufffdb'.repeat(8)}\ufffdc`);
    expect(replaceUnwritable(carried.join('\r'))).toBe(carried.join('\r'));
  });
});

test('a strict parser reads back what was escaped, and whatever was replaced can be escaped', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.oneof(
          fc.constantFrom(...refused, ...carried, '&', '<', ']]>', '\r', '"'),
          fc.string({ minLength: 1, maxLength: 1 }),
        ),
      }),
      (raw) => {
        const text = replaceUnwritable(raw);
        const parser = new SaxesParser();
        let element = '';
        let attribute: unknown;
        parser.on('text', (part) => {
          element += part;
        });
        parser.on('opentag', (tag) => {
          attribute = tag.attributes['b'];
        });
        parser.write(`<a b="${escapeAttribute(text)}">${escapeText(text)}</a>`).close();
        expect({ element, attribute }).toEqual({ element: text, attribute: text });
      },
    ),
    { seed: 16, numRuns: 2000 },
  );
});
