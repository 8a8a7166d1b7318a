/** model/sts.tests.json: each vector is checked against model/sts.json by a form decoder and an XML parser of others. */
import { readFileSync } from 'node:fs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';

interface Vector {
  readonly id: string;
  readonly documentation?: string;
  readonly protocol: string;
  readonly code?: number;
  readonly method?: string;
  readonly uri?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly params: Params;
  readonly appliesTo?: string;
}
type Params = Readonly<Record<string, unknown>>;
interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly target: string }>>;
  readonly member?: { readonly target: string };
  readonly input?: { readonly target: string };
  readonly output?: { readonly target: string };
  readonly traits?: Readonly<Record<string, unknown>>;
}
type Shapes = Readonly<Record<string, Shape>>;

const load = (name: string): { readonly shapes: Shapes } =>
  JSON.parse(readFileSync(new URL(`../../model/${name}`, import.meta.url), 'utf8')) as { shapes: Shapes };
const { shapes } = load('sts.json');
const tests = Object.entries(load('sts.tests.json').shapes);

const vectors = (trait: string): (readonly [id: string, owner: string, vector: Vector])[] =>
  tests.flatMap(([owner, { traits }]) =>
    ((traits?.[`smithy.test#${trait}`] ?? []) as readonly Vector[]).map(
      (vector) => [vector.id, owner, vector] as const,
    ),
  );
const requests = vectors('httpRequestTests');
const responses = vectors('httpResponseTests');

const shape = (id: string | undefined): Shape => {
  const found = shapes[id ?? ''];
  if (found === undefined) throw new Error(`no shape ${id}`);
  return found;
};
const shortName = (id: string): string => id.split('#')[1] ?? id;

const answers = responses.filter(([, owner]) => shape(owner).type === 'operation');
const failures = responses.filter(([, owner]) => shape(owner).type !== 'operation');

/** Form parameters that a value of a shape must become. */
function flatten(id: string, value: unknown, key: string): (readonly [string, string])[] {
  const { type, members, member } = shape(id);
  if (type === 'structure') {
    return Object.entries(value as Params).flatMap(([name, item]) => {
      const target = members?.[name]?.target;
      if (target === undefined) throw new Error(`${id} has no member ${name}`);
      return flatten(target, item, key === '' ? name : `${key}.${name}`);
    });
  }
  if (type === 'list') {
    const items = value as readonly unknown[];
    if (items.length === 0) return [[key, '']];
    return items.flatMap((item, index) => flatten(member?.target ?? '', item, `${key}.member.${index + 1}`));
  }
  return [[key, String(value)]];
}

/** A parsed XML element as a value of a shape; elements that the shape does not know are left out. */
function fromXml(id: string, element: unknown): unknown {
  const { type, members = {} } = shape(id);
  switch (type) {
    case 'structure':
      return Object.fromEntries(
        Object.entries(element as Params)
          .filter(([name]) => name in members)
          .map(([name, child]) => [name, fromXml(members[name]?.target ?? '', child)]),
      );
    case 'integer':
      return Number(element);
    case 'timestamp':
      return Date.parse(String(element)) / 1000;
    default:
      return element;
  }
}

/** `shape$member` for every member of an input or output that a vector sets. */
function membersUsed(tested: typeof requests, side: 'input' | 'output'): string[] {
  return tested.flatMap(([, owner, { params }]) =>
    Object.keys(params).map((name) => `${shape(owner)[side]?.target}$${name}`),
  );
}

const parser = new XMLParser({
  parseTagValue: false,
  removeNSPrefix: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  trimValues: false,
  htmlEntities: true,
});
const parse = (xml: string): Params => parser.parse(xml) as Params;
const inside = (element: unknown, ...path: readonly string[]): unknown =>
  path.reduce((child, name) => (child as Params)[name], element);

