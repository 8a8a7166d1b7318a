/** model/errata.json: its form by hand-written assertions, its claims against model/sts.json. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from './model-document.js';
import { entriesOf, isArray, isObject, property } from './model-document.js';

const load = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../../model/${name}`, import.meta.url), 'utf8')) as Json;

const errata = load('errata.json');
const shapes = property(load('sts.json'), 'shapes');
const list = property(errata, 'entries');
const entries: readonly JsonObject[] = isArray(list) ? list.filter(isObject) : [];
const text = (holder: Json | undefined, key: string): string => {
  const value = property(holder, key);
  if (typeof value !== 'string') throw new Error(`${key} is no text in ${JSON.stringify(holder)}`);
  return value;
};

describe('errata.json', () => {
  test('is one object with version and entries', () => {
    expect(entriesOf(errata).map(([key]) => key)).toEqual(['version', 'entries']);
    expect(property(errata, 'version')).toBe('1');
    expect(isArray(list) && list.length).toBe(entries.length);
    expect(entries.length).toBeGreaterThan(30);
  });

  test('has unique ids in kebab case', () => {
    const ids = entries.map((entry) => text(entry, 'id'));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test.each(entries.map((entry) => [text(entry, 'id'), entry] as const))(
    '%s is well-formed',
    (_id, entry) => {
      const allowed = ['id', 'statement', 'evidence', 'bound', 'sensitive'];
      expect(Object.keys(entry).filter((key) => !allowed.includes(key))).toEqual([]);
      expect(text(entry, 'statement')).toMatch(/^[A-Z`].{19,}\.$/su);
      const evidence = property(entry, 'evidence');
      expect(entriesOf(evidence).filter(([key]) => !['source', 'confidence', 'seen'].includes(key))).toEqual(
        [],
      );
      expect(text(evidence, 'source').length).toBeGreaterThan(2);
      expect(['recorded', 'reported', 'documented']).toContain(text(evidence, 'confidence'));
      const seen = property(evidence, 'seen') ?? '2026';
      expect(seen).toMatch(/^20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);
    },
  );

  test('a source that cannot be linked is reported, never recorded', () => {
    const unlinked = entries.filter((entry) =>
      text(property(entry, 'evidence'), 'source').includes('public recording'),
    );
    expect(unlinked.length).toBeGreaterThan(0);
    for (const entry of unlinked) expect(text(property(entry, 'evidence'), 'confidence')).toBe('reported');
  });

  test('a live bound overlays a trait that the shape has, and differs from it', () => {
    const bounds = entries.map((entry) => property(entry, 'bound')).filter((bound) => bound !== undefined);
    expect(bounds.map((bound) => text(bound, 'shape'))).toContain('com.amazonaws.sts#sourceIdentityType');
    for (const bound of bounds) {
      const traits = property(property(shapes, text(bound, 'shape')), 'traits');
      const modelled = property(traits, text(bound, 'trait'));
      expect(modelled).toBeDefined();
      for (const [name, live] of entriesOf(property(bound, 'live'))) {
        expect(['min', 'max']).toContain(name);
        expect(typeof live).toBe('number');
        expect(live).not.toBe(property(modelled, name));
      }
    }
  });

  test('what it calls sensitive exists and is not marked so by the model', () => {
    const secrets = entries
      .map((entry) => property(entry, 'sensitive'))
      .filter((secret) => secret !== undefined);
    expect(secrets.map((secret) => text(secret, 'shape'))).toEqual(['com.amazonaws.sts#tokenType']);
    for (const secret of secrets) {
      const shape = property(shapes, text(secret, 'shape'));
      expect(shape).toBeDefined();
      expect(property(property(shape, 'traits'), 'smithy.api#sensitive')).toBeUndefined();
    }
  });

  test('the live length of SourceIdentity reaches inputs and outputs, which share the shape', () => {
    const users = entriesOf(shapes).flatMap(([id, shape]) =>
      entriesOf(property(shape, 'members'))
        .filter(([, member]) => property(member, 'target') === 'com.amazonaws.sts#sourceIdentityType')
        .map(([name]) => `${id.split('#')[1]}.${name}`),
    );
    expect(users).toEqual([
      'AssumeRoleRequest.SourceIdentity',
      'AssumeRoleResponse.SourceIdentity',
      'AssumeRoleWithSAMLResponse.SourceIdentity',
      'AssumeRoleWithWebIdentityResponse.SourceIdentity',
      'AssumeRootResponse.SourceIdentity',
    ]);
  });

  test('names only shapes that exist', () => {
    const named = JSON.stringify(errata).match(/com\.amazonaws\.sts#\w+/g) ?? [];
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((id) => property(shapes, id) === undefined)).toEqual([]);
  });

  test('the schema allows the same keys as the entries use', () => {
    const schema = load('errata.schema.json');
    const entry = property(property(schema, '$defs'), 'entry');
    const allowed = entriesOf(property(entry, 'properties')).map(([key]) => key);
    const used = new Set(entries.flatMap((item) => Object.keys(item)));
    expect(allowed.toSorted()).toEqual([...used].toSorted());
  });
});
