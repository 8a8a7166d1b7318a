/** What tests of the runner share: a model with something of everything, and cases that are right for it. */
import { tinyModel } from '../testing.js';

export interface Case {
  readonly id: string;
  readonly protocol: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly body?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly requireHeaders?: readonly string[];
  readonly forbidHeaders?: readonly string[];
  readonly appliesTo?: 'client' | 'server';
  readonly vendorParams?: Readonly<Record<string, unknown>>;
  readonly vendorParamsShape?: string;
  readonly method?: string;
  readonly uri?: string;
  readonly host?: string;
  readonly resolvedHost?: string | undefined;
  readonly queryParams?: readonly string[];
  readonly requireQueryParams?: readonly string[];
  readonly forbidQueryParams?: readonly string[];
  readonly code?: number;
}

/** A case and the shape that it stands at. */
export interface Placed {
  readonly shape: keyof typeof shapes;
  readonly kind: 'Request' | 'Response';
  readonly test: Case;
}

const member = (target: string, trait?: string, value: unknown = {}): object => {
  return { target, ...(trait === undefined ? {} : { traits: { [`smithy.api#${trait}`]: value } }) };
};

const scalars = {
  Name: member('smithy.api#String'),
  Other: member('smithy.api#String'),
  Count: member('smithy.api#Integer'),
  Ratio: member('smithy.api#Double'),
  Small: member('smithy.api#Float'),
  Big: member('smithy.api#Long'),
  Flag: member('smithy.api#Boolean'),
  At: member('smithy.api#Timestamp'),
  Since: member('smithy.api#Timestamp', 'timestampFormat', 'http-date'),
  Data: member('smithy.api#Blob'),
  Tags: member('Tags'),
  Items: member('Items'),
  Inner: member('Inner'),
};

const shapes = {
  Put: {
    type: 'operation',
    input: { target: 'PutInput' },
    output: { target: 'PutOutput' },
    errors: [{ target: 'Broken' }],
  },
  Prefixed: { type: 'operation', traits: { 'smithy.api#endpoint': { hostPrefix: 'foo.' } } },
  Labelled: {
    type: 'operation',
    input: { target: 'LabelInput' },
    output: { target: 'LabelOutput' },
    traits: { 'smithy.api#endpoint': { hostPrefix: 'foo.{Label}.' } },
  },
  Squeeze: {
    type: 'operation',
    input: { target: 'PutInput' },
    traits: { 'smithy.api#requestCompression': { encodings: ['gzip'] } },
  },
  PutInput: {
    type: 'structure',
    members: { ...scalars, Inners: member('Inners'), Token: member('smithy.api#String', 'idempotencyToken') },
  },
  PutOutput: { type: 'structure', members: { ...scalars, Id: member('smithy.api#Integer', 'xmlAttribute') } },
  LabelInput: {
    type: 'structure',
    members: {
      Label: {
        target: 'smithy.api#String',
        traits: { 'smithy.api#required': {}, 'smithy.api#hostLabel': {} },
      },
    },
  },
  LabelOutput: { type: 'structure', members: { Name: member('smithy.api#String') } },
  Inner: { type: 'structure', members: { Name: member('smithy.api#String') } },
  Inners: { type: 'list', member: member('Inner') },
  Items: { type: 'list', member: member('smithy.api#String') },
  Tags: { type: 'map', key: member('smithy.api#String'), value: member('smithy.api#String') },
  Broken: {
    type: 'structure',
    members: { Message: member('smithy.api#String'), Detail: member('Inner') },
    traits: {
      'smithy.api#error': 'client',
      'aws.protocols#awsQueryError': { code: 'Broke', httpResponseCode: 402 },
    },
  },
  Lonely: { type: 'structure', members: {}, traits: { 'smithy.api#error': 'server' } },
};

/** The model with cases at its shapes. */
export function modelOf(cases: readonly Placed[]): string {
  const withCases = Object.entries(shapes).map(([name, shape]) => {
    const traits: Record<string, unknown> = 'traits' in shape ? { ...shape.traits } : {};
    for (const kind of ['Request', 'Response'] as const) {
      const tests = cases.filter((one) => one.shape === name && one.kind === kind).map(({ test }) => test);
      if (tests.length > 0) traits[`smithy.test#http${kind}Tests`] = tests;
    }
    return [name, { ...shape, traits }];
  });
  return tinyModel(Object.fromEntries(withCases) as Record<string, unknown>);
}

