/** Right cases made wrong in one way each, and what is found about them then. */
import { brokenCase, hostCases, putCase } from './testing.js';
import type { Case, Placed } from './testing.js';

type Change = (test: Case) => Case;
const params =
  (changed: object): Change =>
  (test) => ({ ...test, params: { ...test.params, ...changed } });
const body =
  (from: string, to: string): Change =>
  (test) => {
    if (test.body?.includes(from) !== true) throw new TypeError(`${test.id} has no ${from}`);
    return { ...test, body: test.body.replace(from, to) };
  };
const field =
  (changed: Partial<Case>): Change =>
  (test) => ({ ...test, ...changed });

/** Title, the right case it starts from, what is made wrong, and all that is found then. */
export type Row = readonly [title: string, base: Placed, change: Change, found: readonly string[]];
const both = (client: string, server: string): readonly string[] => [
  `client: ${client}`,
  `server: ${server}`,
];
const { request, response } = putCase;
const [plainHost, labelHost] = hostCases;

export const wrongExpectations: readonly Row[] = [
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
