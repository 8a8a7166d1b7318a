import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diffModels } from './diff.js';
import { formatModel, importModel } from './import.js';
import type { Json, JsonObject, ModelDocument } from './model-document.js';
import { isObject, parseModelDocument } from './model-document.js';
import { modelMutations, mutateModel } from './model-mutations.js';

const text = readFileSync(new URL('../../model/sts.json', import.meta.url), 'utf8');
const sts = parseModelDocument({ name: 'sts.json', text });

const D = 'smithy.api#documentation';
const model = (shapes: JsonObject): ModelDocument => ({ smithy: '2.0', shapes });

/** The model as somebody else would publish it: the same facts, each text replaced. */
function published(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => published(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      [D, 'documentation', 'title'].includes(key) && typeof item === 'string' ? 'THEIRS' : published(item),
    ]),
  );
}

const theirs = published(sts) as ModelDocument;

const withCases = (...testCases: JsonObject[]): ModelDocument =>
  model({ 'a#S': { type: 'service', traits: { 'smithy.rules#endpointTests': { testCases } } } });

const withExample = (title: string): ModelDocument =>
  model({
    'a#O': {
      type: 'operation',
      traits: { 'smithy.api#examples': [{ title, documentation: title, input: {} }] },
    },
  });

describe('importModel', () => {
  test('is the identity on bytes for the same model', () => {
    const { model: same, differences, undocumented } = importModel(sts, sts);
    expect(formatModel(same)).toBe(text);
    expect(differences).toEqual([]);
    expect(undocumented).toEqual([]);
  });

  test('is the identity on bytes for the same facts with other documentation', () => {
    expect(formatModel(theirs)).toContain('THEIRS');
    expect(formatModel(importModel(sts, theirs).model)).toBe(text);
  });

  test('is the identity on bytes where theirs has no documentation at all', () => {
    const bare = importModel(model({}), theirs).model;
    expect(formatModel(bare)).not.toContain('THEIRS');
    expect(formatModel(importModel(sts, bare).model)).toBe(text);
  });

  test.each(modelMutations)('takes over the fact: $name', (mutation) => {
    const revision = mutateModel(theirs, mutation);
    const imported = importModel(sts, revision);
    expect(imported.differences).toEqual([mutation.expected]);
    expect(diffModels(imported.model, revision)).toEqual([]);
    expect(formatModel(imported.model)).not.toContain('THEIRS');
    expect(formatModel(importModel(imported.model, revision).model)).toBe(formatModel(imported.model));
  });

  test('lists what has no documentation yet, and only what deserves it', () => {
    const revision = model({
      'a#S': { type: 'service', traits: { [D]: 'THEIRS' } },
      'a#O': { type: 'operation' },
      'a#I': {
        type: 'structure',
        members: { old: { target: 'a#T' }, New: { target: 'a#T', traits: { [D]: 'THEIRS' } } },
      },
      'a#U': { type: 'union', members: { one: { target: 'a#T' } } },
      'a#L': { type: 'list', member: { target: 'a#T' } },
      'a#T': { type: 'string' },
    });
    const ours = model({
      'a#O': { type: 'operation', traits: { [D]: 'Ours.' } },
      'a#I': { type: 'structure', members: { old: { target: 'a#T', traits: { [D]: 'Old.' } } } },
    });
    const imported = importModel(ours, revision);
    expect(imported.undocumented).toEqual(['a#S', 'a#I', 'a#I$New', 'a#U', 'a#U$one']);
    expect(imported.model.shapes['a#S']).toEqual({ type: 'service' });
    expect(imported.model.shapes['a#O']).toEqual({ type: 'operation', traits: { [D]: 'Ours.' } });
    expect(imported.model.shapes['a#I']).toEqual({
      type: 'structure',
      members: { old: { target: 'a#T', traits: { [D]: 'Old.' } }, New: { target: 'a#T' } },
    });
  });

  test('keeps documentation when the type or target changes, drops it with its shape or member', () => {
    const ours = model({
      'a#I': {
        type: 'structure',
        members: {
          kept: { target: 'a#T', traits: { [D]: 'Kept.' } },
          gone: { target: 'a#T', traits: { [D]: 'Gone.' } },
        },
        traits: { [D]: 'Shape.' },
      },
      'a#Gone': { type: 'structure', traits: { [D]: 'Gone.' } },
    });
    const revision = model({ 'a#I': { type: 'union', members: { kept: { target: 'a#V' } } } });
    expect(importModel(ours, revision).model.shapes).toEqual({
      'a#I': {
        type: 'union',
        members: { kept: { target: 'a#V', traits: { [D]: 'Kept.' } } },
        traits: { [D]: 'Shape.' },
      },
    });
  });

  test('matches test cases by content, then by place', () => {
    const ours = withCases(
      { documentation: 'first', params: { Region: 'a' } },
      { documentation: 'second', params: { Region: 'b' } },
      { documentation: 'third', params: { Region: 'c' } },
    );
    const imported = importModel(
      ours,
      withCases(
        { documentation: 'THEIRS', params: { Region: 'new' } },
        { documentation: 'THEIRS', params: { Region: 'a' } },
        { documentation: 'THEIRS', params: { Region: 'changed' } },
        { params: { Region: 'b' } },
      ),
    );
    expect(imported.model).toEqual(
      withCases(
        { params: { Region: 'new' } },
        { documentation: 'first', params: { Region: 'a' } },
        { documentation: 'third', params: { Region: 'changed' } },
        { documentation: 'second', params: { Region: 'b' } },
      ),
    );
  });

  test('leaves the title of a new example empty, since Smithy refuses an example without one', () => {
    const expected = { type: 'operation', traits: { 'smithy.api#examples': [{ title: '', input: {} }] } };
    expect(importModel(model({}), withExample('THEIRS')).model.shapes['a#O']).toEqual(expected);
  });

  test('takes the order of shapes and members from theirs', () => {
    const reversed = { ...theirs, shapes: Object.fromEntries(Object.entries(theirs.shapes).toReversed()) };
    const imported = importModel(sts, reversed).model;
    expect(Object.keys(imported.shapes)).toEqual(Object.keys(sts.shapes).toReversed());
    expect(diffModels(imported, sts)).toEqual([]);
  });
});

describe('parseModelDocument', () => {
  test.each([
    ['{', 'x.json: is not JSON: line 1, column 2: the text ends too early'],
    ['[]', 'x.json: is not a Smithy model: expected an object'],
    ['{"smithy":"2.0"}', 'x.json: is not a Smithy model: expected an object of shapes by ID (at /shapes)'],
    ['{"smithy":"1.0","shapes":{}}', 'x.json: is not a Smithy 2 model: expected version "2.0" (at /smithy)'],
    ['{"smithy":"2.0","shapes":{"a#b":1}}', 'x.json: is not a shape: expected an object (at /shapes/a#b)'],
  ])('refuses %s', (source, message) => {
    expect(() => parseModelDocument({ name: 'x.json', text: source })).toThrow(message);
  });

  test('reads what formatModel writes', () => {
    expect(parseModelDocument({ name: 'x', text: formatModel(sts) })).toEqual(sts);
  });
});
