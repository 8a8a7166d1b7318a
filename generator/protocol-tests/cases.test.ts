// What the cases of a model can have wrong, and what a case says when it says little.
import { describe, expect, it } from 'vitest';
import { ModelError } from '../smithy/model-error.js';
import { readModel } from '../smithy/read.js';
import { tinyModel } from '../testing.js';
import { readCases } from './cases.js';

const request = { id: 'One', protocol: 'aws.protocols#awsQuery', method: 'POST', uri: '/' };
const response = { id: 'One', protocol: 'aws.protocols#awsQuery', code: 200 };

function read(traits: Readonly<Record<string, unknown>>): ReturnType<typeof readCases> {
  const named = Object.entries(traits).map(([name, value]) => [`smithy.test#${name}`, value] as const);
  const text = tinyModel({ Send: { type: 'operation', traits: Object.fromEntries(named) } });
  return readCases(readModel([{ name: 'm.json', text }]));
}

function mistakes(traits: Readonly<Record<string, unknown>>): readonly string[] {
  try {
    read(traits);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return error.mistakes.map(({ pointer, message }) => {
      return `${pointer.replace('/shapes/example.tiny#Send/traits/smithy.test#http', '')}: ${message}`;
    });
  }
  return [];
}

describe('readCases', () => {
  it('reads a case that says little', () => {
    const [first, second, ...others] = read({ httpRequestTests: [request], httpResponseTests: [response] });
    expect(others).toEqual([]);
    expect(first).toEqual({
      kind: 'request',
      shape: 'example.tiny#Send',
      ...request,
      sides: ['client', 'server'],
      params: {},
      vendorParams: {},
      headers: new Map(),
      forbidHeaders: [],
      requireHeaders: [],
      queryParams: [],
      forbidQueryParams: [],
      requireQueryParams: [],
    });
    expect(second).toMatchObject({ kind: 'response', code: 200, params: {}, body: undefined });
  });

  it('takes one side and names of headers in any case', () => {
    const [first] = read({
      httpRequestTests: [{ ...request, appliesTo: 'server', headers: { 'X-A': 'b' } }],
    });
    expect(first?.sides).toEqual(['server']);
    expect(first?.headers).toEqual(new Map([['x-a', 'b']]));
  });

  it.each([
    ['no list', { httpRequestTests: {} }, ['RequestTests: is no list of cases']],
    [
      'no object',
      { httpResponseTests: [7] },
      [
        'ResponseTests/0: is no object',
        'ResponseTests/0/id: needs id',
        'ResponseTests/0/protocol: needs protocol',
        'ResponseTests/0/code: needs code',
      ],
    ],
    [
      'fields of the wrong form',
      {
        httpRequestTests: [
          { ...request, uri: 1, params: [], headers: { A: 1 }, requireHeaders: 'A', appliesTo: 'us' },
        ],
      },
      [
        'RequestTests/0/appliesTo: must be client or server',
        'RequestTests/0/params: must be an object',
        'RequestTests/0/headers/A: must be a string',
        'RequestTests/0/requireHeaders: must be a list of strings',
        'RequestTests/0/uri: must be a string',
      ],
    ],
    [
      'a status that is none',
      { httpResponseTests: [{ ...response, code: 99 }] },
      ['ResponseTests/0/code: needs code'],
    ],
    ['an id twice', { httpRequestTests: [request, request] }, ['RequestTests/1/id: repeats the id One']],
  ])('reports %s', (_, traits, lines) => {
    expect(mistakes(traits)).toEqual(lines);
  });

  it('lets a request and a response have one id', () => {
    expect(mistakes({ httpRequestTests: [request], httpResponseTests: [response] })).toEqual([]);
  });
});
