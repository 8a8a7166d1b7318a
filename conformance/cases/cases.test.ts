/** Cases of a faulty endpoint, written, read back and tried again at it and at a right one. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReference } from '../../reference/index.js';
import { defaultWorld } from '../../world/default.js';
import { buildCatalogue } from '../checks/catalogue.js';
import { startFake } from '../checks/testdata/fake-endpoint.js';
import { runSuite } from '../runner.js';
import { buildTarget } from '../target.js';
import type { Case } from './case.js';
import { caseFileName, formatCase, readCase } from './read.js';
import { recordCases } from './record.js';
import { replayCase, type Replayed } from './replay.js';

const { checks } = buildCatalogue();
const faults = [
  'length-unchecked',
  'namespace-missing',
  'member-missing',
  'required-unchecked',
  'signature-unchecked',
  'pattern-unchecked',
] as const;
const operations = ['AssumeRole', 'AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML', 'GetCallerIdentity'];
const only = [
  'wire',
  'authentication',
  'round-trip',
  'constraint/*/RoleArn',
  'constraint/*/WebIdentityToken',
];

type Reference = Awaited<ReturnType<typeof startReference>>;
let faulty: Reference;
let right: Reference;
let cases: readonly Case[] = [];
let failed: readonly string[] = [];
let text = '';

beforeAll(async () => {
  right = await startReference({ world: defaultWorld });
  faulty = await startReference({ world: defaultWorld, faults: [...faults] });
  const recorder = recordCases(checks);
  const report = await runSuite({
    target: buildTarget({ endpoint: faulty.url }),
    world: defaultWorld,
    checks: recorder.checks,
    operations,
    only,
    seed: 7,
    runs: 2,
  });
  cases = recorder.cases(report);
  text = cases.map(formatCase).join('');
  failed = report.checks.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
}, 60_000);

afterAll(async () => {
  await faulty.close();
  await right.close();
});

function replay(stored: Case, endpoint: string, known = checks): Promise<Replayed> {
  return replayCase(readCase(formatCase(stored), 'case.json'), {
    target: buildTarget({ endpoint }),
    world: defaultWorld,
    checks: known,
  });
}

const literal = (): readonly Case[] => cases.filter(({ expectation }) => expectation !== null);

/** Verdicts by check id. */
async function replayAll(endpoint: string): Promise<readonly (readonly [string, string])[]> {
  return Promise.all(
    cases.map(async (stored) => [stored.check.id, (await replay(stored, endpoint)).verdict] as const),
  );
}

describe('a case', () => {
  it('is there for every finding', () => {
    expect(failed.length).toBeGreaterThan(20);
    expect(cases.map(({ check }) => check.id)).toEqual(failed);
  });

  it('is as its schema describes it', () => {
    const schema = JSON.parse(readFileSync(new URL('case.schema.json', import.meta.url), 'utf8'));
    const validate = new Ajv2020({
      allErrors: true,
      strict: true,
      strictTypes: false,
      strictRequired: false,
    }).compile(schema);
    const wrong = cases.filter((stored) => !validate(JSON.parse(formatCase(stored))));
    expect(wrong.map(({ check }) => check.id)).toEqual([]);
    expect(new Set(literal().map(({ expectation }) => expectation?.kind)).size).toBeGreaterThanOrEqual(3);
  });

  it('holds no key, no signature and no token', () => {
    const keys = defaultWorld.users.flatMap(({ accessKeys }) => accessKeys);
    expect(keys.length).toBeGreaterThan(0);
    for (const { secretAccessKey } of keys) expect(text).not.toContain(secretAccessKey);
    expect(text).not.toMatch(/Signature=|AWS4-HMAC|eyJ[\w-]{20}|PHNhbWxw/);
  });

  it('fails again at the endpoint that it was found at', async () => {
    expect(await replayAll(faulty.url)).toEqual(failed.map((id) => [id, 'fail']));
  }, 60_000);

  it('passes at a right endpoint', async () => {
    expect(await replayAll(right.url)).toEqual(failed.map((id) => [id, 'pass']));
  }, 60_000);

  it('outlives its check where one request decides it', async () => {
    expect(literal().length).toBeGreaterThan(cases.length / 2);
    const [stored] = literal();
    if (stored === undefined) throw new Error('no case with an expectation of its own');
    expect(await replay(stored, faulty.url, [])).toMatchObject({ verdict: 'fail', by: 'case' });
  });

  it('says so where only its check could judge it, and that is gone', async () => {
    const stored = cases.find(({ expectation }) => expectation === null);
    if (stored === undefined) throw new Error('no case that takes several requests');
    expect(await replay(stored, right.url)).toMatchObject({ by: 'check' });
    expect(await replay(stored, right.url, [])).toMatchObject({ verdict: 'error' });
  });

  it('has bodies with tokens made anew', async () => {
    const withToken = literal().filter(
      ({ request }) => request?.body.some((part) => 'fresh' in part) === true,
    );
    const members = withToken.flatMap(({ request }) =>
      (request?.body ?? []).flatMap((part) => ('fresh' in part ? [part.fresh] : [])),
    );
    expect(new Set(members)).toEqual(new Set(['WebIdentityToken', 'SAMLAssertion']));
  });
});

describe('an endpoint that cannot show anything', () => {
  it.each([
    ['unsupported', 400, 'InvalidAction'],
    ['skip', 403, 'AccessDenied'],
  ] as const)('makes a case %s', async (verdict, status, code) => {
    const stored = literal().find(({ check }) => check.area === 'constraint');
    if (stored === undefined) throw new Error('no case of a constraint');
    const body = `<ErrorResponse><Error><Code>${code}</Code></Error></ErrorResponse>`;
    const fake = await startFake(() => ({ status, body }));
    try {
      expect(await replay(stored, fake.url)).toMatchObject({ verdict });
    } finally {
      await fake.close();
    }
  });
});

function good(): Record<string, unknown> {
  return JSON.parse(formatCase(literal()[0] as Case)) as Record<string, unknown>;
}

describe('readCase', () => {
  it.each<[string, (data: Record<string, unknown>) => unknown, string]>([
    ['another schema', (data) => ({ ...data, schema: 'x' }), '/schema'],
    ['no seed', (data) => ({ ...data, seed: '1' }), '/seed'],
    ['a path that is none', (data) => ({ ...data, path: '0-1' }), '/path'],
    [
      'an expectation that is not known',
      (data) => ({ ...data, expectation: { kind: 'magic' } }),
      '/expectation/kind',
    ],
    [
      'a regular expression that is none',
      (data) => ({ ...data, expectation: { kind: 'header', name: 'a', matches: '(' } }),
      '/expectation/matches',
    ],
    [
      'a body that is text',
      (data) => ({ ...data, request: { ...(data['request'] as object), body: 'a=b' } }),
      '/request/body',
    ],
    ['a list', () => [], '/schema'],
  ])('refuses %s', (_name, change, pointer) => {
    expect(() => readCase(JSON.stringify(change(good())), 'case.json')).toThrow(`case.json is no case`);
    expect(() => readCase(JSON.stringify(change(good())), 'case.json')).toThrow(pointer);
  });

  it('refuses what is no JSON', () => {
    expect(() => readCase('{', 'case.json')).toThrow('case.json is no JSON');
  });
});

it('names files so that no id leaves the folder', () => {
  expect(caseFileName('constraint/AssumeRole/Tags.member.Key/length.max/outside')).toBe(
    'constraint--AssumeRole--Tags.member.Key--length.max--outside.json',
  );
  expect(caseFileName('../x y')).not.toMatch(/[/\s]/);
});
