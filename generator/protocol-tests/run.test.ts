// The runner on a model of its own: right cases pass, every kind of wrong expectation is reported, on the side that can see it.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readRuntime } from '../output.js';
import { runProtocolTests } from './run.js';
import type { ProtocolTestReport } from './report.js';
import {
  brokenCase,
  hostCases,
  lossyCases,
  modelOf,
  named,
  putCase,
  rightCases,
  skippedCases,
} from './testing.js';
import type { Case, Placed } from './testing.js';

// Each run generates and loads a whole service.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let runtime: ReadonlyMap<string, string> = new Map();
beforeAll(async () => {
  runtime = await readRuntime(join(import.meta.dirname, '..', 'runtime'));
});

function run(cases: readonly Placed[], spoiled = runtime): Promise<ProtocolTestReport> {
  return runProtocolTests([{ name: 'm.json', text: modelOf(cases) }], { runtime: spoiled });
}

/** What was found about one case: `client: body`, `server: not-expressible`; sides that passed are left out. */
function findings({ results }: ProtocolTestReport, id: string): readonly string[] {
  return results
    .filter((result) => result.id === id && result.outcome !== 'passed')
    .map(({ side, outcome, differences }) => {
      return `${side}: ${outcome === 'failed' ? differences.map(({ what }) => what).join(', ') : outcome}`;
    });
}

describe('right cases', () => {
  it('pass on both sides and leave nothing behind', async () => {
    const { counts, results, service } = await run(rightCases);
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(counts).toMatchObject({ passed: results.length, failed: 0, skipped: 0, notExpressible: 0 });
    expect(results.length).toBeGreaterThan(rightCases.length);
    expect(service).toBe('example.tiny#TinyService');
  });

  it.each([
    ['run', '', 'passed'],
    ['cannot be loaded', 'throw new Error("spoiled");', 'thrown'],
  ])('leave no folder behind when they %s', async (_, added, wanted) => {
    const folder = await mkdtemp(join(tmpdir(), 'sts-conformance-test-'));
    vi.stubEnv('TMPDIR', folder);
    try {
      const text = `${runtime.get('problem.ts') ?? ''}\n${added}`;
      const outcome = await run(rightCases.slice(0, 1), new Map(runtime).set('problem.ts', text)).then(
        ({ results }) => results[0]?.outcome,
        () => 'thrown',
      );
      expect(outcome).toBe(wanted);
      expect(await readdir(folder)).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true });
    }
  });
});

type Change = (test: Case) => Case;
const params =
  (changed: object): Change =>
  (test) => ({ ...test, params: { ...test.params, ...changed } });
const body =
  (from: string, to: string): Change =>
  (test) => {
    expect(test.body).toContain(from);
    return { ...test, body: test.body?.replace(from, to) };
  };
const field =
  (changed: Partial<Case>): Change =>
  (test) => ({ ...test, ...changed });

/** Title, the right case it starts from, what is made wrong, and all that is found then. */
type Row = readonly [title: string, base: Placed, change: Change, found: readonly string[]];
const both = (client: string, server: string): readonly string[] => [
  `client: ${client}`,
  `server: ${server}`,
];
const { request, response } = putCase;
const [plainHost, labelHost] = hostCases;

