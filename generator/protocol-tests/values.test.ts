// Values of cases as generated code takes them, how two of them differ, and what of one a form can carry.
import { describe, expect, it } from 'vitest';
import { buildService } from '../ir/build.js';
import { readModel } from '../smithy/read.js';
import { tinyModel } from '../testing.js';
import { arrivingPart } from './arriving.js';
import { CaseError } from './difference.js';
import { compareStructure, structureOf } from './values.js';

const sparse = { 'smithy.api#sparse': {} };
const text = { target: 'smithy.api#String' };
const model = tinyModel({
  Put: { type: 'operation', input: { target: 'Input' } },
  Input: {
    type: 'structure',
    members: {
      Text: text,
      Number: { target: 'smithy.api#Integer' },
      Decimal: { target: 'smithy.api#BigDecimal' },
      Big: { target: 'smithy.api#BigInteger' },
      Float: { target: 'smithy.api#Float' },
      Double: { target: 'smithy.api#Double' },
      Data: { target: 'smithy.api#Blob' },
      At: { target: 'smithy.api#Timestamp' },
      Holes: { target: 'Holes' },
      Map: { target: 'Map' },
      HolesByName: { target: 'HolesByName' },
      Lists: { target: 'Lists' },
      Either: { target: 'Either' },
      Self: { target: 'Input' },
      toString: text,
    },
  },
  Holes: { type: 'list', member: text, traits: sparse },
  HolesByName: { type: 'map', key: text, value: text, traits: sparse },
  Map: { type: 'map', key: text, value: { target: 'Input' } },
  Lists: { type: 'list', member: { target: 'Holes' } },
  Either: { type: 'union', members: { One: text, Other: { target: 'Input' } } },
});
const found = buildService(readModel([{ name: 'm.json', text: model }])).operations[0]?.input;
if (found === undefined) throw new TypeError('the model has no input');
const input = found;

/** JSON as a model file would have it, `__proto__` keys included. */
const json = (source: string): unknown => JSON.parse(source) as unknown;
const take = (source: string): Record<string, unknown> => structureOf(input, json(source), 'params');

describe('structureOf', () => {
  it.each([
    ['{"Text":"a","Number":null}', { Text: 'a' }],
    ['{"Decimal":1.5,"Big":"12345678901234567890"}', { Decimal: '1.5', Big: 12345678901234567890n }],
    ['{"Float":"NaN","Double":"-Infinity"}', { Float: NaN, Double: -Infinity }],
    ['{"Data":"\u00e9","At":-1.001}', { Data: new Uint8Array([0xc3, 0xa9]), At: new Date(-1001) }],
    ['{"Holes":["a",null],"Either":{"One":"b"}}', { Holes: ['a', null], Either: { One: 'b' } }],
    ['{"toString":"a"}', { toString_: 'a' }],
  ])('takes %s', (source, value) => {
    expect(take(source)).toEqual(value);
  });

  it('takes any text for a key', () => {
    const map = take('{"Map":{"__proto__":{"Text":"a"}}}')['Map'] as object;
    expect(Object.entries(map)).toEqual([['__proto__', { Text: 'a' }]]);
  });

  it.each([
    ['[]', 'params must be an object'],
    ['{"Nope":1}', 'params.Nope: example.tiny#Input has no such member'],
    ['{"Self":{"Text":1}}', 'params.Self.Text: 1 is no string'],
    ['{"Number":1.5}', 'params.Number: 1.5 is no integer'],
    ['{"Big":"1x"}', 'params.Big: "1x" is no bigInteger'],
    ['{"Double":"1"}', 'params.Double: "1" is no double'],
    ['{"At":"2024-01-01"}', 'params.At: "2024-01-01" is no timestamp'],
    ['{"Lists":[null]}', 'params.Lists[0] must be a list'],
    ['{"Map":[]}', 'params.Map must be an object'],
  ])('refuses %s', (source, message) => {
    expect(() => take(source)).toThrow(new CaseError(message));
  });
});

