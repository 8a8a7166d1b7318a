// All that awsQuery can carry, in one small model: generated, run, and held to the laws in both directions.
import * as fc from 'fast-check';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadGenerated } from './load.js';
import type { LoadedCode } from './load.js';
import { readRuntime } from './output.js';
import { filesOf, tinyModel } from './testing.js';

const text = 'smithy.api#String';
const trait = (name: string, value: unknown = {}): Record<string, unknown> => ({
  [`smithy.api#${name}`]: value,
});

const model = tinyModel({
  Send: {
    type: 'operation',
    input: { target: 'Everything' },
    output: { target: 'Everything' },
    errors: [{ target: 'Busy' }],
  },
  Nothing: { type: 'operation' },
  Everything: {
    type: 'structure',
    members: {
      Text: { target: 'Name' },
      Flag: { target: 'smithy.api#Boolean' },
      Tiny: { target: 'smithy.api#Byte' },
      Small: { target: 'smithy.api#Short' },
      Whole: { target: 'smithy.api#Integer', traits: trait('range', { min: -5, max: 900 }) },
      Long: { target: 'smithy.api#Long', traits: trait('range', { min: 2 }) },
      Huge: { target: 'smithy.api#BigInteger' },
      Exact: { target: 'smithy.api#BigDecimal' },
      Single: { target: 'smithy.api#Float' },
      Double: { target: 'smithy.api#Double' },
      Data: { target: 'smithy.api#Blob', traits: trait('length', { min: 1, max: 6 }) },
      At: { target: 'smithy.api#Timestamp' },
      Since: { target: 'smithy.api#Timestamp', traits: trait('timestampFormat', 'epoch-seconds') },
      Until: { target: 'smithy.api#Timestamp', traits: trait('timestampFormat', 'http-date') },
      Mode: { target: 'Mode' },
      Level: { target: 'Level' },
      Names: { target: 'Names', traits: trait('xmlName', 'Called') },
      Flat: { target: 'Numbers', traits: trait('xmlFlattened') },
      Lists: { target: 'Lists' },
      Map: { target: 'Ages' },
      FlatMap: { target: 'Trees', traits: { ...trait('xmlFlattened'), ...trait('xmlName', 'Leaf') } },
      Choice: { target: 'Choice' },
      Tree: { target: 'Tree' },
      Marked: { target: 'Marked' },
      constructor: { target: text },
      class: { target: text },
      problems: { target: 'smithy.api#Integer' },
      Key: { target: text, traits: trait('sensitive') },
    },
  },
  Name: {
    type: 'string',
    traits: { ...trait('length', { min: 1, max: 20 }), ...trait('pattern', '^[\\w ]*$') },
  },
  Names: {
    type: 'list',
    member: { target: 'Name', traits: trait('xmlName', 'item') },
    traits: { ...trait('length', { max: 4 }), ...trait('uniqueItems') },
  },
  Numbers: { type: 'list', member: { target: 'smithy.api#Integer' } },
  Lists: { type: 'list', member: { target: 'Numbers' } },
  Ages: {
    type: 'map',
    key: { target: 'Name', traits: trait('xmlName', 'Who') },
    value: { target: 'smithy.api#Long' },
    traits: trait('length', { max: 3 }),
  },
  Trees: { type: 'map', key: { target: text }, value: { target: 'Tree' } },
  Choice: {
    type: 'union',
    members: { text: { target: 'Name' }, tree: { target: 'Tree' }, count: { target: 'smithy.api#Long' } },
  },
  Tree: {
    type: 'structure',
    members: {
      Label: { target: text, traits: trait('required') },
      Left: { target: 'Tree' },
      Others: { target: 'TreeList' },
    },
  },
  TreeList: { type: 'list', member: { target: 'Tree' }, traits: trait('length', { max: 2 }) },
  Marked: {
    type: 'structure',
    members: {
      Id: {
        target: text,
        traits: { ...trait('xmlAttribute'), ...trait('xmlName', 'x:id'), ...trait('required') },
      },
      Size: { target: 'smithy.api#Long', traits: trait('xmlAttribute') },
      Body: { target: text },
    },
  },
  Mode: {
    type: 'enum',
    members: {
      ON: { target: 'smithy.api#Unit', traits: trait('enumValue', 'on & off') },
      OFF: { target: 'smithy.api#Unit' },
    },
  },
  Level: {
    type: 'intEnum',
    members: {
      LOW: { target: 'smithy.api#Unit', traits: trait('enumValue', 1) },
      HIGH: { target: 'smithy.api#Unit', traits: trait('enumValue', 9) },
    },
  },
  Busy: {
    type: 'structure',
    members: {
      Message: { target: text },
      Tree: { target: 'Tree' },
      Waiting: { target: 'Numbers' },
      name: { target: text },
    },
    traits: { ...trait('error', 'server') },
  },
});

