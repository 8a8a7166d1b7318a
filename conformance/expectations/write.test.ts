import { describe, expect, it } from 'vitest';
import { buildCatalogue } from '../checks/catalogue.js';
import { explainExpectations } from './explain.js';
import { formatExpectations, type Expectations } from './expectations.js';
import { pruneExpectations } from './prune.js';
import { readExpectations } from './read.js';
import { knownChecks, checkReport, failing, report } from './testdata/reports.js';
import { buildExpectations } from './write.js';

const namespace = 'wire/GetCallerIdentity/success/namespace';
const unsigned = 'authentication/GetCallerIdentity/unsigned';
const seen = report(
  [
    failing('200 GetCallerIdentityResponse'),
    failing('no namespace', { id: namespace, area: 'wire', reason: 'it is in another namespace' }),
    checkReport({ id: 'wire/GetCallerIdentity/success/envelope', area: 'wire' }),
  ],
  [{ name: 'AssumeRoot', support: 'unsupported', decidedBy: '501 NotImplemented', reason: 'so' }],
);

const explained = (built: Expectations, reason: string): Expectations => ({
  ...built,
  reasons: { shared: 'one cause behind it all', unused: 'nobody says this' },
  entries: built.entries.map((entry) => ({ ...entry, reason })),
});

function read(file: Expectations): unknown {
  return readExpectations(formatExpectations(file), { file: 'x', checks: knownChecks });
}

describe('buildExpectations', () => {
  it('lists what failed and what is unsupported, without reasons', () => {
    expect(buildExpectations(seen).entries).toEqual([
      { kind: 'unsupported', operation: 'AssumeRoot', observed: '501 NotImplemented', reason: '' },
      {
        kind: 'known-failing',
        operation: 'GetCallerIdentity',
        observed: '200 GetCallerIdentityResponse',
        reason: '',
        checks: [unsigned],
      },
      {
        kind: 'known-failing',
        operation: 'GetCallerIdentity',
        observed: 'it is in another namespace: no namespace',
        reason: '',
        checks: [namespace],
      },
    ]);
  });

  it('is refused by a run until somebody has written the reasons, and then taken', () => {
    const built = buildExpectations(seen);
    expect(() => read(built)).toThrow(/\/entries\/2\/reason: nobody has written/);
    expect(read(explained(built, 'it is known to be so'))).toBeDefined();
  });

  it('keeps reasons, joins what has one, and asks for new ones', () => {
    const earlier = explained(buildExpectations(seen), 'shared');
    const both = report([
      failing('200 GetCallerIdentityResponse'),
      failing('200 GetCallerIdentityResponse', { id: namespace, area: 'wire' }),
    ]);
    const rebuilt = buildExpectations(both, earlier);
    expect(rebuilt.reasons).toEqual({ shared: 'one cause behind it all' });
    expect(rebuilt.entries.map(({ reason, checks }) => [reason, checks])).toEqual([
      ['shared', [unsigned]],
      ['', [namespace]],
    ]);
  });

  it('marks what only generated values show', () => {
    const [entry] = buildExpectations(report([failing('500 text/html', { path: '3:1' })])).entries;
    expect(entry?.phase).toBe('random');
  });

  it('keeps what only generated values show, whether or not this run shows it', () => {
    const random = explained(
      buildExpectations(report([failing('500 text/html', { path: '3:1' })])),
      'shared',
    );
    const unseen = buildExpectations(report([checkReport()]), random);
    expect(unseen.entries).toEqual(random.entries);
    const seenAgain = buildExpectations(report([failing('500 text/html', { path: '0' })]), random);
    expect(seenAgain.entries).toEqual(random.entries);
  });

  it('leaves flaky entries as they are', () => {
    const flaky = explained(buildExpectations(seen), 'shared').entries.map((entry) => ({
      ...entry,
      kind: 'flaky' as const,
    }));
    const earlier = { ...buildExpectations(seen), entries: flaky.slice(1) };
    const rebuilt = buildExpectations(seen, earlier);
    expect(rebuilt.entries.filter(({ kind }) => kind === 'flaky')).toEqual(flaky.slice(1));
    expect(rebuilt.entries.filter(({ kind }) => kind === 'known-failing')).toEqual([]);
  });
});

describe('pruneExpectations', () => {
  it('takes out what is stale and nothing else', () => {
    const before = explained(buildExpectations(seen), 'shared');
    const mended = report([checkReport(), ...seen.checks.slice(1)], seen.operations);
    const { expectations, removed } = pruneExpectations(before, mended);
    expect(removed).toEqual([unsigned]);
    expect(expectations.entries).toEqual(before.entries.filter(({ checks }) => checks?.[0] !== unsigned));
    expect(expectations.reasons).toEqual({ shared: 'one cause behind it all' });
  });

  it('takes out single checks of an entry, and operations that are supported now', () => {
    const before = explained(buildExpectations(seen), 'it is known to be so');
    const [root, first] = before.entries;
    const joined = {
      ...before,
      entries: [...(root === undefined ? [] : [root]), { ...first, checks: [unsigned, namespace] }],
    } as Expectations;
    const now = report(
      [failing('200 GetCallerIdentityResponse'), checkReport({ id: namespace })],
      [{ name: 'AssumeRoot', support: 'supported', decidedBy: '200 AssumeRootResponse', reason: 'so' }],
    );
    expect(pruneExpectations(joined, now)).toMatchObject({
      removed: ['AssumeRoot', namespace],
      expectations: { entries: [{ checks: [unsigned] }] },
    });
  });
});

describe('explainExpectations', () => {
  const { checks } = buildCatalogue();
  const file = explained(buildExpectations(seen), 'shared');

  it('prints reason, signature, requirement and evidence', () => {
    const text = explainExpectations(file, checks, unsigned).join('\n');
    expect(text).toContain('one cause behind it all');
    expect(text).toContain('200 GetCallerIdentityResponse');
    expect(text).toContain('refuses a request without a signature');
    expect(text).toContain('evidence C1 (');
    expect(text).not.toContain(namespace);
  });

  it('prints all entries, and those about an operation', () => {
    expect(explainExpectations(file, checks).filter((line) => line.includes(': known-failing'))).toHaveLength(
      2,
    );
    expect(explainExpectations(file, checks, 'AssumeRoot')[0]).toBe('AssumeRoot: unsupported');
  });

  it('refuses an id that no entry is about', () => {
    expect(() => explainExpectations(file, checks, 'wire/Nope')).toThrow('no entry is about "wire/Nope"');
  });
});
