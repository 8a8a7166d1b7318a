import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultWorld } from './default.js';
import { readWorld, readWorldFile, WorldError } from './read.js';

type Json = Record<string, unknown>;

const folder = mkdtempSync(join(tmpdir(), 'world-'));
afterAll(() => rmSync(folder, { recursive: true }));

const schema: object = JSON.parse(
  readFileSync(new URL('world.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv2020({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
}).compile(schema);

/** The built-in world with everything else that a world can have. */
function fullWorld(): Json {
  const world = structuredClone(defaultWorld) as unknown as Record<string, Json[]>;
  const [alice = {}] = world['users'] ?? [];
  const [demo = {}] = world['roles'] ?? [];
  const [oidc = {}] = world['oidcProviders'] ?? [];
  alice['path'] = '/people/';
  alice['tags'] = [{ key: 'team', value: '' }];
  alice['managedPolicyArns'] = ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'];
  demo['accountId'] = '123456789012';
  demo['tags'] = [{ key: 'team', value: 'red' }];
  oidc['jwksUri'] = 'http://127.0.0.1:8080/keys';
  return {
    $schema: 'world.schema.json',
    ...world,
    rootAccessKeys: [{ accessKeyId: 'AKIAROOTROOTROOTROOT', secretAccessKey: 'x', active: true }],
  };
}

function mistakesOf(value: unknown): readonly string[] {
  try {
    readWorld(value);
    return [];
  } catch (error) {
    if (!(error instanceof WorldError)) throw error;
    return error.mistakes.map(({ pointer, text }) => `${pointer} ${text}`);
  }
}

/** Every place in a document. */
function* places(
  value: unknown,
  path: readonly (string | number)[] = [],
): Generator<readonly (string | number)[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    yield* places(member, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function change(path: readonly (string | number)[], replacement: unknown): unknown {
  const copy = fullWorld();
  const holder = path.slice(0, -1).reduce<unknown>((value, key) => (value as Json)[key], copy) as Json;
  const last = path.at(-1) ?? '';
  if (replacement === undefined && Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (replacement === undefined) delete holder[last];
  else holder[last] = replacement;
  return copy;
}

describe('readWorld', () => {
  it('takes the built-in world as it is', () => {
    expect(readWorld(JSON.parse(JSON.stringify(defaultWorld)))).toEqual(defaultWorld);
  });

  it('fills in what is left out', () => {
    expect(
      readWorld({ accountId: '123456789012', users: [{ name: 'a', userId: `AIDA${'A'.repeat(17)}` }] }),
    ).toEqual({
      accountId: '123456789012',
      region: 'us-east-1',
      enabledRegions: ['us-east-1'],
      users: [{ name: 'a', userId: 'AIDAAAAAAAAAAAAAAAAAA', accessKeys: [], mfaDevices: [], policies: [] }],
      roles: [],
      oidcProviders: [],
      samlProviders: [],
      memberAccounts: [],
      delegationRequests: [],
      authorizationMessages: [],
    });
  });

  it('reports all mistakes together, each with its pointer, policies included', () => {
    const trustPolicy = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: { StringEqual: { 'sts:ExternalId': 'x' }, StringLike: { 'aws:a/b': '${aws:usernam}' } },
      },
    };
    const world = {
      region: 'mars',
      users: [
        {
          name: 'a',
          userId: 'AIDAAAAAAAAAAAAAAAAAA',
          accessKeys: [{ accessKeyId: 'ASIAAAAAAAAAAAAAAAAA', active: 1 }],
        },
        { name: 'b', userId: 'AIDAAAAAAAAAAAAAAAAAB', managedPolicyArns: ['arn:aws:iam::aws:policy/none'] },
        { name: 'B', userId: 'AIDAAAAAAAAAAAAAAAAAB' },
      ],
      roles: [{ name: 'r', roleId: 'AROAAAAAAAAAAAAAAAAAA', maxSessionDurationSeconds: 60, trustPolicy }],
      oidcProviders: [
        { issuer: 'http://oidc.example', clientIds: [] },
        { issuer: 'https://oidc.example', clientIds: [] },
      ],
      usres: [],
    };
    expect(mistakesOf(world)).toEqual([
      '/region must be a region such as us-east-1, or aws-global',
      '/users/0/accessKeys/0/accessKeyId must be 16 to 128 letters or digits that do not begin with ASIA',
      '/users/0/accessKeys/0/active must be true or false',
      '/users/0/accessKeys/0/secretAccessKey is missing',
      '/roles/0/maxSessionDurationSeconds must be a whole number from 3600 to 43200',
      '/roles/0/trustPolicy/Statement/Condition/StringEqual is no condition operator that is known',
      '/roles/0/trustPolicy/Statement/Condition/StringLike/aws:a~1b has a variable that requests to STS do not have: aws:usernam',
      '/oidcProviders/0/issuer must be an https URL, or an http one of a loopback address',
      '/usres is no field of this object',
      '/accountId is missing',
      '/users/2 has the name of another',
      '/users/2 has the user id of another',
      '/users/1/managedPolicyArns/0 names no managed policy of the world',
      '/oidcProviders/1 needs jwks or jwksUri',
    ]);
  });

  it.each<[string, readonly (string | number)[], unknown, string]>([
    ['a public key', ['oidcProviders', 0, 'jwks', 'keys', 0], { kty: 'RSA' }, 'must be a public key'],
    ['a private key', ['oidcProviders', 0, 'signingKey'], {}, 'must be an RSA private key'],
    ['another curve', ['outboundFederation', 'signingKeys', 'ES384'], {}, 'must be a private key on P-384'],
    ['a certificate', ['samlProviders', 0, 'certificate'], 'PEM', 'must be a certificate'],
    ['a member account', ['memberAccounts', 0], '123456789012', 'is the management account itself'],
    [
      'a principal',
      ['delegationRequests', 0, 'assumedPrincipal'],
      'arn:aws:iam::123456789012:role/x',
      'names no user and no role',
    ],
    ['an instant', ['delegationRequests', 2, 'expiresAt'], '2026-13-01T00:00:00Z', 'must be an instant'],
    [
      'a key id',
      ['rootAccessKeys', 0, 'accessKeyId'],
      defaultWorld.users[0]?.accessKeys[0]?.accessKeyId,
      'has the access key id',
    ],
  ])('refuses %s that is none or another', (_what, path, replacement, text) => {
    const mistakes = mistakesOf(change(path, replacement));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain(text);
  });

  it('never shows a value', () => {
    const secret = 'do-not-show-me';
    const world = { accountId: secret, users: [{ name: 'a b', accessKeys: [{ accessKeyId: secret }] }] };
    expect(() => readWorld(world)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) as string }),
    );
  });
});

