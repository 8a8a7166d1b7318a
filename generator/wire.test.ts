// What the wire cannot carry, by name; defaults, idempotency tokens, errors with members, and exact bounds.
import * as fc from 'fast-check';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadGenerated } from './load.js';
import type { LoadedCode } from './load.js';
import { readRuntime } from './output.js';
import { filesOf, tinyModel } from './testing.js';

type Value = Readonly<Record<string, unknown>>;
type Call = (...parameters: unknown[]) => unknown;

const trait = (name: string, value: unknown = {}): Value => ({ [`smithy.api#${name}`]: value });
const member = (target: string, ...traits: Value[]): Value => ({
  target,
  traits: Object.assign({}, ...traits) as Value,
});
const smithy = (name: string, ...traits: Value[]): Value => member(`smithy.api#${name}`, ...traits);

const huge = 9_007_199_254_740_993n;
const model = tinyModel({
  Send: {
    type: 'operation',
    input: { target: 'Everything' },
    output: { target: 'Everything' },
    errors: [{ target: 'Busy' }, { target: 'Plain' }],
  },
  Everything: {
    type: 'structure',
    members: {
      Text: smithy('String'),
      Whole: smithy('Integer'),
      Single: smithy('Float'),
      Until: smithy('Timestamp', trait('timestampFormat', 'http-date')),
      At: smithy('Timestamp'),
      Names: member('Names'),
      Flat: member('Names', trait('xmlFlattened')),
      Ages: member('Ages'),
      FlatAges: member('Ages', trait('xmlFlattened')),
      Tree: member('Tree'),
      Trees: member('Trees'),
      Choice: member('Choice'),
      Flag: smithy('Boolean', trait('default', false)),
      Open: smithy('Boolean', trait('default', true), trait('clientOptional')),
      Big: smithy('Long', trait('range', { min: 1, max: 'HUGE' })),
      Exact: smithy('BigDecimal', trait('range', { min: 0.5, max: 2 })),
      Needed: smithy('Integer', trait('default', 7), trait('required')),
      Token: smithy('String', trait('idempotencyToken')),
      valueOf: smithy('Integer', trait('range', { min: 0 })),
    },
  },
  Names: { type: 'list', member: smithy('String') },
  Ages: { type: 'map', key: smithy('String'), value: smithy('Long') },
  Tree: { type: 'structure', members: { Label: smithy('String'), Tokens: member('Tokens') } },
  Trees: { type: 'list', member: member('Tree') },
  Tokens: { type: 'map', key: smithy('String'), value: member('Leaf') },
  Leaf: {
    type: 'structure',
    members: { Token: smithy('String', trait('idempotencyToken')), Name: smithy('String') },
  },
  Choice: {
    type: 'union',
    members: { text: smithy('String'), flat: member('Names', trait('xmlFlattened')), leaf: member('Leaf') },
  },
  Busy: {
    type: 'structure',
    members: {
      message: smithy('String'),
      Count: smithy('Integer'),
      Needed: smithy('Integer', trait('required')),
      Id: smithy('String', trait('xmlAttribute')),
      Code: smithy('String'),
    },
    traits: {
      ...trait('error', 'client'),
      'aws.protocols#awsQueryError': { code: 'TooBusy', httpResponseCode: 429 },
    },
  },
  Plain: { type: 'structure', members: { message: smithy('String') }, traits: trait('error', 'server') },
}).replace('"HUGE"', String(huge));

const needed = { Needed: 1, Flag: true, Open: true };
let code: LoadedCode;
let modules: Record<string, Record<string, unknown>>;
function call(module: string, name: string, ...parameters: unknown[]): unknown {
  const found = modules[module]?.[name];
  if (typeof found !== 'function') throw new Error(`${module} has no ${name}`);
  return (found as Call)(...parameters);
}

beforeAll(async () => {
  const runtime = await readRuntime(join(import.meta.dirname, 'runtime'));
  code = await loadGenerated(filesOf(model, runtime));
  const names = [
    'serializers',
    'deserializers',
    'representable',
    'validators',
    'arbitraries',
    'client',
    'errors',
  ];
  modules = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await code.module(`${name}.ts`)] as const)),
  );
  modules['form'] = { ...(await code.module('runtime/form-reader.ts')) };
}, 60_000);

afterAll(() => code.dispose());

function requestThere(value: Value): unknown {
  const form = call('form', 'parseForm', call('serializers', 'serializeSendRequest', value));
  return call('deserializers', 'deserializeSendRequest', form);
}

