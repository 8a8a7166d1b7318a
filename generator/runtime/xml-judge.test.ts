/** The reader accepts what saxes accepts, on a fixed corpus and on mutated documents. */

import * as fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { XmlError } from './problem.js';
import { XmlReader } from './xml-reader.js';

/** Undefined for a well-formed document, else what saxes has against it. */
function judge(xml: string): string | undefined {
  const parser = new SaxesParser({ xmlns: true });
  let complaint: string | undefined;
  parser.on('error', (error) => {
    complaint ??= error.message;
  });
  parser.on('doctype', () => {
    complaint ??= 'a DOCTYPE, which the reader refuses';
  });
  parser.write(xml).close();
  return complaint;
}

function read(xml: string): string | undefined {
  try {
    const reader = new XmlReader(xml);
    reader.root();
    reader.end();
    return undefined;
  } catch (error) {
    if (error instanceof XmlError) return error.message;
    throw error;
  }
}

/** The same document read element by element as text, which takes other paths through the reader. */
function readTexts(xml: string): string | undefined {
  try {
    const reader = new XmlReader(xml);
    reader.root();
    while (reader.nextChild() !== undefined) reader.text();
    reader.end();
    return undefined;
  } catch (error) {
    if (error instanceof XmlError) return error.message;
    throw error;
  }
}

