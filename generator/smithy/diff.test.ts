import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diffModels, formatDifferences } from './diff.js';
import type { ModelDifference } from './diff.js';
import type { Json, JsonObject, ModelDocument } from './model-document.js';
import { isObject, parseModelDocument } from './model-document.js';
import { modelMutations, mutateModel } from './model-mutations.js';

const text = readFileSync(new URL('../../model/sts.json', import.meta.url), 'utf8');
const sts = parseModelDocument({ name: 'sts.json', text });

const model = (shapes: JsonObject, more: JsonObject = {}): ModelDocument => ({
  smithy: '2.0',
  ...more,
  shapes,
});

/** Every string under a key that holds prose is replaced, wherever it stands. */
function rewriteTexts(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => rewriteTexts(item));
  if (!isObject(value)) return value;
  const prose = new Set(['smithy.api#documentation', 'documentation', 'title']);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      prose.has(key) && typeof item === 'string' ? `Other: ${item}` : rewriteTexts(item),
    ]),
  );
}

const withTests = (...regions: string[]): ModelDocument =>
  model({
    'a#S': {
      type: 'service',
      traits: { 'smithy.rules#endpointTests': { testCases: regions.map((region) => ({ region })) } },
    },
  });

const withLookAlikes = (name: string): ModelDocument =>
  model({
    'a#O': {
      type: 'operation',
      traits: { 'smithy.api#examples': [{ title: name, input: { documentation: name } }] },
    },
    'a#R': { type: 'structure', members: { documentation: { target: name } } },
  });

const withRules = (documentation: string, url: string): ModelDocument =>
  model({
    'a#S': {
      type: 'service',
      traits: {
        'smithy.rules#endpointRuleSet': {
          rules: [{ documentation, rules: [{ documentation, endpoint: { url } }], type: 'tree' }],
        },
      },
    },
  });

const findMutation = (name: string) => {
  const found = modelMutations.find((mutation) => mutation.name.startsWith(name));
  if (found === undefined) throw new Error(`no mutation ${name}`);
  return found;
};

describe('diffModels', () => {
  test('finds nothing between a model and itself, nor where only documentation differs', () => {
    expect(diffModels(sts, sts)).toEqual([]);
    const rewritten = rewriteTexts(sts) as ModelDocument;
    expect(JSON.stringify(rewritten)).not.toBe(JSON.stringify(sts));
    expect(diffModels(sts, rewritten)).toEqual([]);
  });

  test('finds nothing where documentation is missing altogether', () => {
    const documented = { type: 'string', traits: { 'smithy.api#documentation': 'Text.' } };
    expect(diffModels(model({ 'a#B': documented }), model({ 'a#B': { type: 'string' } }))).toEqual([]);
  });

  test.each(modelMutations)('finds exactly one difference: $name', (mutation) => {
    const theirs = mutateModel(sts, mutation);
    expect(diffModels(sts, theirs)).toEqual([mutation.expected]);
  });

  test.each(modelMutations)('finds the way back: $name', (mutation) => {
    const { pointer, shape, ours, theirs } = mutation.expected;
    const [back, ...others] = diffModels(mutateModel(sts, mutation), sts);
    expect(others).toEqual([]);
    expect(back).toMatchObject({ pointer, shape });
    expect([back?.ours, back?.theirs]).toEqual([theirs, ours]);
  });

  test('has a mutation for every kind of difference', () => {
    const kinds: Record<ModelDifference['kind'], true> = {
      'shape-added': true,
      'shape-removed': true,
      'shape-type': true,
      'member-added': true,
      'member-removed': true,
      'member-target': true,
      'member-order': true,
      'trait-added': true,
      'trait-removed': true,
      'trait-value': true,
      'reference-added': true,
      'reference-removed': true,
      property: true,
      file: true,
    };
    expect(new Set(modelMutations.map(({ expected }) => expected.kind))).toEqual(new Set(Object.keys(kinds)));
  });

  test('does not look at the order in which shapes, traits, operations and errors are listed', () => {
    const one = model({
      'a#S': { type: 'service', operations: [{ target: 'a#O' }, { target: 'a#P' }] },
      'a#T': {
        type: 'string',
        traits: { 'smithy.api#sensitive': {}, 'smithy.api#length': { min: 1, max: 2 } },
      },
    });
    const other = model({
      'a#T': {
        type: 'string',
        traits: { 'smithy.api#length': { max: 2, min: 1 }, 'smithy.api#sensitive': {} },
      },
      'a#S': { type: 'service', operations: [{ target: 'a#P' }, { target: 'a#O' }] },
    });
    expect(diffModels(one, other)).toEqual([]);
  });

  test('counts an item inserted into a list of trait values once', () => {
    expect(diffModels(withTests('a', 'c', 'd'), withTests('a', 'b', 'c', 'd'))).toEqual([
      {
        kind: 'trait-value',
        shape: 'a#S',
        pointer: '/shapes/a#S/traits/smithy.rules#endpointTests/testCases/1',
        ours: undefined,
        theirs: { region: 'b' },
      },
    ]);
  });

  test('compares facts that only look like documentation', () => {
    expect(diffModels(withLookAlikes('x'), withLookAlikes('y')).map(({ pointer }) => pointer)).toEqual([
      '/shapes/a#O/traits/smithy.api#examples/0/input/documentation',
      '/shapes/a#R/members/documentation/target',
    ]);
  });

  test('sees the documentation of nested endpoint rules as text, their facts as facts', () => {
    expect(diffModels(withRules('x', 'u'), withRules('y', 'u'))).toEqual([]);
    expect(diffModels(withRules('x', 'u'), withRules('y', 'v')).map(({ pointer }) => pointer)).toEqual([
      '/shapes/a#S/traits/smithy.rules#endpointRuleSet/rules/0/rules/0/endpoint/url',
    ]);
  });

  test('is not confused by names of Object.prototype', () => {
    const hostile = parseModelDocument({
      name: 'x',
      text: '{"smithy":"2.0","shapes":{"__proto__":{"type":"string"},"a#constructor":{"type":"string"}}}',
    });
    expect(diffModels(model({}), hostile).map(({ kind, shape }) => [kind, shape])).toEqual([
      ['shape-added', '__proto__'],
      ['shape-added', 'a#constructor'],
    ]);
  });
});