/** A case under another id. */
export function named(test: Case, id: string): Case {
  return { ...test, id };
}

const request = { protocol: 'aws.protocols#awsQuery', method: 'POST', uri: '/' };
const response = { protocol: 'aws.protocols#awsQuery', code: 200, headers: { 'Content-Type': 'text/xml' } };
const start = (operation: string): string => `Action=${operation}&Version=2020-01-01`;

const values = {
  Name: 'a b',
  Count: 7,
  Ratio: 'NaN',
  Small: 0.1,
  Big: '9007199254740993',
  Flag: true,
  At: 1_422_172_800.5,
  Since: 1_422_172_800,
  Data: 'value',
  Tags: { b: '2', a: '1' },
  Items: ['x', 'y'],
  Inner: { Name: 'in' },
};

/** A request and a response with a value of every type. */
export const putCase: { readonly request: Placed; readonly response: Placed } = {
  request: {
    shape: 'Put',
    kind: 'Request',
    test: {
      id: 'a request',
      ...request,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      requireHeaders: ['Content-Length', 'authorization'],
      forbidHeaders: ['Content-Encoding'],
      params: { ...values, Token: 'mine' },
      body:
        `${start('Put')}&Name=a%20b&Count=7&Ratio=NaN&Small=0.1&Big=9007199254740993&Flag=true` +
        '&At=2015-01-25T08%3A00%3A00.500Z&Since=Sun%2C%2025%20Jan%202015%2008%3A00%3A00%20GMT&Data=dmFsdWU%3D' +
        '&Tags.entry.1.key=a&Tags.entry.1.value=1&Tags.entry.2.key=b&Tags.entry.2.value=2' +
        '&Items.member.1=x&Items.member.2=y&Inner.Name=in&Token=mine',
    },
  },
  response: {
    shape: 'Put',
    kind: 'Response',
    test: {
      id: 'a response',
      ...response,
      params: { ...values, Id: 1 },
      body:
        '<p:PutResponse xmlns:p="https://tiny.example/"><PutResult Id="1">' +
        '<Name>a b</Name><Count>7</Count><Ratio>NaN</Ratio><Small>0.1</Small><Big>9007199254740993</Big>' +
        '<Flag>true</Flag><At>2015-01-25T08:00:00.500Z</At><Since>Sun, 25 Jan 2015 08:00:00 GMT</Since>' +
        '<Data>dmFsdWU=</Data><Tags><entry><key>a</key><value>1</value></entry>' +
        '<entry><key>b</key><value>2</value></entry></Tags>' +
        '<Inner><Name>in</Name></Inner><Items><member>x</member><member>y</member></Items>' +
        '</PutResult></p:PutResponse>',
    },
  },
};

/** A host with a prefix, and one with a label in it. */
export const hostCases: readonly [Placed, Placed] = [
  {
    shape: 'Prefixed',
    kind: 'Request',
    test: {
      id: 'a prefix',
      ...request,
      host: 'example.com',
      resolvedHost: 'foo.example.com',
      body: start('Prefixed'),
    },
  },
  {
    shape: 'Labelled',
    kind: 'Request',
    test: {
      id: 'a label',
      ...request,
      host: 'example.com',
      resolvedHost: 'foo.bar.example.com',
      params: { Label: 'bar' },
      body: `${start('Labelled')}&Label=bar`,
    },
  },
];

/** An error with a code of its own and a member beside its message. */
export const brokenCase: Placed = {
  shape: 'Broken',
  kind: 'Response',
  test: {
    id: 'an error',
    ...response,
    code: 402,
    params: { Message: 'No.', Detail: { Name: 'it' } },
    body:
      '<ErrorResponse><Error><Code>Broke</Code><Type>Sender</Type><Message>No.</Message>' +
      '<Detail><Name>it</Name></Detail></Error><RequestId>an-id</RequestId></ErrorResponse>',
    vendorParams: { code: 'Broke', type: 'Sender' },
    vendorParamsShape: 'aws.protocoltests.config#ErrorCodeParams',
  },
};