function responseThere(value: Value): unknown {
  const xml = call('serializers', 'serializeSendResponse', value, 'id');
  return (call('deserializers', 'deserializeSendResponse', xml, 'strict') as { output: unknown }).output;
}

const sides = {
  request: {
    there: requestThere,
    is: (value: Value) => call('representable', 'representableSendRequest', value),
  },
  response: {
    there: responseThere,
    is: (value: Value) => call('representable', 'representableSendResponse', value),
  },
};

describe.each([
  // What, value of members, carried by a request, carried by a response.
  ['text', { Text: 'é😀' }, true, true],
  ['an empty text', { Text: '' }, true, true],
  ['a lone surrogate', { Text: '\ud800' }, false, false],
  ['a character that XML 1.0 lacks', { Text: '\u0001' }, true, false],
  ['a carriage return', { Text: '\r' }, true, true],
  ['a whole number past its type', { Whole: 2 ** 31 }, false, false],
  ['a fraction for a whole number', { Whole: 0.5 }, false, false],
  ['a float that 32 bits round', { Single: 0.1 }, false, false],
  ['NaN', { Single: Number.NaN }, true, true],
  ['milliseconds in an HTTP date', { Until: new Date(1) }, false, false],
  ['milliseconds in a date-time', { At: new Date(1) }, true, true],
  ['an invalid date', { At: new Date(Number.NaN) }, false, false],
  ['a year of five digits', { At: new Date(8.64e15) }, false, false],
  ['an empty list', { Names: [] }, true, true],
  ['an empty flattened list', { Flat: [] }, true, false],
  ['an empty map', { Ages: {} }, false, true],
  ['an empty flattened map', { FlatAges: {} }, false, false],
  ['__proto__ as a key', { Ages: Object.fromEntries([['__proto__', 1n]]) }, true, true],
  ['an empty structure', { Tree: {} }, false, true],
  ['a structure of nothing but an empty map', { Tree: { Tokens: {} } }, false, true],
  ['a list with an empty structure', { Trees: [{}, { Label: 'a' }] }, false, true],
  ['a null item', { Names: ['a', null] }, false, false],
  ['an unknown member of a union', { Choice: { $unknown: 'later' } }, false, false],
  ['a flattened list in a union', { Choice: { flat: ['a', 'b'] } }, true, true],
  ['an empty flattened list in a union', { Choice: { flat: [] } }, true, false],
  ['a member with a default left out', { Flag: undefined }, false, false],
  ['a member with a default that is open to clients left out', { Open: undefined }, false, true],
  ['a required member left out', { Needed: undefined }, true, false],
])('%s', (_, members, inRequest, inResponse) => {
  const value = { ...needed, ...members };

  it.each([
    ['request', inRequest],
    ['response', inResponse],
  ] as const)('in a %s: %s', (side, wanted) => {
    expect(sides[side].is(value)).toBe(wanted);
    expect(equals(comesBack(side, value), value)).toBe(wanted);
  });
});