const rows: readonly Row[] = [
  ['params: a text', request, params({ Name: 'b' }), both('body', 'params.Name')],
  ['params: a number', request, params({ Count: 8 }), both('body', 'params.Count')],
  ['params: NaN', request, params({ Ratio: 'Infinity' }), both('body', 'params.Ratio')],
  ['params: a float', request, params({ Small: 0.2 }), both('body', 'params.Small')],
  ['params: a long', request, params({ Big: '9007199254740992' }), both('body', 'params.Big')],
  ['params: a boolean', request, params({ Flag: false }), both('body', 'params.Flag')],
  [
    'params: a timestamp by a millisecond',
    request,
    params({ At: 1_422_172_800.501 }),
    both('body', 'params.At'),
  ],
  ['params: a blob', request, params({ Data: 'valuE' }), both('body', 'params.Data')],
  ['params: a value in a map', request, params({ Tags: { a: '1', b: '3' } }), both('body', 'params.Tags.b')],
  [
    'params: a key too many',
    request,
    params({ Tags: { a: '1', b: '2', c: '' } }),
    both('body', 'params.Tags.c'),
  ],
  ['params: a key too few', request, params({ Tags: { a: '1' } }), both('body', 'params.Tags.b')],
  [
    'params: the order of a list',
    request,
    params({ Items: ['y', 'x'] }),
    both('body', 'params.Items[0], params.Items[1]'),
  ],
  ['params: the length of a list', request, params({ Items: ['x'] }), both('body', 'params.Items')],
  ['params: a nested member', request, params({ Inner: { Name: 'b' } }), both('body', 'params.Inner.Name')],
  ['params: a member that is absent', request, params({ Name: undefined }), both('body', 'params.Name')],
  ['params: a member too many', request, params({ Other: 'x' }), both('body', 'params.Other')],
  ['params: an unknown member', request, params({ Nope: 1 }), both('client', 'server')],
  ['params: a value of another type', request, params({ Count: 'x' }), both('client', 'server')],
  ['request body: a value', request, body('Name=a%20b', 'Name=b'), both('body', 'params.Name')],
  ['request body: a malformed value', request, body('Count=7', 'Count=x'), both('body', 'server')],
  ['request body: a key too few', request, body('&Count=7', ''), both('body', 'params.Count')],
  ['request body: an unknown key', request, body('&Count=7', '&Count=7&Nope=1'), ['client: body']],
  ['request body: the action', request, body('Action=Put', 'Action=Pat'), both('body', 'operation')],
  ['request body: the version', request, body('2020-01-01', '2020-01-02'), both('body', 'operation')],
  ['the method', request, field({ method: 'GET' }), both('method', 'operation')],
  ['the path', request, field({ uri: '/x' }), both('uri', 'operation')],
  [
    'the media type',
    request,
    field({ headers: { 'content-type': 'text/plain' } }),
    both('header content-type', 'operation'),
  ],
  ['a header', request, field({ headers: { 'X-Nope': '1' } }), ['client: header x-nope']],
  ['a required header', request, field({ requireHeaders: ['X-Nope'] }), ['client: header X-Nope']],
  [
    'a forbidden header',
    request,
    field({ forbidHeaders: ['Content-Length'] }),
    ['client: header Content-Length'],
  ],
  ['a query', request, field({ queryParams: ['a=b'] }), ['client: query']],
  ['a required query', request, field({ requireQueryParams: ['a'] }), ['client: query']],
  [
    'a forbidden query',
    request,
    field({ host: 'a.example/?a=b', forbidQueryParams: ['a'] }),
    ['client: query'],
  ],
  ['the host', plainHost, field({ resolvedHost: undefined }), ['client: host']],
  ['the host with its prefix', plainHost, field({ resolvedHost: 'fo.example.com' }), ['client: host']],
  ['the host with its label', labelHost, params({ Label: 'baz' }), both('host, body', 'params.Label')],
  ['a label that is none', labelHost, params({ Label: 'b/r' }), both('request', 'params.Label')],
  [
    'params of an output: a text',
    response,
    params({ Name: 'b' }),
    both('params.Name', 'body/PutResponse/PutResult/Name'),
  ],
  [
    'params of an output: an attribute',
    response,
    params({ Id: 2 }),
    both('params.Id', 'body/PutResponse/PutResult/@Id'),
  ],
  [
    'params of an output: NaN',
    response,
    params({ Ratio: 1 }),
    both('params.Ratio', 'body/PutResponse/PutResult/Ratio'),
  ],
  [
    'params of an output: a list',
    response,
    params({ Items: ['x'] }),
    both('params.Items', 'body/PutResponse/PutResult/Items/member[2]'),
  ],
  [
    'params of an output: a map',
    response,
    params({ Tags: { a: '1' } }),
    both('params.Tags.b', 'body/PutResponse/PutResult/Tags/entry[2]'),
  ],
  [
    'params of an output: one too many',
    response,
    params({ Other: 'x' }),
    both('params.Other', 'body/PutResponse/PutResult/Other'),
  ],
  [
    'response body: a text',
    response,
    body('>a b<', '>b<'),
    both('params.Name', 'body/PutResponse/PutResult/Name'),
  ],
  [
    'response body: a malformed value',
    response,
    body('>7<', '>x<'),
    both('answer', 'body/PutResponse/PutResult/Count'),
  ],
  [
    'response body: an element too few',
    response,
    body('<Count>7</Count>', ''),
    both('params.Count', 'body/PutResponse/PutResult/Count'),
  ],
  [
    'response body: an unknown element',
    response,
    body('<Count>', '<X/><Count>'),
    ['server: body/PutResponse/PutResult/X'],
  ],
  [
    'response body: the root',
    response,
    (test) => ({ ...test, body: test.body?.replaceAll('PutResponse', 'R') }),
    ['server: body root'],
  ],
  ['response body: ill-formed', response, body('</PutResult>', ''), both('answer', 'server')],
  [
    'response body: a RequestId elsewhere',
    response,
    body('</p:PutResponse>', '<RequestId>1</RequestId></p:PutResponse>'),
    ['server: body/PutResponse/RequestId, body/PutResponse/ResponseMetadata'],
  ],
  ['a status', response, field({ code: 201 }), ['server: status']],
  ['a status of an error', response, field({ code: 400 }), both('answer', 'status')],
  [
    'the media type of a response',
    response,
    field({ headers: { 'Content-Type': 'text/html' } }),
    ['server: header content-type'],
  ],
  [
    'a required header of a response',
    response,
    field({ requireHeaders: ['x-nope'] }),
    ['server: header x-nope'],
  ],
  [
    'a forbidden header of a response',
    response,
    field({ forbidHeaders: ['content-type'] }),
    ['server: header content-type'],
  ],
  [
    'an error: its message',
    brokenCase,
    params({ Message: 'No!' }),
    both('params.Message', 'body/ErrorResponse/Error/Message'),
  ],
  [
    'an error: no message',
    brokenCase,
    params({ Message: undefined }),
    both('params.Message', 'body/ErrorResponse/Error/Message'),
  ],
  [
    'an error: another member',
    brokenCase,
    params({ Detail: { Name: 'z' } }),
    both('params.Detail.Name', 'body/ErrorResponse/Error/Detail/Name'),
  ],
  [
    'an error: its code',
    brokenCase,
    body('<Code>Broke<', '<Code>Broken2<'),
    both('exception', 'body/ErrorResponse/Error/Code'),
  ],
  ['an error: its type', brokenCase, body('Sender', 'Receiver'), ['server: body/ErrorResponse/Error/Type']],
  ['an error: its status', brokenCase, field({ code: 400 }), ['server: status']],
  ['an error: a status of success', brokenCase, field({ code: 200 }), both('answer', 'status')],
  [
    'an error: the code in its vendor parameters',
    brokenCase,
    field({ vendorParams: { code: 'X', type: 'Sender' } }),
    both('code', 'code'),
  ],
  [
    'an error: the type in its vendor parameters',
    brokenCase,
    field({ vendorParams: { type: 'Receiver' } }),
    both('fault', 'type'),
  ],
  [
    'an error: a type that is none',
    brokenCase,
    field({ vendorParams: { type: 'Nobody' } }),
    both('client', 'type'),
  ],
];

