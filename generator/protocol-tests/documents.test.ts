// XML documents as awsQuery means them: what makes two of them the same, and what does not.
import { describe, expect, it } from 'vitest';
import { buildService } from '../ir/build.js';
import { readModel } from '../smithy/read.js';
import { tinyModel } from '../testing.js';
import { compareElements, normalized, readXml } from './documents.js';

const model = tinyModel({
  Get: { type: 'operation', output: { target: 'Output' } },
  Output: {
    type: 'structure',
    members: {
      Name: { target: 'smithy.api#String' },
      Map: { target: 'Map' },
      Flat: { target: 'Map', traits: { 'smithy.api#xmlFlattened': {} } },
      Maps: { target: 'Maps' },
      Inner: { target: 'Output' },
    },
  },
  Map: { type: 'map', key: { target: 'smithy.api#String' }, value: { target: 'smithy.api#String' } },
  Maps: { type: 'list', member: { target: 'Map' } },
});
const output = buildService(readModel([{ name: 'm.json', text: model }])).operations[0]?.output;

function differences(wanted: string, got: string): readonly string[] {
  const [one, other] = [wanted, got].map((content) => {
    const root = readXml(`<R xmlns="urn:r"><Result>${content}</Result></R>`);
    if (root instanceof Error) throw root;
    if (output === undefined) throw new TypeError('no output');
    return normalized(output, root);
  });
  if (one === undefined || other === undefined) throw new TypeError('no root');
  return compareElements(one, other, '').map((found) => `${found.what}: ${found.wanted} | ${found.got}`);
}

const entry = (key: string, value: string): string =>
  `<entry><key>${key}</key><value>${value}</value></entry>`;
const flat = (key: string, value: string): string => entry(key, value).replaceAll('entry', 'Flat');

describe('compareElements', () => {
  it.each([
    ['another order of names', '<Name>a</Name><Map/>', '<Map/><Name>a</Name>'],
    ['namespaces and prefixes', '<Name>a</Name>', '<p:Name xmlns:p="urn:p" xmlns="urn:q">a</p:Name>'],
    ['references and CDATA', '<Name>a&lt;&#98;</Name>', '<Name><![CDATA[a<]]>b</Name>'],
    [
      'layout',
      `<Map>${entry('a', '1')}</Map><Maps/>`,
      `\n <Map>\n  ${entry('a', '1')}\n </Map>\n<Maps>\n</Maps>`,
    ],
    ['comments', '<Name>ab</Name>', '<!-- c --><Name>a<!-- c -->b</Name>'],
    [
      'entries',
      `<Map>${entry('a', '1')}${entry('b', '2')}</Map>`,
      `<Map>${entry('b', '2')}${entry('a', '1')}</Map>`,
    ],
    ['flattened entries', flat('a', '1') + flat('b', '2'), flat('b', '2') + flat('a', '1')],
    [
      'entries further down',
      `<Inner><Maps><member>${entry('a', '1')}${entry('b', '2')}</member></Maps></Inner>`,
      `<Inner><Maps><member>${entry('b', '2')}${entry('a', '1')}</member></Maps></Inner>`,
    ],
  ])('takes %s for the same', (_, wanted, got) => {
    expect(differences(wanted, got)).toEqual([]);
  });

  it.each([
    ['another text', '<Name>a</Name>', '<Name>b</Name>', '/Result/Name: "a" | "b"'],
    ['white space in a text', '<Name>a</Name>', '<Name> a</Name>', '/Result/Name: "a" | " a"'],
    ['an empty text', '<Name> </Name>', '<Name/>', '/Result/Name: " " | ""'],
    ['an element that is missing', '<Name>a</Name>', '', '/Result/Name: an element with "a" | no element'],
    ['an element too many', '', '<X>a</X>', '/Result/X: no element | an element with "a"'],
    ['a name in another case', '<Name/>', '<name/>', '/Result/Name: an element with "" | no element'],
    ['an attribute', '<Name a="1"/>', '<Name a="2"/>', '/Result/Name/@a: "1" | "2"'],
    ['an attribute too many', '<Name/>', '<Name a="2"/>', '/Result/Name/@a: nothing | "2"'],
    ['text between elements', '<Inner><Name/></Inner>', '<Inner>x<Name/></Inner>', '/Result/Inner: "" | "x"'],
    [
      'another order of items',
      `<Maps><member>${entry('a', '1')}</member><member>${entry('b', '1')}</member></Maps>`,
      `<Maps><member>${entry('b', '1')}</member><member>${entry('a', '1')}</member></Maps>`,
      '/Result/Maps/member[1]/entry/key: "a" | "b"',
    ],
    [
      'a value at another key',
      `<Map>${entry('a', '1')}${entry('b', '2')}</Map>`,
      `<Map>${entry('b', '1')}${entry('a', '2')}</Map>`,
      '/Result/Map/entry[1]/value: "1" | "2"',
    ],
  ])('tells %s', (_, wanted, got, line) => {
    expect(differences(wanted, got)[0]).toBe(line);
  });
});

describe('readXml', () => {
  it.each(['', 'text', '<a>', '<a></b>', '<a/><b/>', '<a>&nope;</a>', '<p:a/>', '<a>\u0001</a>'])(
    'refuses %j',
    (text) => expect(readXml(text)).toBeInstanceOf(Error),
  );
});
