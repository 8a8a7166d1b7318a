import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ExpectationsError, readExpectations } from './read.js';
import { knownChecks } from './testdata/reports.js';

const good = {
  schema: 'sts-conformance/expectations/1',
  about: 'an endpoint',
  reasons: { unsigned: 'it never looks at signatures' },
  entries: [
    {
      kind: 'known-failing',
      operation: 'GetCallerIdentity',
      observed: '200 GetCallerIdentityResponse',
      reason: 'unsigned',
      ticket: 'https://example.org/1',
      expires: '2028-02-29',
      checks: ['authentication/GetCallerIdentity/unsigned'],
    },
    { kind: 'unsupported', operation: 'AssumeRoot', observed: '500 text/html', reason: 'not built yet' },
  ],
};

function mistakesOf(data: unknown, allowUnwritten = false): readonly string[] {
  try {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    readExpectations(text, { file: 'known.json', checks: knownChecks, allowUnwritten });
    return [];
  } catch (error) {
    if (!(error instanceof ExpectationsError)) throw error;
    return error.mistakes.map(({ pointer, problem }) => `${pointer}: ${problem}`);
  }
}

const [known] = good.entries;
const withEntry = (parts: object): unknown => ({ ...good, entries: [{ ...known, ...parts }] });

const schema = JSON.parse(readFileSync(new URL('expectations.schema.json', import.meta.url), 'utf8'));
const matchesSchema = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(schema);

it('takes a good file as it is', () => {
  expect(readExpectations(JSON.stringify(good), { file: 'known.json', checks: knownChecks })).toEqual(good);
  expect(matchesSchema(good)).toBe(true);
});

describe('refuses, by schema and by reader', () => {
  it.each<[string, unknown, string]>([
    ['another schema', { ...good, schema: 'x' }, '/schema: '],
    ['no entries', { ...good, entries: undefined }, '/entries: '],
    ['an unknown property', { ...good, entires: [] }, '/entires: '],
    ['a shared reason of one word', { ...good, reasons: { unsigned: 'TODO' } }, '/reasons/unsigned: '],
    ['an unknown kind', withEntry({ kind: 'wontfix' }), '/entries/0/kind: '],
    ['no signature', withEntry({ observed: ' ' }), '/entries/0/observed: '],
    ['no reason', withEntry({ reason: '' }), '/entries/0/reason: nobody has written'],
    ['a reason left out', withEntry({ reason: undefined }), '/entries/0/reason: '],
    ['an empty ticket', withEntry({ ticket: '' }), '/entries/0/ticket: '],
    ['a date with a time', withEntry({ expires: '2028-01-01T00:00Z' }), '/entries/0/expires: '],
    ['no checks', withEntry({ checks: undefined }), '/entries/0/checks: '],
    ['an empty list', withEntry({ checks: [] }), '/entries/0/checks: '],
    ['an unknown phase', withEntry({ phase: 'third' }), '/entries/0/phase: '],
    ['a misspelt property of an entry', withEntry({ expire: '2028-01-01' }), '/entries/0/expire: '],
  ])('%s', (_name, data, start) => {
    expect(mistakesOf(data).some((mistake) => mistake.startsWith(start))).toBe(true);
    expect(matchesSchema(JSON.parse(JSON.stringify(data)))).toBe(false);
  });
});

describe('refuses what only the catalogue and the calendar know', () => {
  it.each<[string, unknown, string]>([
    ['no JSON', '{', ': no JSON: '],
    [
      'an unknown check',
      withEntry({ checks: ['wire/Nope'] }),
      '/entries/0/checks/0: no check has the id "wire/Nope"',
    ],
    ['a pattern instead of an id', withEntry({ checks: ['wire/*'] }), '/entries/0/checks/0: no check'],
    ['an unknown operation', withEntry({ operation: 'AssumeRoll' }), '/entries/0/operation: '],
    [
      'a check of another operation',
      withEntry({ checks: ['wire/AssumeRoot/success/envelope'] }),
      '/entries/0/checks/0: wire/AssumeRoot/success/envelope is about AssumeRoot',
    ],
    ['a key without a reason', withEntry({ reason: 'unsinged' }), '/entries/0/reason: '],
    ['a day that does not exist', withEntry({ expires: '2027-02-29' }), '/entries/0/expires: '],
    [
      'the same twice',
      { ...good, entries: [known, known] },
      '/entries/1/checks/0: the same as /entries/0/checks/0',
    ],
  ])('%s', (_name, data, start) => {
    expect(mistakesOf(data).some((mistake) => mistake.startsWith(start))).toBe(true);
  });
});

it('names every mistake at once', () => {
  const bad = { ...good, entries: [{ ...known, reason: '', kind: 'x' }, { checks: ['a', 'b'] }] };
  expect(mistakesOf(bad).length).toBeGreaterThanOrEqual(7);
  expect(() => readExpectations(JSON.stringify(bad), { file: 'known.json', checks: knownChecks })).toThrow(
    /^known\.json cannot be used:\n {2}\/entries\/0\/kind: /,
  );
});

it('takes unwritten reasons only where it is asked to', () => {
  expect(mistakesOf(withEntry({ reason: '' }), true)).toEqual([]);
});