describe('wrong expectations', () => {
  let report: ProtocolTestReport;
  beforeAll(async () => {
    report = await run(
      rows.map(([title, base, change]) => ({ ...base, test: named(change(base.test), title) })),
    );
  });

  it.each(rows)('%s', (title, _base, _change, found) => {
    expect(findings(report, title)).toEqual(found);
  });
});

describe('cases that are not decided', () => {
  let report: ProtocolTestReport;
  beforeAll(async () => {
    report = await run([...lossyCases, ...skippedCases]);
  });

  it.each([
    ['an empty map', ['server: not-expressible']],
    ['an empty map and a wrong text', ['client: body', 'server: params.Name, params.Tags']],
    ['an empty structure', ['server: not-expressible']],
    ['a list of empty structures', ['server: not-expressible']],
    ['no body', ['server: not-expressible']],
    ['an empty list', []],
    ['another protocol', ['client: skipped', 'server: skipped']],
    ['unknown vendor parameters', ['client: skipped', 'server: skipped']],
    ['an error of nobody', ['client: skipped', 'server: skipped']],
  ])('%s', (id, found) => {
    expect(report.results.some((result) => result.id === id)).toBe(true);
    expect(findings(report, id)).toEqual(found);
  });

  it('have a reason each', () => {
    const undecided = report.results.filter(
      ({ outcome }) => outcome === 'skipped' || outcome === 'not-expressible',
    );
    expect(new Set(undecided.map(({ reason }) => reason))).toEqual(
      new Set([
        'a form cannot carry an empty map, which is sent as nothing (params.Tags)',
        'a form cannot carry an empty structure, which is sent as nothing (params.Inner)',
        'a form cannot carry an empty structure, which is sent as nothing (params.Inners[0])',
        'a server reads operation and params from the body, and the case has none',
        'it is for the protocol aws.protocols#ec2Query',
        'its vendor parameters are of an unknown shape, a.b#Params',
        'the service example.tiny#TinyService does not have example.tiny#Lonely',
      ]),
    );
  });
});

describe('defects of generated code', () => {
  it.each([
    ['form-writer.ts', 'encodeForm', '"x"', 'request client'],
    ['form-reader.ts', 'parseForm', '({ value: () => "x", child: () => undefined })', 'request server'],
    ['xml-scalars.ts', 'readXmlString', '(reader.skip(), "x")', 'response client'],
    ['xml-writer.ts', 'escapeText', '"x"', 'response server'],
  ])('%s: %s', async (path, name, wrong, where) => {
    const text = runtime.get(path) ?? '';
    const declaration = new RegExp(`^export function ${name}\\(`, 'm');
    expect(text).toMatch(declaration);
    const replacement = `export function ${name}(reader) { return ${wrong}; }\nfunction right(`;
    const spoiled = new Map(runtime).set(path, text.replace(declaration, replacement));
    const { results } = await run([request, response], spoiled);
    expect(results.map(({ kind, side, outcome }) => `${kind} ${side} ${outcome}`).sort()).toEqual(
      ['request client', 'request server', 'response client', 'response server'].map(
        (quadrant) => `${quadrant} ${quadrant === where ? 'failed' : 'passed'}`,
      ),
    );
  });
});
