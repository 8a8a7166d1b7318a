// The runner on a model of its own: right cases pass, every kind of wrong expectation is reported, on the side that can see it.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readRuntime } from '../output.js';
import { runProtocolTests } from './run.js';
import type { ProtocolTestReport } from './report.js';
import { brokenCase, lossyCases, modelOf, named, putCase, rightCases, skippedCases } from './testing.js';
import type { Placed } from './testing.js';
import { wrongExpectations } from './testing-wrong.js';

// Each run generates and loads a whole service.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

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

describe('wrong expectations', () => {
  let report: ProtocolTestReport;
  beforeAll(async () => {
    report = await run(
      wrongExpectations.map(([title, base, change]) => ({ ...base, test: named(change(base.test), title) })),
    );
  });

  it.each(wrongExpectations)('%s', (title, _base, _change, found) => {
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

/** The runtime with one exported function replaced by `wrong`, an expression of its first parameter. */
function spoil(name: string, wrong: string): ReadonlyMap<string, string> {
  const declaration = new RegExp(`^export function ${name}\\(`, 'm');
  const [path, text] = [...runtime].find(([, candidate]) => declaration.test(candidate)) ?? [];
  if (path === undefined || text === undefined) throw new Error(`the runtime has no ${name}`);
  const replacement = `export function ${name}(first) { return ${wrong}; }\nfunction right(`;
  return new Map(runtime).set(path, text.replace(declaration, replacement));
}

describe('defects of generated code', () => {
  it.each([
    ['encodeForm', '"x"', 'request client'],
    ['parseForm', '({ value: () => "x", child: () => undefined })', 'request server'],
    ['readXmlString', '(first.skip(), "x")', 'response client'],
    ['escapeText', '"x"', 'response server'],
  ])('%s', async (name, wrong, where) => {
    const { results } = await run([putCase.request, putCase.response], spoil(name, wrong));
    expect(results.map(({ kind, side, outcome }) => `${kind} ${side} ${outcome}`).sort()).toEqual(
      ['request client', 'request server', 'response client', 'response server'].map(
        (quadrant) => `${quadrant} ${quadrant === where ? 'failed' : 'passed'}`,
      ),
    );
  });

  it('another request id', async () => {
    const document = "{ type: 'Sender', code: 'Broke', message: 'No.', requestId: 'x', members: {} }";
    const report = await run([brokenCase], spoil('readErrorResponse', `(${document})`));
    expect(findings(report, brokenCase.test.id)).toEqual(['client: request id']);
  });
});