type Value = Readonly<Record<string, unknown>>;
interface Generated {
  readonly serializers: {
    serializeSendRequest(input: Value): string;
    serializeSendResponse(output: Value, requestId: string): string;
    serializeNothingResponse(output: Value, requestId: string): string;
    serializeErrorResponse(error: Value, requestId: string): string;
  };
  readonly deserializers: {
    deserializeSendRequest(form: unknown): Value;
    deserializeSendResponse(xml: string, mode?: string): { output: Value; requestId?: string };
    deserializeNothingResponse(xml: string, mode?: string): { output: Value };
    deserializeErrorResponse(xml: string): { error: Value | undefined };
  };
  readonly validators: { validateEverything(value: Value): { path: unknown; kind: string }[] };
  readonly arbitraries: {
    everythingArb(): fc.Arbitrary<Value>;
    busyContentArb(): fc.Arbitrary<Value>;
    constraintArbs: Record<
      string,
      { broken(): fc.Arbitrary<{ input: Value; violations: unknown[] }>; inside(): fc.Arbitrary<unknown> }
    >;
  };
  readonly redact: { redactEverything(value: Value): Value };
  readonly errors: { toException(document: unknown, status: number, error?: Value): Error & Value };
  readonly parseForm: (body: string) => unknown;
}

let code: LoadedCode;
let tiny: Generated;
const parameters = { seed: 7, numRuns: 200 };

beforeAll(async () => {
  const runtime = await readRuntime(join(import.meta.dirname, 'runtime'));
  code = await loadGenerated(filesOf(model, runtime));
  const module = async <Name extends keyof Generated>(name: Name): Promise<Generated[Name]> => {
    return (await code.module(`${name}.ts`)) as unknown as Generated[Name];
  };
  const { parseForm } = (await code.module('runtime/form-reader.ts')) as unknown as Pick<
    Generated,
    'parseForm'
  >;
  tiny = {
    serializers: await module('serializers'),
    deserializers: await module('deserializers'),
    validators: await module('validators'),
    arbitraries: await module('arbitraries'),
    redact: await module('redact'),
    errors: await module('errors'),
    parseForm,
  };
}, 30_000);

afterAll(() => code.dispose());

