// What a model file can have wrong, each with the shape and the place that the message names.
import { describe, expect, it } from 'vitest';
import { ModelError } from './model-error.js';
import type { Mistake } from './model-error.js';
import { readModel } from './read.js';

const sound = {
  'a.b#Name': { type: 'string' },
  'a.b#Thing': { type: 'structure', members: { Name: { target: 'a.b#Name' } } },
};

function modelText(shapes: object): string {
  return JSON.stringify({ smithy: '2.0', shapes });
}

function mistakesOf(...texts: readonly string[]): readonly Mistake[] {
  try {
    readModel(texts.map((text, index) => ({ name: `m${index}.json`, text })));
  } catch (error) {
    if (error instanceof ModelError) return error.mistakes;
    throw error;
  }
  return [];
}

/** The mistakes of one shape `a.b#Bad` beside sound ones, as `shape pointer message`. */
function linesFor(shape: unknown): readonly string[] {
  return mistakesOf(modelText({ ...sound, 'a.b#Bad': shape })).map(({ shapeId, pointer, message }) => {
    return `${shapeId} ${pointer.replace('/shapes/a.b#Bad', '')} ${message}`;
  });
}

const member = (traits: object, target = 'a.b#Name'): unknown => ({
  type: 'structure',
  members: { X: { target, traits } },
});

