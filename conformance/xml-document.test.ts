import { describe, expect, it } from 'vitest';
import { childOf, readDocument } from './xml-document.js';

function rootOf(text: string) {
  const reading = readDocument(text);
  if (!reading.ok) throw new Error(reading.error);
  return reading.root;
}

describe('readDocument', () => {
  it('resolves names, references, CDATA and comments', () => {
    const root = rootOf(
      '<?xml version="1.0"?><!-- x --><a:Root xmlns:a="urn:a" xmlns="urn:b"><Item k="&lt;1&#x41;">a&amp;<![CDATA[<b>]]><!-- c -->d</Item><a:E/></a:Root>\n',
    );
    expect([root.name, root.namespace]).toEqual(['Root', 'urn:a']);
    const item = childOf(root, 'Item');
    expect([item?.namespace, item?.text, item?.attributes.get('k')]).toEqual(['urn:b', 'a&<b>d', '<1A']);
    expect(childOf(root, 'E')?.namespace).toBe('urn:a');
    expect(childOf(root, 'None')).toBeUndefined();
  });

  it('keeps members called like properties of objects', () => {
    const root = rootOf('<r __proto__="1"><__proto__>x</__proto__><constructor>y</constructor></r>');
    expect(root.children.map(({ name, text }) => [name, text])).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(root.attributes.get('__proto__')).toBe('1');
  });

  it.each([
    ['nothing', ''],
    ['plain text', 'hello'],
    ['JSON', '{"a":1}'],
    ['HTML', '<!doctype html><p>moto<br></p>'],
    ['an unclosed element', '<a><b></a>'],
    ['mismatched tags', '<a></b>'],
    ['an end that is missing', '<a>'],
    ['a bare ampersand', '<a>x & y</a>'],
    ['an undefined entity', '<a>&nbsp;</a>'],
    ['two roots', '<a/><b/>'],
    ['text behind the root', '<a/>x'],
    ['a repeated attribute', '<a b="1" b="2"/>'],
    ['an attribute repeated by namespace', '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>'],
    ['an undeclared prefix', '<p:a/>'],
    ['a raw control character', '<a>\u0001</a>'],
    ['a reference to a control character', '<a>&#1;</a>'],
    [']]> in text', '<a>]]></a>'],
    ['a declaration that is not first', ' <?xml version="1.0"?><a/>'],
    ['XML 1.1', '<?xml version="1.1"?><a/>'],
    ['an internal entity', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['an external entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['a lone surrogate', '<a>\ud800</a>'],
    ['too deep nesting', '<a>'.repeat(101) + '</a>'.repeat(101)],
    ['too long text', `<a>${'x'.repeat(5_000_000)}</a>`],
  ])('refuses %s', (_what, text) => {
    expect(readDocument(text)).toMatchObject({ ok: false, error: expect.stringMatching(/^[^\n]+$/) });
  });

  it('says where', () => {
    expect(readDocument('<a>\n  <b></c>\n</a>')).toMatchObject({ ok: false, line: 2 });
  });
});