describe('a model with all that awsQuery can carry', () => {
  it('makes legal values', () => {
    fc.assert(
      fc.property(tiny.arbitraries.everythingArb(), (value) => {
        expect(tiny.validators.validateEverything(value)).toEqual([]);
      }),
      parameters,
    );
  });

  it('reads the requests that it writes', () => {
    fc.assert(
      fc.property(tiny.arbitraries.everythingArb().map(withoutEmptyMaps), (value) => {
        expect(thereAndBack(value)).toEqual(value);
      }),
      parameters,
    );
  });

  it('reads the responses that it writes, strictly', () => {
    fc.assert(
      fc.property(tiny.arbitraries.everythingArb().map(withoutEmptyFlat), (value) => {
        const xml = tiny.serializers.serializeSendResponse(value, 'id');
        expect(tiny.deserializers.deserializeSendResponse(xml, 'strict')).toEqual({
          output: value,
          requestId: 'id',
        });
      }),
      parameters,
    );
  });

  it('reads the errors that it writes, nested members included', () => {
    fc.assert(
      fc.property(tiny.arbitraries.busyContentArb(), (error) => {
        const xml = tiny.serializers.serializeErrorResponse(error, 'id');
        expect(tiny.deserializers.deserializeErrorResponse(xml).error).toEqual(error);
      }),
      parameters,
    );
  });

  it('breaks every constraint alone', () => {
    const ids = Object.keys(tiny.arbitraries.constraintArbs);
    expect(ids).toContain('Send/Names/uniqueItems');
    expect(ids).toContain('Send/Map.key/pattern');
    expect(ids).toContain('Send/Choice.tree.Label/required');
    for (const id of ids) {
      const broken = tiny.arbitraries.constraintArbs[id]?.broken();
      if (broken === undefined) throw new Error(id);
      fc.assert(
        fc.property(broken, ({ input, violations }) => {
          const found = tiny.validators.validateEverything(input).map(({ path, kind }) => ({ path, kind }));
          expect({ id, found }).toEqual({ id, found: violations });
        }),
        { seed: 7, numRuns: 40 },
      );
    }
  });

  it('keeps names that every object has apart from what objects inherit', () => {
    expect(tiny.serializers.serializeSendRequest({})).toBe('Action=Send&Version=2020-01-01');
    expect(tiny.serializers.serializeSendRequest({ constructor_: 'a', class: 'b' })).toContain(
      '&constructor=a&class=b',
    );
  });

  it('lets __proto__ be the key of a map', () => {
    const value = { FlatMap: Object.fromEntries([['__proto__', { Label: 'x' }]]) };
    expect(Object.keys(thereAndBack(value)['FlatMap'] ?? {})).toEqual(['__proto__']);
    const xml = tiny.serializers.serializeSendResponse(value, 'id');
    expect(tiny.deserializers.deserializeSendResponse(xml).output).toEqual(value);
    expect(({} as { Label?: string }).Label).toBeUndefined();
  });

  it('hides sensitive members', () => {
    expect(tiny.redact.redactEverything({ Key: 'secret', Text: 'a' })).toEqual({
      Key: '***SensitiveInformation***',
      Text: 'a',
    });
  });

  it('makes an exception with the members of the error', () => {
    const error = { name: 'Busy', Message: 'Later.', Tree: { Label: 'x' }, name_: 'n' };
    const exception = tiny.errors.toException({ code: 'Busy', members: {} }, 500, error);
    expect(exception).toMatchObject({
      name: 'Busy',
      message: 'Later.',
      Tree: { Label: 'x' },
      name_: 'n',
      $fault: 'server',
    });
  });
});

describe('what the wire cannot say', () => {
  it.each([
    ['an empty map in a request', { Map: {} }, {}],
    ['an empty flattened map in a request', { FlatMap: {} }, {}],
    ['a union of a member that the model lacks', { Choice: { $unknown: 'later' } }, {}],
    ['a null item', { Flat: [1, null, 2] }, { Flat: [1, 2] }],
    ['an undefined member', { Text: undefined }, {}],
  ])('%s', (_, value, wanted) => {
    expect(thereAndBack(value)).toEqual(wanted);
  });

  it('an empty flattened list in a response', () => {
    const xml = tiny.serializers.serializeSendResponse({ Flat: [] }, 'id');
    expect(tiny.deserializers.deserializeSendResponse(xml, 'strict').output).toEqual({});
  });

  it.each([
    ['a lone surrogate', { Text: '\ud800' }, 'Text'],
    ['an invalid date', { At: new Date(Number.NaN) }, 'At'],
    ['a lone surrogate, deep down', { Choice: { tree: { Label: '\udc00' } } }, 'Choice.tree.Label'],
  ])('%s, which is refused with its path', (_, value, path) => {
    expect(() => tiny.serializers.serializeSendRequest(value)).toThrow(path);
    expect(() => tiny.serializers.serializeSendResponse(value, 'id')).toThrow(path);
  });

  it('a control character in a response', () => {
    expect(thereAndBack({ Text: '\u0001' })).toEqual({ Text: '\u0001' });
    expect(() => tiny.serializers.serializeSendResponse({ Text: '\u0001' }, 'id')).toThrow('Text');
  });
});

