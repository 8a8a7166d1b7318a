// Our own cases for the operations and errors of STS pass; with any one of their values changed each of them fails.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { readRuntime } from '../output.js';
import { runProtocolTests } from './run.js';
import type { ProtocolTestReport } from './report.js';

type Fields = Readonly<Record<string, unknown>>;
interface TestFile {
  readonly smithy: string;
  readonly shapes: Readonly<
    Record<string, { readonly type: string; readonly traits: Readonly<Record<string, readonly Fields[]>> }>
  >;
}

const root = join(import.meta.dirname, '..', '..');
let model = '';
let tests: TestFile;
beforeAll(async () => {
  model = await readFile(join(root, 'model', 'sts.json'), 'utf8');
  tests = JSON.parse(await readFile(join(root, 'model', 'sts.tests.json'), 'utf8')) as TestFile;
});

async function run(file: TestFile): Promise<ProtocolTestReport> {
  const models = [
    { name: 'sts.json', text: model },
    { name: 'sts.tests.json', text: JSON.stringify(file) },
  ];
  return runProtocolTests(models, { runtime: await readRuntime(join(root, 'generator', 'runtime')) });
}

/** The file with every case replaced by some. */
function replaced(change: (test: Fields) => readonly Fields[]): TestFile {
  const shapes = Object.entries(tests.shapes).map(([id, { type, traits }]) => {
    const lists = Object.entries(traits).map(([trait, list]) => [trait, list.flatMap(change)] as const);
    return [id, { type, traits: Object.fromEntries(lists) }] as const;
  });
  return { ...tests, shapes: Object.fromEntries(shapes) };
}

/** Copies of a value that each differ from it in one leaf, with the path to the leaf. */
function variants(value: unknown, path: string): readonly (readonly [path: string, value: unknown])[] {
  if (typeof value === 'string') return [[path, `${value}x`]];
  if (typeof value === 'number') return [[path, value + 1]];
  if (typeof value === 'boolean') return [[path, !value]];
  if (Array.isArray(value)) {
    return value.length === 0
      ? [[path, undefined]]
      : value.flatMap((item: unknown, index) => {
          return variants(item, `${path}[${index}]`).map(
            ([at, one]) => [at, value.with(index, one)] as const,
          );
        });
  }
  return Object.entries(value as Fields).flatMap(([name, item]) => {
    return variants(item, `${path}.${name}`).map(([at, one]) => {
      return [at, { ...(value as Fields), [name]: one }] as const;
    });
  });
}

it('passes', { timeout: 60_000 }, async () => {
  const { counts, results } = await run(tests);
  expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(counts).toMatchObject({ failed: 0, skipped: 0, notExpressible: 0 });
  const ids = Object.values(tests.shapes).flatMap(({ traits }) => Object.values(traits).flat());
  expect(new Set(results.map(({ id }) => id)).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(50);
});

it('fails on both sides with any one value of its params changed', { timeout: 60_000 }, async () => {
  const { results } = await run(
    replaced((test) => {
      return variants(test['params'], '').map(([at, params]) => ({
        ...test,
        id: `${String(test['id'])}${at}`,
        params,
      }));
    }),
  );
  expect(
    results.filter(({ outcome }) => outcome !== 'failed').map(({ id, side }) => `${id} ${side}`),
  ).toEqual([]);
  expect(results.length).toBeGreaterThan(200);
});

it('fails with any one parameter of its body changed or left out', { timeout: 60_000 }, async () => {
  const { results } = await run(
    replaced(({ id, body, ...test }) => {
      if (test['method'] === undefined || typeof body !== 'string') return [];
      const pairs = body.split('&');
      // What a server ignores is of no consequence for it: unknown keys, and all but the first of equal ones.
      const known = pairs.filter((pair) => pair !== 'NoSuchParameter=x' && pair !== 'RoleSessionName=second');
      return known.flatMap((pair) => {
        const index = pairs.indexOf(pair);
        const changed = pairs.with(index, `${pair}1`);
        const fewer = pairs.toSpliced(index, 1);
        return [changed, fewer].map((all) => ({
          ...test,
          id: `${String(id)} ${all.join('&')}`,
          body: all.join('&'),
        }));
      });
    }),
  );
  expect(
    results.filter(({ outcome }) => outcome !== 'failed').map(({ id, side }) => `${id} ${side}`),
  ).toEqual([]);
  expect(results.length).toBeGreaterThan(200);
});