describe('defaults', () => {
  it('are filled by a server, but not for what is required', () => {
    expect(requestThere({})).toEqual({ Flag: false, Open: true });
  });

  it('are filled by a client, but not where the model leaves it open, and before zero values', () => {
    const xml = '<SendResponse><SendResult/></SendResponse>';
    expect(call('deserializers', 'deserializeSendResponse', xml)).toMatchObject({
      output: { Flag: false, Needed: 7 },
    });
    expect(call('deserializers', 'deserializeSendResponse', xml)).not.toHaveProperty('output.Open');
  });

  it.each([
    ['integer', '1'],
    ['boolean', 0],
    ['Ages', { a: 1 }],
    ['Names', ['a']],
    ['timestamp', 'soon'],
    ['blob', '!'],
  ])('of %s cannot be %j', (target, value) => {
    const shapes = {
      Put: { type: 'operation', input: { target: 'In' } },
      In: { type: 'structure', members: { A: { ...smithyOr(target), traits: trait('default', value) } } },
      Names: { type: 'list', member: smithy('String') },
      Ages: { type: 'map', key: smithy('String'), value: smithy('Long') },
    };
    expect(() => filesOf(tinyModel(shapes))).toThrow(/example\.tiny#In\$A: has a default that is no /);
  });
});

describe('idempotency tokens', () => {
  it('are filled at any depth where they are not set', async () => {
    let count = 0;
    let body = '';
    const Client = modules['client']?.['TinyClient'] as new (config: Value) => Record<string, Call>;
    const client = new Client({
      endpoint: 'http://127.0.0.1:1',
      region: 'a',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      idempotencyToken: () => `token-${(count += 1)}`,
      fetch: (_url: unknown, init: { body: string }) => {
        body = init.body;
        return Promise.resolve(new Response('<SendResponse><SendResult/></SendResponse>'));
      },
    });
    const leaves = { mine: { Token: 'own' }, other: { Name: 'n' } };
    await client['send']?.({ Needed: 1, Trees: [{ Label: 'x' }, { Tokens: leaves }], Choice: { leaf: {} } });
    const sent = [...new URLSearchParams(body)].filter(([key]) => key.endsWith('Token'));
    expect(sent).toEqual([
      ['Trees.member.2.Tokens.entry.1.value.Token', 'own'],
      ['Trees.member.2.Tokens.entry.2.value.Token', 'token-1'],
      ['Choice.leaf.Token', 'token-2'],
      ['Token', 'token-3'],
    ]);
  });
});

describe('errors with members', () => {
  it('carry them as elements and attributes', () => {
    const error = { name: 'Busy', message: 'Later.', Count: 3, Needed: 1, Id: 'a "b"', Code: 'TooBusy' };
    const xml = call('serializers', 'serializeErrorResponse', error, 'id');
    expect(xml).toContain('<Error Id="a &quot;b&quot;">');
    expect((String(xml).match(/<Code>/g) ?? []).length).toBe(1);
    expect(call('deserializers', 'deserializeErrorResponse', xml)).toMatchObject({ error, problems: [] });
    expect(call('representable', 'representableErrorResponse', error)).toBe(true);
    expect(call('representable', 'representableErrorResponse', { ...error, Code: 'Other' })).toBe(false);
  });

  it('keep their code when a member is malformed or missing', () => {
    const xml =
      '<ErrorResponse><Error><Code>TooBusy</Code><Message>m</Message><Count>x</Count></Error></ErrorResponse>';
    const read = call('deserializers', 'deserializeErrorResponse', xml) as Value;
    expect(read['error']).toEqual({ name: 'Busy', message: 'm', Needed: 0, Code: 'TooBusy' });
    expect(
      (read['problems'] as { path: unknown; kind: string }[]).map(({ path, kind }) => [path, kind]),
    ).toEqual([
      [['Count'], 'malformed'],
      [['Needed'], 'missing'],
    ]);
    const exception = call('errors', 'toException', read['document'], 429, read['error']);
    expect(exception).toMatchObject({ name: 'Busy', code: 'TooBusy', Needed: 0 });
  });
});

describe('bounds that a number would round', () => {
  it('hold exactly for longs', () => {
    expect(violations({ Big: huge })).toEqual([]);
    expect(violations({ Big: huge + 1n })).toEqual(['range.max']);
  });

  it.each([
    ['0.5', []],
    ['0.50', []],
    ['5e-1', []],
    ['0.4999999999999999999999', ['range.min']],
    ['2.0000000000000000000001', ['range.max']],
    ['-1e999999999', ['range.min']],
    ['2e0', []],
    ['many', ['range.min', 'range.max']],
  ])('hold exactly for decimals: %s', (value, wanted) => {
    expect(violations({ Exact: value })).toEqual(wanted);
  });

  it('are broken alone by their arbitraries', () => {
    const arbs = modules['arbitraries']?.['constraintArbs'] as Record<
      string,
      { broken(): fc.Arbitrary<Value> }
    >;
    for (const id of [
      'Send/valueOf/range.min',
      'Send/Big/range.max',
      'Send/Exact/range.min',
      'Send/Exact/range.max',
    ]) {
      const arb = arbs[id]?.broken();
      if (arb === undefined) throw new Error(id);
      fc.assert(
        fc.property(arb, ({ input, violations: wanted }) => {
          const found = call('validators', 'validateEverything', input) as { path: unknown; kind: string }[];
          expect(found.map(({ path, kind }) => ({ path, kind }))).toEqual(wanted);
        }),
        { seed: 3, numRuns: 100 },
      );
    }
  });
});

/** What is read of a value that was written, or why it was not written. */
function comesBack(side: keyof typeof sides, value: Value): unknown {
  try {
    return sides[side].there(value);
  } catch (error) {
    return error;
  }
}

function equals(read: unknown, value: Value): boolean {
  try {
    expect(read).toEqual(value);
    return true;
  } catch {
    return false;
  }
}

function violations(value: Value): unknown {
  const found = call('validators', 'validateEverything', { ...needed, ...value }) as { kind: string }[];
  return found.map(({ kind }) => kind);
}

function smithyOr(target: string): Value {
  const isOurs = /^[A-Z]/.test(target);
  return { target: isOurs ? target : `smithy.api#${target.charAt(0).toUpperCase()}${target.slice(1)}` };
}
