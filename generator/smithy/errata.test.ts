// Errata: their form, and that each still says something about the model.
import { describe, expect, it } from 'vitest';
import { buildService } from '../ir/build.js';
import type { Service } from '../ir/ir.js';
import { sitesOf } from '../ir/sites.js';
import { readErrata } from './errata.js';
import { ModelError } from './model-error.js';
import { readModel } from './read.js';

const evidence = { source: 'a public source', confidence: 'recorded' };
const entry = { id: 'longer-name', statement: 'Names may be longer.', evidence };

function errataText(...entries: readonly unknown[]): string {
  return JSON.stringify({ version: '1', entries });
}

function messagesOf(text: string): readonly string[] {
  try {
    readErrata({ name: 'errata.json', text });
  } catch (error) {
    if (error instanceof ModelError)
      return error.mistakes.map(({ pointer, message }) => `${pointer} ${message}`);
    throw error;
  }
  return [];
}

const model = readModel([
  {
    name: 'm.json',
    text: JSON.stringify({
      smithy: '2.0',
      shapes: {
        'a.b#Service': {
          type: 'service',
          version: '1',
          operations: [{ target: 'a.b#Ask' }],
          traits: { 'aws.protocols#awsQuery': {}, 'smithy.api#xmlNamespace': { uri: 'urn:x' } },
        },
        'a.b#Ask': { type: 'operation', input: { target: 'a.b#AskInput' } },
        'a.b#AskInput': {
          type: 'structure',
          members: { Name: { target: 'a.b#Name' }, Token: { target: 'smithy.api#String' } },
        },
        'a.b#Name': {
          type: 'string',
          traits: { 'smithy.api#length': { min: 2, max: 64 }, 'smithy.api#pattern': '^a*$' },
        },
      },
    }),
  },
]);

describe('readErrata', () => {
  it('reads entries with and without overlay', () => {
    const text = errataText(entry, { ...entry, id: 'secret', sensitive: { shape: 'a.b#AskInput$Token' } });
    expect(
      readErrata({ name: 'errata.json', text }).entries.map(({ id, sensitive }) => [id, sensitive]),
    ).toEqual([
      ['longer-name', undefined],
      ['secret', 'a.b#AskInput$Token'],
    ]);
  });

  it.each([
    ['no list', '{}', '/entries has no list of entries'],
    ['no object', errataText(1), '/entries/0 is not an object'],
    ['no id', errataText({ ...entry, id: 'Not Kebab' }), '/entries/0/id has no id in kebab case'],
    ['no statement', errataText({ ...entry, statement: undefined }), '/entries/0/statement has no statement'],
    [
      'no evidence',
      errataText({ ...entry, evidence: {} }),
      '/entries/0/evidence has no evidence with source and confidence',
    ],
    ['the same id twice', errataText(entry, entry), '/entries/1/id repeats the id longer-name'],
    ['a bound without shape', errataText({ ...entry, bound: {} }), '/entries/0/bound/shape names no shape'],
    [
      'a bound without trait',
      errataText({ ...entry, bound: { shape: 'a.b#Name' } }),
      '/entries/0/bound/trait names no trait',
    ],
    [
      'a bound that bounds nothing',
      errataText({ ...entry, bound: { shape: 'a.b#Name', trait: 't', live: {} } }),
      '/entries/0/bound/live must have min, max or both',
    ],
  ])('reports %s', (_, text, line) => {
    expect(messagesOf(text)).toEqual([line]);
  });
});

describe('the overlay', () => {
  it('changes the bound that it names, keeps the other, and names itself', () => {
    const service = build({
      ...entry,
      bound: { shape: 'a.b#Name', trait: 'smithy.api#length', live: { max: 256 } },
    });
    const bounds = service.operations.flatMap(sitesOf).flatMap(({ constraint }) => {
      return 'liveBound' in constraint
        ? [[constraint.kind, constraint.modelBound, constraint.liveBound, constraint.evidence]]
        : [];
    });
    expect(bounds).toEqual([
      ['length.min', 2, 2, undefined],
      ['length.max', 64, 256, 'longer-name'],
      ['pattern', '^a*$', '^a*$', undefined],
    ]);
  });

  it('replaces a pattern and makes members sensitive', () => {
    const service = build(
      { ...entry, bound: { shape: 'a.b#Name', trait: 'smithy.api#pattern', live: '^b*$' } },
      { ...entry, id: 'secret', sensitive: { shape: 'a.b#AskInput$Token' } },
    );
    const [name, token] = service.operations[0]?.input.members ?? [];
    expect(name?.constraints.at(-1)).toMatchObject({
      kind: 'pattern',
      liveBound: '^b*$',
      evidence: 'longer-name',
    });
    expect([name?.sensitive, token?.sensitive]).toEqual([false, true]);
  });

  it('is refused where the model has no such trait or shape', () => {
    expect(() =>
      build({ ...entry, bound: { shape: 'a.b#Name', trait: 'smithy.api#range', live: { max: 1 } } }),
    ).toThrow('a.b#Name has no smithy.api#range in the model');
    expect(() => build({ ...entry, sensitive: { shape: 'a.b#Gone' } })).toThrow(
      'a.b#Gone is not in the model',
    );
  });
});

function build(...entries: readonly unknown[]): Service {
  return buildService(model, { errata: readErrata({ name: 'errata.json', text: errataText(...entries) }) });
}