describe('the schema', () => {
  it('takes the full world, as the reader does', () => {
    expect(mistakesOf(fullWorld())).toEqual([]);
    expect(validate(fullWorld())).toBe(true);
  });

  it('refuses nothing that the reader takes, wherever something is changed', () => {
    const replacements = [undefined, null, 7, '', 'x', [], {}, true];
    const everywhere = [...places(fullWorld())].filter(
      (path) => path.length < 4 || !/[kK]ey/u.test(path.join()),
    );
    let refused = 0;
    for (const [index, path] of everywhere.entries()) {
      const changed = change(path, replacements[index % replacements.length]);
      if (validate(changed)) continue;
      refused += 1;
      expect({ path, mistakes: mistakesOf(changed) }).not.toEqual({ path, mistakes: [] });
    }
    expect(refused).toBeGreaterThan(200);
  });
});

describe('readWorldFile', () => {
  it('reads a file, and says what is wrong with one without quoting it', () => {
    const file = join(folder, 'world.json');
    writeFileSync(file, `\uFEFF${JSON.stringify(defaultWorld)}`);
    expect(readWorldFile(file)).toEqual(defaultWorld);
    writeFileSync(file, '{ "accountId": secret }');
    expect(() => readWorldFile(file)).toThrow(/^\S+world\.json: one mistake\n {2}\(whole\) is no JSON/u);
    expect(() => readWorldFile(file)).not.toThrow(/secret/u);
    expect(() => readWorldFile(join(folder, 'none.json'))).toThrow('(whole) cannot be read: ENOENT');
  });
});