describe('readModel', () => {
  it('reads a sound model', () => {
    expect(mistakesOf(modelText(sound))).toEqual([]);
  });

  it.each([
    [
      'an unresolved target',
      { type: 'list', member: { target: 'a.b#Gone' } },
      'a.b#Bad$member /member/target targets a.b#Gone, which is not defined',
    ],
    [
      'an unresolved input',
      { type: 'operation', input: { target: 'a.b#Gone' } },
      'a.b#Bad /input/target targets a.b#Gone, which is not defined',
    ],
    [
      'an input that is no structure',
      { type: 'operation', input: { target: 'a.b#Name' } },
      'a.b#Bad /input/target targets a.b#Name, a string where a structure belongs',
    ],
    [
      'an unresolved error',
      { type: 'operation', errors: [{ target: 'a.b#Gone' }] },
      'a.b#Bad /errors/0/target targets a.b#Gone, which is not defined',
    ],
    ['an unknown type', { type: 'tuple' }, 'a.b#Bad /type has an unknown shape type "tuple"'],
    ['a shape that is no object', 'string', 'a.b#Bad  is not an object'],
    ['a list without member', { type: 'list' }, 'a.b#Bad$member /member is missing or not an object'],
    [
      'a map without value',
      { type: 'map', key: { target: 'a.b#Name' } },
      'a.b#Bad$value /value is missing or not an object',
    ],
    [
      'a map whose key is no string',
      { type: 'map', key: { target: 'a.b#Thing' }, value: { target: 'a.b#Name' } },
      'a.b#Bad$key /key/target targets a.b#Thing, a structure where a string belongs',
    ],
    [
      'a member name that is code',
      { type: 'structure', members: { "x'];alert()": { target: 'a.b#Name' } } },
      'a.b#Bad /members/x\'];alert() has a member with the name "x\'];alert()", which is no identifier',
    ],
    [
      'a document',
      { type: 'list', member: { target: 'smithy.api#Document' } },
      'a.b#Bad$member /member/target targets smithy.api#Document: awsQuery cannot carry documents',
    ],
    ['a service without version', { type: 'service' }, 'a.b#Bad /version has no version'],
    [
      'an unknown constraint',
      member({ 'smithy.api#maxWords': 3 }),
      'a.b#Bad$X /members/X/traits/smithy.api#maxWords has the trait smithy.api#maxWords, which this generator does not know: it may be a constraint',
    ],
    [
      'a length without bounds',
      member({ 'smithy.api#length': {} }),
      'a.b#Bad$X /members/X/traits/smithy.api#length has a malformed smithy.api#length: needs min or max',
    ],
    [
      'a length that is text',
      member({ 'smithy.api#length': { min: '1' } }),
      'a.b#Bad$X /members/X/traits/smithy.api#length/min has a malformed smithy.api#length: must be a number',
    ],
    [
      'a length below zero',
      member({ 'smithy.api#length': { min: -1 } }),
      'a.b#Bad$X /members/X/traits/smithy.api#length/min has a malformed smithy.api#length: must be a whole number from 0',
    ],
    [
      'bounds the wrong way round',
      member({ 'smithy.api#length': { min: 2, max: 1 } }),
      'a.b#Bad$X /members/X/traits/smithy.api#length has a malformed smithy.api#length: has a min above its max',
    ],
    [
      'a range on text',
      member({ 'smithy.api#range': { min: 1 } }),
      'a.b#Bad$X /members/X/traits/smithy.api#range has the trait smithy.api#range, which does not apply to string',
    ],
    [
      'a pattern that is no text',
      member({ 'smithy.api#pattern': 1 }),
      'a.b#Bad$X /members/X/traits/smithy.api#pattern has a malformed smithy.api#pattern: must be a string',
    ],
    [
      'an XML name that is markup',
      member({ 'smithy.api#xmlName': 'a b' }),
      'a.b#Bad$X /members/X/traits/smithy.api#xmlName has a malformed smithy.api#xmlName: must be an XML name, with at most one prefix',
    ],
    [
      'an error without side',
      { type: 'structure', members: {}, traits: { 'smithy.api#error': 'us' } },
      'a.b#Bad /traits/smithy.api#error has a malformed smithy.api#error: must be client or server',
    ],
    [
      'an error code without status',
      { type: 'structure', members: {}, traits: { 'aws.protocols#awsQueryError': { code: 'X' } } },
      'a.b#Bad /traits/aws.protocols#awsQueryError has a malformed aws.protocols#awsQueryError: needs httpResponseCode',
    ],
    [
      'an unknown timestamp format',
      { type: 'timestamp', traits: { 'smithy.api#timestampFormat': 'iso' } },
      'a.b#Bad /traits/smithy.api#timestampFormat has a malformed smithy.api#timestampFormat: must be date-time, epoch-seconds or http-date',
    ],
    [
      'two members of one name on the wire',
      {
        type: 'structure',
        members: {
          A: { target: 'a.b#Name' },
          B: { target: 'a.b#Name', traits: { 'smithy.api#xmlName': 'A' } },
        },
      },
      'a.b#Bad$B /members/B has the name A on the wire, which is that of A',
    ],
    [
      'a mixin that is not there',
      { type: 'structure', members: {}, mixins: [{ target: 'a.b#Gone' }] },
      'a.b#Bad /mixins/0/target mixes in a.b#Gone, which is not defined',
    ],
    [
      'a mixin of itself',
      { type: 'structure', members: {}, mixins: [{ target: 'a.b#Bad' }] },
      'a.b#Bad /mixins/0/target mixes in a.b#Bad, which mixes it in again',
    ],
    [
      'an apply without a place',
      { type: 'apply', traits: {} },
      'a.b#Bad  applies traits to what is not defined',
    ],
  ])('reports %s', (_, shape, line) => {
    expect(linesFor(shape)).toEqual([line]);
  });

  it('reports all mistakes of all files together', () => {
    const first = modelText({
      'a.b#One': { type: 'list', member: { target: 'a.b#Gone' } },
      'a.b#Two': { type: 'odd' },
    });
    const second = modelText({ 'a.b#Three': { type: 'string', traits: { 'smithy.api#length': {} } } });
    const mistakes = mistakesOf(first, second);
    expect(mistakes.map(({ file, shapeId }) => `${file} ${shapeId}`)).toEqual([
      'm0.json a.b#Two',
      'm0.json a.b#One$member',
      'm1.json a.b#Three',
    ]);
  });

  it.each([
    [
      'a comma too many',
      '{\n  "smithy": "2.0",\n  "shapes": {},\n}',
      'is not JSON: line 4, column 1: unexpected "}"',
    ],
    ['an end too early', '{ "shapes": {', 'is not JSON: line 1, column 14: the text ends too early'],
    ['text behind the value', '{} {}', 'is not JSON: line 1, column 4: unexpected "{"'],
    ['single quotes', "{ 'shapes': {} }", 'is not JSON: line 1, column 3: unexpected "\'"'],
    ['an empty file', '', 'is not JSON: line 1, column 1: the text ends too early'],
    ['no shapes', '[]', 'is not a Smithy JSON AST: it has no "shapes"'],
  ])('places %s', (_, text, message) => {
    expect(mistakesOf(text)).toEqual([{ file: 'm0.json', shapeId: undefined, pointer: '', message }]);
  });

  it('refuses versions and IDs that it does not know', () => {
    expect(mistakesOf('{ "smithy": "3.0", "shapes": {} }')[0]?.message).toContain('Smithy version "3.0"');
    expect(mistakesOf(modelText({ 'no namespace': { type: 'string' } }))[0]?.message).toBe(
      '"no namespace" is not an absolute shape ID',
    );
  });

  it('merges files; the same shape twice is fine, two shapes of one ID are not', () => {
    expect(mistakesOf(modelText(sound), modelText(sound))).toEqual([]);
    const other = modelText({ 'a.b#Name': { type: 'integer' } });
    expect(mistakesOf(modelText(sound), other)[0]).toMatchObject({
      file: 'm1.json',
      message: 'is already defined, differently, in m0.json',
    });
  });

  it('applies traits from another file, also to members of a mixin', () => {
    const base = modelText({
      ...sound,
      'a.b#Common': {
        type: 'structure',
        members: { Id: { target: 'a.b#Name' } },
        traits: { 'smithy.api#mixin': {}, 'smithy.api#internal': {} },
      },
      'a.b#Child': {
        type: 'structure',
        members: { Own: { target: 'a.b#Name' } },
        mixins: [{ target: 'a.b#Common' }],
      },
    });
    const applies = modelText({
      'a.b#Name': { type: 'apply', traits: { 'smithy.api#length': { max: 3 } } },
      'a.b#Child$Id': { type: 'apply', traits: { 'smithy.api#required': {} } },
    });
    const { shapes } = readModel([
      { name: 'base', text: base },
      { name: 'applies', text: applies },
    ]);
    expect(shapes.get('a.b#Name')?.traits).toEqual({ 'smithy.api#length': { max: 3 } });
    expect(shapes.get('a.b#Child')).toEqual({
      type: 'structure',
      members: {
        Id: { target: 'a.b#Name', traits: { 'smithy.api#required': {} } },
        Own: { target: 'a.b#Name', traits: {} },
      },
      traits: { 'smithy.api#internal': {} },
    });
    expect(shapes.get('a.b#Common')?.members?.['Id']).toEqual({ target: 'a.b#Name' });
  });

  it('puts lists together that several files apply as one trait', () => {
    const applying = (...items: readonly string[]): { name: string; text: string } => {
      const apply = {
        type: 'apply',
        traits: { 'a.b#tests': items, 'smithy.api#documentation': items.join() },
      };
      return { name: items.join(), text: modelText({ 'a.b#Name': apply }) };
    };
    const base = { name: 'base', text: modelText({ ...sound, 'a.b#Name': { type: 'string' } }) };
    const { shapes } = readModel([base, applying('one', 'two'), applying('three'), applying('three')]);
    expect(shapes.get('a.b#Name')?.traits).toEqual({
      'a.b#tests': ['one', 'two', 'three', 'three'],
      'smithy.api#documentation': 'three',
    });
  });

  it('keeps messages on one line, whatever the names', () => {
    const text = modelText({ 'a.b#X\nY\u2028': { type: 'string' } });
    expect(() => readModel([{ name: 'm.json', text }])).toThrow(/^m\.json: .*\(at .*\)$/);
  });
});
