/** model/sts.json: what it must contain, counted on the raw JSON without any other code of the generator. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Node {
  readonly type?: string;
  readonly target?: string;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly members?: Readonly<Record<string, Node>>;
  readonly member?: Node;
  readonly input?: Node;
}

const source = readFileSync(new URL('../../model/sts.json', import.meta.url), 'utf8');
const model = JSON.parse(source) as { readonly shapes: Readonly<Record<string, Node>> };
const shapes = Object.entries(model.shapes);

const D = 'smithy.api#documentation';
const documentationOf = (node: Node): unknown => node.traits?.[D];
const described = shapes.filter(([, { type = '' }]) => ['service', 'operation', 'structure'].includes(type));
const texts: readonly (readonly [id: string, text: unknown])[] = described.flatMap(([id, shape]) => [
  [id, documentationOf(shape)] as const,
  ...Object.entries(shape.members ?? {}).map(
    ([name, member]) => [`${id}$${name}`, documentationOf(member)] as const,
  ),
]);

/** Every text that the model carries, documentation or title, wherever it stands. */
function textsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return [D, 'documentation', 'title'].includes(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => textsIn(item, name));
}

/** Bounds below one member of an input, at any depth: each is a constraint site. */
function boundsBelow(member: Node): string[] {
  const shape = model.shapes[member.target ?? ''] ?? {};
  const traits = { ...shape.traits, ...member.traits };
  const bounds = ['length', 'range'].flatMap((name) =>
    Object.entries(traits[`smithy.api#${name}`] ?? {}).map(([bound, value]) => `${name}.${bound}=${value}`),
  );
  return [
    ...('smithy.api#required' in traits ? ['required'] : []),
    ...('smithy.api#pattern' in traits ? ['pattern'] : []),
    ...bounds,
    ...Object.values(shape.members ?? {}).flatMap(boundsBelow),
    ...(shape.member === undefined ? [] : boundsBelow(shape.member)),
  ];
}

describe('sts.json', () => {
  test('holds the whole service', () => {
    expect(shapes.length).toBe(110);
    const operations = shapes.filter(([, { type }]) => type === 'operation').map(([id]) => id.split('#')[1]);
    expect(operations).toEqual([
      'AssumeRole',
      'AssumeRoleWithSAML',
      'AssumeRoleWithWebIdentity',
      'AssumeRoot',
      'DecodeAuthorizationMessage',
      'GetAccessKeyInfo',
      'GetCallerIdentity',
      'GetDelegatedAccessToken',
      'GetFederationToken',
      'GetSessionToken',
      'GetWebIdentityToken',
    ]);
    expect(shapes.filter(([, { traits }]) => traits?.['smithy.api#error'] !== undefined).length).toBe(12);
  });

  test('has 156 constraint sites in its inputs, of which 149 can be violated', () => {
    const sites = shapes
      .filter(([, { type }]) => type === 'operation')
      .flatMap(([, { input }]) => Object.values(model.shapes[input?.target ?? '']?.members ?? {}))
      .flatMap(boundsBelow);
    expect(sites.length).toBe(156);
    expect(sites.filter((site) => site !== 'length.min=0').length).toBe(149);
  });

  test.each(texts)('%s is documented', (_id, text) => {
    expect(text).toBeTypeOf('string');
    expect(String(text)).toMatch(/^[A-Z`].*\.$/su);
  });

  test('documents plainly: no HTML, nothing that would end a comment, no marketing names', () => {
    const all = textsIn(model);
    expect(all.length).toBeGreaterThan(240);
    for (const text of all) {
      expect(text).not.toBe('');
      expect(text).not.toMatch(/<\/?(p|code|a|b|i|ul|li|note|fullname|important)\b/iu);
      expect(text).not.toContain('*/');
      expect(text).not.toContain('Amazon Web Services');
    }
  });

  test('documents each endpoint test apart from all others', () => {
    const traits = model.shapes['com.amazonaws.sts#AWSSecurityTokenServiceV20110615']?.traits;
    const tests = textsIn(traits?.['smithy.rules#endpointTests']);
    expect(tests.length).toBe(69);
    expect(new Set(tests).size).toBe(69);
  });

  test('is formatted with two spaces and ends with one newline', () => {
    expect(source).toBe(`${JSON.stringify(model, undefined, 2)}\n`);
  });
});