/** Every element with its attributes in document order, then the root's own text: as saxes tells it. */
function judgeValues(xml: string): unknown {
  const parser = new SaxesParser();
  const elements: unknown[] = [];
  let depth = 0;
  let text = '';
  parser.on('opentag', (tag) => {
    depth++;
    elements.push([tag.name.slice(tag.name.indexOf(':') + 1), { ...tag.attributes }]);
  });
  parser.on('closetag', () => {
    depth--;
  });
  const onText = (part: string) => {
    if (depth === 1) text += part;
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.write(xml).close();
  return { elements, text };
}

/** The same as the reader tells it; attributes are asked for by the names that `expected` has. */
function readValues(xml: string, expected: ReturnType<typeof judgeValues>): unknown {
  const names = (expected as { elements: [string, Record<string, string>][] }).elements.map(
    ([, attributes]) => Object.keys(attributes),
  );
  const elements: unknown[] = [];
  const reader = new XmlReader(xml);
  const note = (local: string) => {
    const asked = names[elements.length] ?? [];
    elements.push([local, Object.fromEntries(asked.map((name) => [name, reader.attribute(name)]))]);
  };
  const walk = (local: string) => {
    note(local);
    for (let child = reader.nextChild(); child !== undefined; child = reader.nextChild()) walk(child);
  };
  walk(reader.root());
  reader.end();
  const texts = new XmlReader(xml);
  texts.root();
  return { elements, text: texts.text() };
}

const wellFormed = [
  '<a/>',
  '<a></a>',
  '<a />',
  '<a\n></a\t>',
  '\ufeff<a/>',
  '<?xml version="1.0"?><a/>',
  "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<a/>\n",
  '\ufeff<?xml version="1.0" encoding="utf-8"?><a/>',
  '<?xml\tversion = "1.0"\r\n?><a/>',
  ' \t\r\n<a/>',
  '<!-- c --><a/><!-- d -->',
  '<?pi data?><a/><?pi?>',
  '<a><!-- - --><?x-y z?><![CDATA[<&]]]]><![CDATA[>]]></a>',
  '<a>&amp;&lt;&gt;&quot;&apos;&#65;&#x41;&#x1F600;&#x9;&#13;</a>',
  '<a>]] > ]></a>',
  '<a b="1" c=\'2\' d = "3"/>',
  '<a b="&amp;&#10;\t\r\n>"/>',
  '<a b="it\'s" c=\'"\'/>',
  '<p:a xmlns:p="urn:p" p:b="1" b="2"></p:a>',
  '<a xmlns="urn:a"><b xmlns=""/></a>',
  '<\u00e9l\u00e8ve \u03b1="1">\u{1f600}</\u00e9l\u00e8ve>',
  '<\u{10400}/>',
  '<_a-b.c1/>',
  '<a>text<b/>more</a>',
  '<a>\u0085\u2028\ufffd\ud7ff\ue000</a>',
  '<a><?xmlish x?></a>',
  '<a>\r\n\r</a>',
  '<a><![CDATA[]]></a>',
  '<a><!----></a>',
];

const illFormed = [
  '',
  ' ',
  'text',
  '<',
  '<a',
  '<a>',
  '<a/',
  '<a/ >',
  '</a>',
  '<a></b>',
  '<a></A>',
  '<a></ a>',
  '<a></aa>',
  '<aa></a>',
  '<a></a',
  '<a><b></a></b>',
  '<a/><b/>',
  '<a/>text',
  'text<a/>',
  '<a/>&amp;',
  '<a/><![CDATA[x]]>',
  '< a/>',
  '<1a/>',
  '<-a/>',
  '<a b/>',
  '<a b=1/>',
  '<a b="1/>',
  '<a b="1"c="2"/>',
  '<a b="1" b="2"/>',
  '<a b="<"/>',
  '<a b="&"/>',
  '<a b="\u0001"/>',
  '<a =""/>',
  '<a>&</a>',
  '<a>& </a>',
  '<a>&amp</a>',
  '<a>&nbsp;</a>',
  '<a>&constructor;</a>',
  '<a>&#;</a>',
  '<a>&#x;</a>',
  '<a>&#X41;</a>',
  '<a>&#xG;</a>',
  '<a>&#4G;</a>',
  '<a>&#0;</a>',
  '<a>&#1;</a>',
  '<a>&#xD800;</a>',
  '<a>&#xFFFE;</a>',
  '<a>&#x110000;</a>',
  '<a>&#99999999999999999999;</a>',
  '<a>]]></a>',
  '<a>\u0000</a>',
  '<a>\u000b</a>',
  '<a>\u001f</a>',
  '<a>\ufffe</a>',
  '<a>\ud800</a>',
  '<a>\udc00x</a>',
  '<a><!-- \u0001 --></a>',
  '<a><!-- -- --></a>',
  '<a><!-- x ---></a>',
  '<a><!--></a>',
  '<a><!-x--></a>',
  '<a><![CDATA[x]]</a>',
  '<a><![cdata[x]]></a>',
  '<a><?x',
  '<a><? x?></a>',
  '<a><?xml version="1.0"?></a>',
  '<a><?XML x?></a>',
  '<a><?p+?></a>',
  ' <?xml version="1.0"?><a/>',
  '<?xml?><a/>',
  '<?xml version="2.0"?><a/>',
  '<?xml version="1.0" standalone="maybe"?><a/>',
  '<?xml encoding="utf-8"?><a/>',
  '<?xml version="1.0" standalone="yes" encoding="utf-8"?><a/>',
  '<?xml version="1.0"encoding="utf-8"?><a/>',
  '<?xml version="1.0" encoding="-x"?><a/>',
  '<?xml version="1.0" ><a/>',
  '<!DOCTYPE a><a/>',
  '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
  '<a><!DOCTYPE b></a>',
  '<:a/>',
  '<a:/>',
  '<a:b:c xmlns:a="urn:a"/>',
  '<a xmlns:p="urn:p" p:="1"/>',
  '<a>&a:b;</a>',
  '<a><?p:q?></a>',
  '\ufeff\ufeff<a/>',
];

describe('a fixed corpus', () => {
  test.each(wellFormed)('%j is accepted, by saxes too', (xml) => {
    expect(judge(xml)).toBeUndefined();
    expect(read(xml)).toBeUndefined();
    expect(readTexts(xml)).toBeUndefined();
    expect(readValues(xml, judgeValues(xml))).toEqual(judgeValues(xml));
  });

  test.each(illFormed)('%j is refused, by saxes too', (xml) => {
    expect(judge(xml)).toBeDefined();
    expect(read(xml)).toBeDefined();
    expect(readTexts(xml)).toBeDefined();
  });

  test('the reader refuses DOCTYPE and takes undeclared prefixes, saxes the other way round', () => {
    const strict = new SaxesParser({ xmlns: true });
    expect(() => strict.write('<p:a/>').close()).toThrow('p');
    expect(read('<p:a/>')).toBeUndefined();
    const tolerant = new SaxesParser({ xmlns: true });
    expect(() => tolerant.write('<!DOCTYPE a><a/>').close()).not.toThrow();
    expect(read('<!DOCTYPE a><a/>')).toContain('DOCTYPE');
  });
});

/** Pieces that documents break at. */
const fragments = [
  '<', '>', '/', '&', ';', '"', "'", '=', ' ', '\n', '\r', '\r\n', '\t', 'a', 'b', ':', '-', '--', '!', '?', '#', 'x', '1', ']]>', '<!--', '-->',
  '<![CDATA[', '<?', '?>', '&amp;', '&#x41;', '&#1;', '\u0000', '\u0085', '\ufffe', '\ud83d', '\u{1f600}', '\u00e9', '<a>', '</a>', '<b/>', 'xml',
]; // prettier-ignore

const base = [
  '<?xml version="1.0" encoding="UTF-8"?>\n<a xmlns="urn:a"><b c="1" d=\'&lt;\'>t&amp;t</b><!-- n --><e/></a>\n',
  '<a><b>x</b><![CDATA[ y ]]><?p q?><b z="1"/>&#65;\r\n</a>',
  '<ErrorResponse xmlns="urn:e">\n  <Error>\n    <Code>X</Code>\n  </Error>\n</ErrorResponse>\n',
];

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const editArb: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat({ max: 3 }),
  insert: fc.constantFrom('', ...fragments),
});

