// Forms as multisets: what makes two of them the same, and what does not.
import { describe, expect, it } from 'vitest';
import { buildService } from '../ir/build.js';
import { readModel } from '../smithy/read.js';
import { tinyModel } from '../testing.js';
import { compareForms } from './forms.js';

const flat = { 'smithy.api#xmlFlattened': {} };
const model = tinyModel({
  Put: { type: 'operation', input: { target: 'Input' } },
  Input: {
    type: 'structure',
    members: {
      Name: { target: 'smithy.api#String' },
      Map: { target: 'Map' },
      Flat: { target: 'Map', traits: flat },
      List: { target: 'Maps' },
    },
  },
  Map: {
    type: 'map',
    key: { target: 'smithy.api#String', traits: { 'smithy.api#xmlName': 'K' } },
    value: { target: 'Map2' },
  },
  Map2: { type: 'map', key: { target: 'smithy.api#String' }, value: { target: 'smithy.api#String' } },
  Maps: { type: 'list', member: { target: 'Map2' } },
});
const input = buildService(readModel([{ name: 'm.json', text: model }])).operations[0]?.input;

function differences(wanted: string, got: string): readonly string[] {
  if (input === undefined) throw new TypeError('no input');
  return compareForms(input, wanted, got).map((one) => `${one.wanted} | ${one.got}`);
}

describe('compareForms', () => {
  it.each([
    ['another order of keys', 'A=1&B=2', 'B=2&A=1'],
    ['another encoding', 'A=a%20b%7E&B=', 'A=a+b~&B'],
    ['a line end behind the body', 'A=1', 'A=1\n'],
    [
      'another order of the entries of a map',
      'Map.entry.1.K=a&Map.entry.1.value.entry.1.key=x&Map.entry.1.value.entry.1.value=1&Map.entry.2.K=b',
      'Map.entry.2.K=a&Map.entry.2.value.entry.1.key=x&Map.entry.2.value.entry.1.value=1&Map.entry.1.K=b',
    ],
    [
      'another order of the entries of a map within a flattened one',
      'Flat.1.K=a&Flat.1.value.entry.1.key=x&Flat.1.value.entry.1.value=1&Flat.1.value.entry.2.key=y&Flat.1.value.entry.2.value=2',
      'Flat.7.K=a&Flat.7.value.entry.2.key=x&Flat.7.value.entry.2.value=1&Flat.7.value.entry.1.key=y&Flat.7.value.entry.1.value=2',
    ],
    [
      'another order of the entries of maps in a list',
      'List.member.1.entry.1.key=x&List.member.1.entry.1.value=1&List.member.1.entry.2.key=y',
      'List.member.1.entry.2.key=x&List.member.1.entry.2.value=1&List.member.1.entry.1.key=y',
    ],
  ])('takes %s for the same', (_, wanted, got) => {
    expect(differences(wanted, got)).toEqual([]);
  });

  it.each([
    ['a key that is missing', 'A=1&B=2', 'A=1', ['"B"="2" | no more']],
    ['a key too many', 'A=1', 'A=1&B=2', ['no more | "B"="2"']],
    ['a key sent twice', 'A=1', 'A=1&A=1', ['no more | "A"="1"']],
    ['another value', 'A=1', 'A=2', ['"A"="1" | "A"="2"']],
    ['a name in another case', 'A=1', 'a=1', ['"A"="1" | "a"="1"']],
    [
      'another order of items',
      'List.member.1.entry.1.key=x&List.member.2.entry.1.key=y',
      'List.member.2.entry.1.key=x&List.member.1.entry.1.key=y',
      [
        '"List.member.1.entry.1.key"="x" "List.member.2.entry.1.key"="y" | "List.member.2.entry.1.key"="x" "List.member.1.entry.1.key"="y"',
      ],
    ],
    [
      'values at the keys of others',
      'Flat.1.K=a&Flat.1.value=1&Flat.2.K=b&Flat.2.value=2',
      'Flat.1.K=a&Flat.1.value=2&Flat.2.K=b&Flat.2.value=1',
      ['"Flat.1.value"="1" "Flat.2.value"="2" | "Flat.1.value"="2" "Flat.2.value"="1"'],
    ],
  ])('tells %s', (_, wanted, got, lines) => {
    expect(differences(wanted, got)).toEqual(lines);
  });
});
