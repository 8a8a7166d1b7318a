import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { XmlError } from './problem.js';
import { defaultXmlLimits, XmlReader } from './xml-reader.js';
import { escapeAttribute, escapeText } from './xml-writer.js';

function failure(act: () => unknown): XmlError {
  try {
    act();
  } catch (error) {
    if (error instanceof XmlError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function readAll(xml: string): void {
  new XmlReader(xml).end();
}

/** Text of the root element. */
function textOf(content: string): string {
  const reader = new XmlReader(`<a>${content}</a>`);
  reader.root();
  const text = reader.text();
  reader.end();
  return text;
}

describe('walking', () => {
  test('children, grandchildren and what lies between them', () => {
    const reader = new XmlReader(
      '<?xml version="1.0"?>\n<r>\n  <!-- c --><a>1</a><?p?>\n  <b><c>2</c><d/></b>\n  <e>3</e>\n</r>\n',
    );
    expect(reader.root()).toBe('r');
    expect(reader.nextChild()).toBe('a');
    expect(reader.text()).toBe('1');
    expect(reader.nextChild()).toBe('b');
    expect(reader.nextChild()).toBe('c');
    expect(reader.text()).toBe('2');
    expect(reader.nextChild()).toBe('d');
    expect(reader.nextChild()).toBeUndefined();
    expect(reader.nextChild()).toBeUndefined();
    expect(reader.nextChild()).toBe('e');
    reader.skip();
    expect(reader.nextChild()).toBeUndefined();
    reader.end();
    expect(reader.hadStrayText()).toBe(false);
  });

  test('an element without content has no children and the text ""', () => {
    for (const empty of ['<e/>', '<e></e>', '<e x="1" />', '<e\n></e >']) {
      const reader = new XmlReader(`<r>${empty}${empty}${empty}<z/></r>`);
      reader.root();
      expect(reader.nextChild()).toBe('e');
      expect(reader.text()).toBe('');
      expect(reader.nextChild()).toBe('e');
      expect(reader.nextChild()).toBeUndefined();
      expect(reader.nextChild()).toBe('e');
      reader.skip();
      expect(reader.nextChild()).toBe('z');
    }
  });

  test('skip leaves the element behind, whatever is in it', () => {
    const reader = new XmlReader('<r><a>x<b><a>y</a></b><![CDATA[<a>]]></a><c>z</c></r>');
    reader.root();
    reader.nextChild();
    reader.skip();
    expect(reader.hadStrayText()).toBe(false);
    expect(reader.nextChild()).toBe('c');
    expect(reader.text()).toBe('z');
  });

  test('text drops children and tells so', () => {
    const reader = new XmlReader('<r><a>x<b>y</b>z</a><c>w</c></r>');
    reader.root();
    reader.nextChild();
    expect(reader.text()).toBe('xz');
    expect(reader.hadChildren()).toBe(true);
    reader.nextChild();
    expect(reader.text()).toBe('w');
    expect(reader.hadChildren()).toBe(false);
  });

  test.each(['x', '&#65;', '<![CDATA[x]]>'])('%s between children is noticed', (stray) => {
    const reader = new XmlReader(`<r> ${stray} <a/></r>`);
    reader.root();
    expect(reader.nextChild()).toBe('a');
    expect(reader.hadStrayText()).toBe(true);
  });

  test('blank references and blank CDATA between children are blanks', () => {
    const reader = new XmlReader('<r>&#32;<![CDATA[\n]]><a/></r>');
    reader.root();
    expect(reader.nextChild()).toBe('a');
    expect(reader.hadStrayText()).toBe(false);
  });

  test('prefixes are dropped', () => {
    const reader = new XmlReader('<p:r xmlns:p="urn:p"><q:a>1</q:a></p:r>');
    expect(reader.root()).toBe('r');
    expect(reader.nextChild()).toBe('a');
    expect(reader.text()).toBe('1');
    reader.end();
  });

  test('end reads and checks what nobody asked for', () => {
    const reader = new XmlReader('<r><a><b></a></b></r>');
    reader.root();
    expect(failure(() => reader.end()).message).toContain("the end tag of 'b' was expected");
  });

  test('out of order it throws an error that blames the caller, not the document', () => {
    const reader = new XmlReader('<r>x</r>');
    expect(() => reader.nextChild()).toThrow('root() has to be called first');
    reader.root();
    expect(() => reader.root()).toThrow('root() was called twice');
    reader.text();
    expect(() => reader.text()).toThrow('the root element has been left');
    expect(() => reader.skip()).toThrow('the root element has been left');
  });
});

describe('text', () => {
  test.each([
    ['  a b \n', '  a b \n'],
    ['&lt;a&gt; &amp;amp; &quot;&apos;', '<a> &amp; "\''],
    ['&#65;&#x42;&#x1F600;&#xD;', 'AB\u{1f600}\r'],
    ['a\r\nb\rc\n\r\nd', 'a\nb\nc\n\nd'],
    ['a<![CDATA[<b>&amp;\r\n]]]]><![CDATA[>]]>c', 'a<b>&amp;\n]]>c'],
    ['a<!-- x -->b<?y z?>c', 'abc'],
    [']] >', ']] >'],
    ['\u00e9\u{1f600}\u2028', '\u00e9\u{1f600}\u2028'],
  ])('%j is %j', (content, text) => {
    expect(textOf(content)).toBe(text);
  });

  test('is what escapeText was given, for all text that XML can carry', () => {
    fc.assert(
      fc.property(xmlTextArb, (text) => {
        expect(textOf(escapeText(text))).toBe(text);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });
});

describe('attributes', () => {
  test('belong to the element that was entered last, under the name as written', () => {
    const reader = new XmlReader('<r a="1" p:b=\'2\'><c/><d a="3">t</d><e></e></r>');
    reader.root();
    expect(reader.attribute('a')).toBe('1');
    expect(reader.attribute('p:b')).toBe('2');
    expect(reader.attribute('b')).toBeUndefined();
    reader.nextChild();
    expect(reader.attribute('a')).toBeUndefined();
    reader.skip();
    reader.nextChild();
    expect(reader.attribute('a')).toBe('3');
    reader.text();
    expect(reader.attribute('a')).toBeUndefined();
    reader.nextChild();
    expect(reader.attribute('a')).toBeUndefined();
  });

  test('blanks in values become spaces, references do not', () => {
    const reader = new XmlReader('<r a="x\t\r\n\ny&#10;&lt;" b="\n"/>');
    reader.root();
    expect(reader.attribute('a')).toBe('x   y\n<');
    expect(reader.attribute('b')).toBe(' ');
  });

  test('are what escapeAttribute was given', () => {
    fc.assert(
      fc.property(xmlTextArb, (text) => {
        const reader = new XmlReader(`<a b="${escapeAttribute(text)}"/>`);
        reader.root();
        expect(reader.attribute('b')).toBe(text);
      }),
      { seed: 4, numRuns: 2000 },
    );
  });
});

describe('errors', () => {
  test('carry offset, line and column', () => {
    expect(failure(() => readAll('<a>\n<b>\r\n\r  </c>\n</a>'))).toMatchObject({
      offset: 12,
      line: 4,
      column: 3,
      message: "the end tag of 'b' was expected at line 4, column 3",
    });
    expect(failure(() => readAll(''))).toMatchObject({ offset: 0, line: 1, column: 1 });
    expect(failure(() => readAll('<a>&'))).toMatchObject({ offset: 3, line: 1, column: 4 });
  });

  test.each([
    ['<a>SECRET&nbsp;</a>'],
    ['SECRET<a/>'],
    ['<a/>SECRET'],
    ['<a>SECRET\u0001</a>'],
    ['<a b="SECRET" b="SECRET"/>'],
    ['<a b="SECRET'],
    ['<a><![CDATA[SECRET</a>'],
    ['<a></SECRET>'],
    ['<a>&SECRET;</a>'],
    ['<!DOCTYPE SECRET><a/>'],
  ])('%j: no text of the document in the message', (xml) => {
    expect(failure(() => readAll(xml)).message).not.toContain('SECRET');
  });

  test('long names are cut', () => {
    const message = failure(() => readAll(`<${'n'.repeat(1000)}>`)).message;
    expect(message.length).toBeLessThan(100);
    expect(failure(() => readAll(`<${'n'.repeat(1000)}></m>`)).message.length).toBeLessThan(120);
  });
});

const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
const withAttributes = (count: number) =>
  `<a ${Array.from({ length: count }, (_, i) => `b${i}=""`).join(' ')}/>`;

describe('limits', () => {
  test('depth', () => {
    readAll(nested(100));
    expect(failure(() => readAll(nested(101))).message).toContain('deeper than 100');
    expect(failure(() => readAll('<a>'.repeat(1_000_000))).message).toContain('deeper than 100');
  });

  test('length', () => {
    const limits = { ...defaultXmlLimits, maxLength: 10 };
    new XmlReader('<a>123</a>', limits).end();
    expect(failure(() => new XmlReader('<a>1234</a>', limits)).message).toContain('more than 10');
  });

  test('attributes', () => {
    readAll(withAttributes(256));
    expect(failure(() => readAll(withAttributes(257))).message).toContain('more than 256');
  });
});

/** Every character of XML 1.0, markup and line ends more often than chance has them. */
const xmlTextArb = fc.string({
  maxLength: 20,
  unit: fc.oneof(
    fc.constantFrom('&', '<', '>', '"', "'", '\r', '\n', '\t', ']]>', ' ', '\u0085', '\u2028', '\u{1f600}', '\ufffd'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((char) => !/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(char)),
  ),
}); // prettier-ignore