const mutatedArb = fc
  .tuple(fc.constantFrom(...base), fc.array(editArb, { minLength: 1, maxLength: 3 }))
  .map(([xml, edits]) =>
    edits.reduce((text, edit) => {
      const at = Math.floor(edit.at * text.length);
      return text.slice(0, at) + edit.insert + text.slice(at + edit.remove);
    }, xml),
  );

const soupArb = fc
  .array(fc.constantFrom(...fragments), { maxLength: 8 })
  .map((parts) => `<a>${parts.join('')}</a>`);

/** What saxes misreads: a lone surrogate, which it takes together with what follows, and `<?a?b?>`. */
function isMisread(xml: string): boolean {
  return /\p{Surrogate}|<\?[^\s?]+\?[^>]/u.test(xml);
}

/** What the reader leaves to the judge: prefixes, and the rules of XML 1.1. */
function isJudgesAlone(xml: string, complaint: string | undefined): boolean {
  return /namespace|xmlns/.test(complaint ?? '') || xml.includes('version="1.1');
}

describe.each([
  ['mutated documents', mutatedArb],
  ['markup soup', soupArb],
] as const)('%s', (_, documentArb) => {
  test('are accepted exactly when saxes accepts them, and then mean the same', () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(documentArb, (xml) => {
        fc.pre(!isMisread(xml));
        const complaint = judge(xml);
        fc.pre(!isJudgesAlone(xml, complaint));
        const isAccepted = complaint === undefined;
        if (isAccepted) accepted++;
        else refused++;
        expect({ xml, ok: read(xml) === undefined }).toEqual({ xml, ok: isAccepted });
        expect({ xml, ok: readTexts(xml) === undefined }).toEqual({ xml, ok: isAccepted });
        const wanted = isAccepted ? judgeValues(xml) : undefined;
        expect({ xml, values: isAccepted ? readValues(xml, wanted) : undefined }).toEqual({
          xml,
          values: wanted,
        });
      }),
      { seed: 20260719, numRuns: 4000 },
    );
    expect(Math.min(accepted, refused)).toBeGreaterThan(50);
  });
});