describe('sts.tests.json', () => {
  test('has a request and a response for every operation, a response for every error, and nothing else', () => {
    const operations = Object.keys(shapes).filter((id) => shape(id).type === 'operation');
    const errors = Object.keys(shapes).filter((id) => shape(id).traits?.['smithy.api#error'] !== undefined);
    expect([...new Set(requests.map(([, owner]) => owner))]).toEqual(operations);
    expect([...new Set(responses.map(([, owner]) => owner))].toSorted()).toEqual(
      [...operations, ...errors].toSorted(),
    );
    expect(tests.map(([, { type }]) => type)).toEqual(tests.map(() => 'apply'));
  });

  test('has unique ids', () => {
    const ids = [...requests, ...responses].map(([id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^Sts[A-Za-z0-9]+$/.test(id))).toEqual([]);
  });

  test('exercises every member of every input and output', () => {
    const used = new Set([...membersUsed(requests, 'input'), ...membersUsed(answers, 'output')]);
    const wanted = Object.entries(shapes)
      .filter(([, { traits = {} }]) => 'smithy.api#input' in traits || 'smithy.api#output' in traits)
      .flatMap(([id, { members: all = {} }]) => Object.keys(all).map((name) => `${id}$${name}`));
    expect(wanted.filter((member) => !used.has(member))).toEqual([]);
  });

  test.each(requests)('%s: the body says what the parameters say', (_id, owner, vector) => {
    expect([vector.protocol, vector.method, vector.uri]).toEqual(['aws.protocols#awsQuery', 'POST', '/']);
    expect(vector.headers).toEqual({ 'Content-Type': 'application/x-www-form-urlencoded' });
    expect(vector.body).toMatch(/^[A-Za-z0-9\-._~%=&]*$/);
    expect(vector.body).not.toMatch(
      /%([0-9A-F]?[a-f]|[a-f]|2D|2E|5F|7E|3[0-9]|4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A])/,
    );
    const sent = [...new URLSearchParams(vector.body)];
    const expected = [
      ['Action', shortName(owner)],
      ['Version', '2011-06-15'],
      ...flatten(shape(owner).input?.target ?? '', vector.params, ''),
    ];
    const ours = vector.appliesTo === 'server' ? leniently(sent) : sent;
    expect(ours).toEqual(expected);
  });

  test.each(answers)('%s: the document says what the parameters say', (_id, owner, vector) => {
    expect([vector.protocol, vector.code]).toEqual(['aws.protocols#awsQuery', 200]);
    expect(vector.headers).toEqual({ 'Content-Type': 'text/xml' });
    expect(XMLValidator.validate(vector.body)).toBe(true);
    const root = inside(parse(vector.body), `${shortName(owner)}Response`);
    expect(inside(root, 'ResponseMetadata', 'RequestId')).toMatch(/^[0-9a-f-]{36}$/);
    const result = inside(root, `${shortName(owner)}Result`);
    expect(fromXml(shape(owner).output?.target ?? '', result)).toEqual(vector.params);
  });

  test.each(failures)('%s: the document says what the parameters say', (_id, owner, vector) => {
    const wire = shape(owner).traits?.['aws.protocols#awsQueryError'] as Params;
    expect([vector.protocol, vector.code]).toEqual(['aws.protocols#awsQuery', wire['httpResponseCode']]);
    expect(vector.headers).toEqual({ 'Content-Type': 'text/xml' });
    expect(XMLValidator.validate(vector.body)).toBe(true);
    const root = inside(parse(vector.body), 'ErrorResponse');
    expect(inside(root, 'RequestId')).toMatch(/^[0-9a-f-]{36}$/);
    const error = inside(root, 'Error') as Params;
    expect([error['Code'], error['Type']]).toEqual([wire['code'], 'Sender']);
    expect(error['Message'] ?? error['message']).toBe(vector.params['message']);
  });

  test.each(responses.filter(([, , { appliesTo }]) => appliesTo === undefined))(
    '%s: the layout is that of the live service',
    (_id, _owner, { body }) => {
      const lines = body.split('\n');
      expect(lines[0]).toMatch(/^<\w+Response xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/">$/);
      expect(lines.at(-1)).toBe('');
      let depth = 0;
      const indents = lines.slice(0, -1).map((line) => {
        const [, indent = '', closing = ''] = /^( *)<(\/?)/.exec(line) ?? [];
        if (closing === '/') depth -= 1;
        const wanted = 2 * depth;
        if (closing === '' && !/<\/\w+>$/.test(line)) depth += 1;
        return { line, wanted, got: indent.length };
      });
      expect(indents.filter(({ wanted, got }) => wanted !== got)).toEqual([]);
      expect(depth).toBe(0);
    },
  );
});

/** As a server reads: the first of two values, no unknown parameters, Java's decimal integers. */
function leniently(sent: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  return [...new Map([...sent].toReversed())]
    .toReversed()
    .filter(([key]) => key !== 'NoSuchParameter')
    .map(([key, value]) => [key, key === 'DurationSeconds' ? String(Number(value)) : value]);
}