function differences(wanted: string, got: object): readonly string[] {
  return compareStructure(input, take(wanted), got, '').map(
    (one) => `${one.what}: ${one.wanted} | ${one.got}`,
  );
}

describe('compareStructure', () => {
  it.each<[string, object]>([
    ['{"Text":"a"}', { Text: 'a', Number: undefined, unknown: undefined }],
    ['{"Float":0.1,"Double":"NaN"}', { Float: Math.fround(0.1), Double: NaN }],
    ['{"Holes":[null],"HolesByName":{"a":null}}', { Holes: [null], HolesByName: { a: null } }],
    ['{"Either":{"One":"a"}}', { Either: { One: 'a', Other: undefined } }],
  ])('finds none between %s and what is the same', (wanted, got) => {
    expect(differences(wanted, got)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['{"Text":""}', {}, '.Text: "" | nothing'],
    ['{}', { Text: '' }, '.Text: nothing | ""'],
    ['{}', { unknown: 1 }, '.unknown: nothing | 1'],
    ['{"Number":0}', { Number: -0 }, '.Number: 0 | -0'],
    ['{"Number":1}', { Number: '1' }, '.Number: 1 | "1"'],
    ['{"Big":1}', { Big: 1 }, '.Big: 1 | 1'],
    ['{"Double":0.1}', { Double: Math.fround(0.1) }, `.Double: 0.1 | ${Math.fround(0.1)}`],
    ['{"Data":"a"}', { Data: new Uint8Array([98]) }, '.Data: bytes YQ== | bytes Yg=='],
    ['{"At":0}', { At: new Date(1) }, '.At: 1970-01-01T00:00:00.000Z | 1970-01-01T00:00:00.001Z'],
    ['{"At":0}', { At: new Date(NaN) }, '.At: 1970-01-01T00:00:00.000Z | an invalid Date'],
    ['{"Holes":[null]}', { Holes: [''] }, '.Holes[0]: null | ""'],
    ['{"Holes":[]}', { Holes: undefined }, '.Holes: [] | nothing'],
    ['{"Map":{"a":{}}}', { Map: {} }, '.Map.a: {} | nothing'],
    ['{"Map":{}}', { Map: { a: { Text: 'b' } } }, '.Map.a: nothing | {"Text":"b"}'],
    ['{"Either":{"One":"a"}}', { Either: { $unknown: 'a' } }, '.Either.One: "a" | nothing'],
  ])('tells %s from %j', (wanted, got, line) => {
    expect(differences(wanted, got)[0]).toBe(line);
  });
});

describe('arrivingPart', () => {
  it.each([
    ['{"Text":"","Holes":[],"Lists":[[]]}', '{"Text":"","Holes":[],"Lists":[[]]}', []],
    [
      '{"Self":{"Self":{}},"Text":"a"}',
      '{"Text":"a"}',
      ['an empty structure (params.Self.Self)', 'an empty structure (params.Self)'],
    ],
    ['{"Map":{}}', '{}', ['an empty map (params.Map)']],
    ['{"Map":{"a":{},"b":{"Text":""}}}', '{"Map":{"b":{"Text":""}}}', ['an empty structure (params.Map.a)']],
    ['{"Holes":[null,"a"]}', '{"Holes":["a"]}', ['null (params.Holes[0])']],
    ['{"Lists":[[null]]}', '{}', ['null (params.Lists[0][0])']],
    ['{"HolesByName":{"a":null,"b":"c"}}', '{"HolesByName":{"b":"c"}}', ['null (params.HolesByName.a)']],
    [
      '{"Either":{"Other":{}}}',
      '{}',
      ['an empty structure (params.Either.Other)', 'an empty structure (params.Either)'],
    ],
  ])('of %s is %s', (whole, part, lost) => {
    const { value, losses } = arrivingPart(input, take(whole));
    expect(value).toEqual(take(part));
    const shortened = losses.map((loss) =>
      loss.replace('a form cannot carry ', '').replace(', which is sent as nothing', ''),
    );
    expect(shortened).toEqual(lost);
  });
});