const token = '00000000-0000-4000-8000-000000000000';
const placed = (shape: Placed['shape'], kind: Placed['kind'], test: Case): Placed => ({ shape, kind, test });
/** Long enough to be compressed. */
const long = 'x'.repeat(10_240);

export const rightCases: readonly Placed[] = [
  putCase.request,
  putCase.response,
  ...hostCases,
  brokenCase,
  placed('Put', 'Request', {
    id: 'a token that is filled',
    ...request,
    body: `${start('Put')}&Token=${token}`,
    appliesTo: 'client',
  }),
  placed('Put', 'Request', {
    id: 'a token is not filled by servers',
    ...request,
    body: start('Put'),
    appliesTo: 'server',
  }),
  placed('Put', 'Request', {
    id: 'a path in the host',
    ...request,
    host: 'example.com/custom',
    uri: '/custom/',
    params: { Token: token },
    body: `${start('Put')}&Token=${token}`,
    appliesTo: 'client',
  }),
  placed('Squeeze', 'Request', {
    id: 'a compressed body',
    ...request,
    headers: { 'Content-Encoding': 'gzip' },
    params: { Name: long, Token: 't' },
    body: `${start('Squeeze')}&Name=${long}&Token=t`,
    appliesTo: 'client',
  }),
  placed('Squeeze', 'Request', {
    id: 'a body that is too small to be compressed',
    ...request,
    forbidHeaders: ['Content-Encoding'],
    params: { Token: 't' },
    body: `${start('Squeeze')}&Token=t`,
  }),
  placed('Put', 'Response', { id: 'no body', ...response, params: {} }),
  placed('Put', 'Response', {
    id: 'an empty result',
    ...response,
    body: '<PutResponse xmlns="https://tiny.example/">\n  <PutResult>\n  </PutResult>\n</PutResponse>',
  }),
  placed('Put', 'Response', {
    id: 'a request id',
    ...response,
    params: { Id: 0, Items: [], Tags: {}, Inner: {}, Name: ' ', Data: '' },
    body:
      '<PutResponse><PutResult Id="0"><Items/><Tags> </Tags><Inner/><Name> </Name><Data/></PutResult>' +
      '<ResponseMetadata><RequestId>an-id</RequestId></ResponseMetadata></PutResponse>',
  }),
  placed('Labelled', 'Response', {
    id: 'an answer to a request with a label',
    ...response,
    params: { Name: 'a' },
    body: '<LabelledResponse><LabelledResult><Name>a</Name></LabelledResult></LabelledResponse>',
  }),
  placed('Broken', 'Response', {
    id: 'an error without a message',
    ...response,
    code: 402,
    params: { Detail: { Name: 'it' } },
    body:
      '<ErrorResponse><Error><Type>Sender</Type><Code>Broke</Code><Detail><Name>it</Name></Detail></Error>' +
      '</ErrorResponse>',
  }),
];

/** Cases whose params a form cannot carry, and one beside them that it can. */
export const lossyCases: readonly Placed[] = (
  [
    ['an empty map', { Tags: {} }, '&Token=t'],
    ['an empty map and a wrong text', { Tags: {}, Name: 'a' }, '&Token=t&Name=b'],
    ['an empty structure', { Inner: {} }, '&Token=t'],
    ['a list of empty structures', { Inners: [{}, { Name: 'a' }] }, '&Token=t&Inners.member.2.Name=a'],
    ['an empty list', { Items: [] }, '&Token=t&Items='],
    ['no body', { Name: 'a' }, undefined],
  ] as const
).map(([id, params, rest]) => {
  const body = rest === undefined ? {} : { body: start('Put') + rest };
  return placed('Put', 'Request', { id, ...request, params: { ...params, Token: 't' }, ...body });
});

export const skippedCases: readonly Placed[] = [
  placed('Put', 'Request', { id: 'another protocol', ...request, protocol: 'aws.protocols#ec2Query' }),
  placed('Put', 'Request', {
    id: 'unknown vendor parameters',
    ...request,
    vendorParams: { region: 'x' },
    vendorParamsShape: 'a.b#Params',
  }),
  placed('Lonely', 'Response', { id: 'an error of nobody', ...response, code: 500 }),
];