describe('reading', () => {
  it('strictly names all that is missing or malformed', () => {
    const xml = response(
      '<Whole>x</Whole><Tree><Left/></Tree><Marked/><Map><entry><Who>a</Who></entry></Map>',
    );
    expect(() => tiny.deserializers.deserializeSendResponse(xml, 'strict')).toThrow(
      /^Whole: malformed.*; Tree\.Left\.Label: missing; Tree\.Label: missing; Marked\.Id: missing; Map\.value: missing$/,
    );
  });

  it('leniently puts zero values in their place', () => {
    const { output } = tiny.deserializers.deserializeSendResponse(response('<Tree><Left/></Tree><Later/>'));
    expect(output).toEqual({ Tree: { Label: '', Left: { Label: '' } } });
  });

  it('leniently forgives another root, no result and no body, but no malformed number', () => {
    expect(tiny.deserializers.deserializeSendResponse('<Other/>').output).toEqual({});
    expect(tiny.deserializers.deserializeSendResponse(' ').output).toEqual({});
    expect(tiny.deserializers.deserializeNothingResponse('').output).toEqual({});
    expect(() => tiny.deserializers.deserializeSendResponse(response('<Whole>x</Whole>'))).toThrow(
      'Whole: malformed',
    );
  });

  it('strictly wants the root, the result and a body', () => {
    expect(() => tiny.deserializers.deserializeSendResponse('<Other/>', 'strict')).toThrow(
      /another name.*no SendResult/,
    );
    expect(() => tiny.deserializers.deserializeSendResponse('', 'strict')).toThrow('no root element');
    expect(
      tiny.deserializers.deserializeNothingResponse(
        tiny.serializers.serializeNothingResponse({}, 'id'),
        'strict',
      ).output,
    ).toEqual({});
  });

  it('names malformed scalars of a request, in lists and maps too', () => {
    const form = tiny.parseForm(
      'Whole=900.0&Long=&Flat.1=1&Flat.2=b&Map.entry.1.Who=a&Map.entry.1.value=z&Tree.Label=x',
    );
    expect(() => tiny.deserializers.deserializeSendRequest(form)).toThrow(
      'Whole: malformed (not a 32-bit integer); Long: empty (not a 64-bit integer); Flat[1]: malformed (not a 32-bit integer); Map.a: malformed (not a 64-bit integer)',
    );
  });
});

function thereAndBack(value: Value): Value {
  return tiny.deserializers.deserializeSendRequest(
    tiny.parseForm(tiny.serializers.serializeSendRequest(value)),
  );
}

/** Without the maps that a form cannot carry. */
function withoutEmptyMaps(value: Value): Value {
  return without(
    value,
    (name, member) => ['Map', 'FlatMap'].includes(name) && Object.keys(member as object).length === 0,
  );
}

/** Without the flattened lists and maps that XML cannot carry. */
function withoutEmptyFlat(value: Value): Value {
  return without(
    value,
    (name, member) => ['Flat', 'FlatMap'].includes(name) && Object.keys(member as object).length === 0,
  );
}

function without(value: Value, drops: (name: string, member: unknown) => boolean): Value {
  return Object.fromEntries(
    Object.entries(value).filter(([name, member]) => member === undefined || !drops(name, member)),
  );
}

function response(content: string): string {
  return `<SendResponse><SendResult>${content}</SendResult></SendResponse>`;
}
