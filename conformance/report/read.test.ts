import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { formatJson } from './json.js';
import { readReport } from './read.js';
import { check, exchange, reportOf } from './testdata/reports.js';

const schema = JSON.parse(readFileSync(new URL('report.schema.json', import.meta.url), 'utf8')) as object;
const fitsSchema = new Ajv2020({ strict: false }).compile(schema);

const whole = formatJson(
  reportOf(
    [
      check({ exchanges: [exchange(), exchange({}, { kind: 'no-answer', cause: 'reset', detail: 'x' })] }),
      check({ id: 'wire/AssumeRole/pass', verdict: 'pass', reason: null, wanted: null, got: null }),
    ],
    {
      unjudged: [
        { operation: 'A', member: 'B', constraint: 'pattern', side: 'inside', reason: 'not observable: why' },
      ],
      death: { check: null, cause: 'refused', detail: 'x', exchange: exchange() },
    },
  ),
);

function problemsOf(text: string): readonly string[] {
  const read = readReport(text);
  return read.ok ? [] : read.problems;
}

type Json = Record<string, unknown> | unknown[];

/** Every place in a document, as the names that lead there. */
function places(data: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof data !== 'object' || data === null) return [path];
  return [path, ...Object.entries(data).flatMap(([key, value]) => places(value, [...path, key]))];
}

/** The document with one place changed, or removed with `undefined`. */
function withPlace(path: readonly string[], value: unknown): string {
  const copy = JSON.parse(whole) as Json;
  const last = path.at(-1) ?? '';
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (at, key) => at[key] as Record<string, unknown>,
      copy as Record<string, unknown>,
    );
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return JSON.stringify(copy);
}

describe('readReport', () => {
  it('takes what the suite writes', () => {
    expect(problemsOf(whole)).toEqual([]);
    expect(fitsSchema(JSON.parse(whole))).toBe(true);
  });

  it('refuses at its place whatever the schema refuses', () => {
    const all = places(JSON.parse(whole)).filter((path) => path.length > 0);
    let refused = 0;
    const taken: string[] = [];
    for (const path of all) {
      for (const value of [undefined, null, 7.5, -1, 'no such thing', '', {}, [], true]) {
        const text = withPlace(path, value);
        if (fitsSchema(JSON.parse(text))) continue;
        refused += 1;
        const problems = problemsOf(text);
        if (problems.length === 0) taken.push(`${path.join('/')} = ${JSON.stringify(value)}`);
      }
    }
    expect(taken).toEqual([]);
    expect(refused).toBeGreaterThan(500);
  });

  it('names all problems with their places', () => {
    const text = whole
      .replace('"seed": 42', '"seed": "42"')
      .replace('"verdict": "pass"', '"verdict": "green"')
      .replace('"region": "us-east-1"', '"region": ""');
    expect(problemsOf(text)).toEqual([
      '/target/region: wanted text that is not empty, got a string',
      '/seed: wanted a whole number, got a string',
      expect.stringMatching(/^\/checks\/1\/verdict: wanted one of pass, /),
      '/checks/1/reason: wanted a reason',
    ]);
  });

  it('refuses what was cut off, wherever that was', () => {
    for (let length = 0; length < whole.length - 2; length += 97) {
      expect(problemsOf(whole.slice(0, length))[0]).toMatch(/^no JSON, or cut off: /);
    }
  });

  it('refuses what contradicts itself: a cut that was mended', () => {
    const mended = JSON.parse(whole) as { checks: unknown[]; incomplete: boolean; interrupted: boolean };
    mended.checks.pop();
    expect(problemsOf(JSON.stringify(mended))).toEqual(['/summary/pass: it says 1, and the checks are 0']);
    mended.checks.push(mended.checks[0]);
    expect(problemsOf(JSON.stringify(mended))).toContain(
      '/checks/1/id: constraint/AssumeRole/RoleArn/length.max/outside is there twice',
    );
    expect(problemsOf(whole.replace('"interrupted": false', '"interrupted": true'))).toEqual([
      '/incomplete: it says false, and other members say otherwise',
    ]);
  });

  it.each(['', 'null', '[]', '7', '{}', '{"schema":"other"}'])('refuses %j', (text) => {
    expect(problemsOf(text)).toHaveLength(1);
  });
});