describe('formatDifferences', () => {
  test('is empty for no difference', () => {
    expect(formatDifferences([])).toBe('');
  });

  test('has one line for each difference below its shape', () => {
    const changed = [
      'trait-value /shapes/com.amazonaws.sts#sourceIdentityType',
      'member-removed',
      'reference-removed /shapes/com.amazonaws.sts#AssumeRoot',
      'property /shapes/com.amazonaws.sts#AWSSecurityTokenServiceV20110615/version',
      'reference-removed /shapes/com.amazonaws.sts#AWSSecurityTokenServiceV20110615',
      'trait-added /shapes/com.amazonaws.sts#tagListType/member',
      'file /smithy',
      'trait-value /shapes/com.amazonaws.sts#AssumeRole/traits',
    ].reduce((theirs, name) => mutateModel(theirs, findMutation(name)), sts);
    expect(formatDifferences(diffModels(sts, changed)).split('\n')).toEqual([
      '(beside the shapes)',
      '  smithy: "2.0" -> "2.1"',
      'com.amazonaws.sts#AWSSecurityTokenServiceV20110615',
      '  version: "2011-06-15" -> "2027-01-01"',
      '  operations removed: "com.amazonaws.sts#GetWebIdentityToken"',
      'com.amazonaws.sts#AssumeRole',
      '  trait smithy.api#examples at /0/output/PackedPolicySize: 8 -> 6',
      'com.amazonaws.sts#AssumeRoot',
      '  errors removed: "com.amazonaws.sts#RegionDisabledException"',
      'com.amazonaws.sts#GetSessionTokenRequest',
      '  member TokenCode removed: {"target":"com.amazonaws.sts#tokenCodeType"}',
      'com.amazonaws.sts#sourceIdentityType',
      '  trait smithy.api#length at /max: 64 -> 256',
      'com.amazonaws.sts#tagListType',
      '  member member: trait smithy.api#xmlName added: "item"',
    ]);
  });

  test.each(modelMutations)('says what changed: $name', (mutation) => {
    const [heading, line, ...rest] = formatDifferences([mutation.expected]).split('\n');
    expect(rest).toEqual([]);
    expect(heading).toBe(mutation.expected.shape?.split('$')[0] ?? '(beside the shapes)');
    const { ours, theirs } = mutation.expected;
    const leaf = theirs ?? ours ?? null;
    const shown = isObject(leaf) && typeof leaf['target'] === 'string' ? leaf['target'] : leaf;
    expect(line).toContain(
      typeof shown === 'string' ? JSON.stringify(shown).slice(1, -1) : JSON.stringify(shown),
    );
  });

  test('cuts long values and escapes what could drive a terminal', () => {
    const difference: ModelDifference = {
      kind: 'trait-added',
      shape: 'a#B\u001b[31m\n',
      pointer: '/shapes/a#B/traits/x#y\u202e',
      ours: undefined,
      theirs: 'z'.repeat(10_000),
    };
    const [heading, line = '', ...rest] = formatDifferences([difference]).split('\n');
    expect(rest).toEqual([]);
    expect(heading).toBe('a#B\\u001b[31m\\u000a');
    expect(line.length).toBeLessThan(220);
    expect(line).toContain('trait x#y\\u202e added: "zzz');
    expect(line).toContain('(10002 characters)');
  });
});
