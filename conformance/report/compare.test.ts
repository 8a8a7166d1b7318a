import { describe, expect, it } from 'vitest';
import { compareReports, type NamedReport } from './compare.js';
import { formatComparisonMarkdown } from './compare-markdown.js';
import { formatComparison } from './compare-text.js';
import { formatComparisonHtml } from './html/compare-page.js';
import type { CheckReport, Report } from './report.js';
import { check, reportOf } from './testdata/reports.js';

const pass = { verdict: 'pass', reason: null, wanted: null, got: null, counterexample: null } as const;

function named(name: string, checks: readonly CheckReport[], parts: Partial<Report> = {}): NamedReport {
  return { name, report: reportOf(checks, parts) };
}

const before = named('a.json', [
  check({ id: 'wire/AssumeRole/same', area: 'wire', ...pass }),
  check({ id: 'wire/AssumeRole/mended', area: 'wire' }),
  check({ id: 'wire/AssumeRole/gone', area: 'wire', ...pass }),
  check({ id: 'wire/AssumeRole/otherwise', area: 'wire', got: '200 AssumeRoleResponse' }),
  check({ id: 'wire/AssumeRole/random', area: 'wire', reason: 'the id', got: 'Jl1TLm1PhfGZj3C4' }),
]);
const after = named('b.json', [
  check({ id: 'wire/AssumeRole/same', area: 'wire', ...pass }),
  check({ id: 'wire/AssumeRole/mended', area: 'wire', ...pass }),
  check({ id: 'wire/AssumeRole/otherwise', area: 'wire', got: '500 text/html' }),
  check({ id: 'wire/AssumeRole/random', area: 'wire', reason: 'the id', got: 'ZYTDTvDnpwrisF0n' }),
  check({ id: 'wire/AssumeRole/new', area: 'wire', ...pass }),
]);

describe('compareReports', () => {
  it('knows what was added, deleted, changed, and what differs by chance alone', () => {
    const { differences, differs } = compareReports([before, after]);
    expect(differs).toBe(true);
    expect(differences.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
      'changed wire/AssumeRole/mended',
      'deleted wire/AssumeRole/gone',
      'changed wire/AssumeRole/otherwise',
      'added wire/AssumeRole/new',
    ]);
    expect(compareReports([before, before]).differs).toBe(false);
  });

  it('counts the support of an operation', () => {
    const other = named('c.json', before.report.checks, { operations: [] });
    expect(compareReports([before, other])).toMatchObject({
      differs: true,
      differences: [],
      operations: [
        { name: 'AssumeRole', states: ['supported', undefined] },
        { name: 'AssumeRoot', states: ['unsupported', undefined] },
      ],
    });
  });

  it('is green for a cell in which everything passed in a complete run, and for no other', () => {
    const one = [check({ ...pass })];
    const tones = (checks: readonly CheckReport[], parts: Partial<Report> = {}): string | undefined =>
      compareReports([named('a', one), named('b', checks, parts)]).matrix[0]?.cells[1]?.tone;
    expect(tones(one)).toBe('good');
    expect(tones(one, { incomplete: true })).toBe('mixed');
    expect(tones([...one, check({ id: 'constraint/x', verdict: 'not-run' })])).toBe('mixed');
    expect(tones([check({ level: 'should' })])).toBe('mixed');
    expect(tones([check({})])).toBe('bad');
    expect(tones([])).toBe('none');
  });
});

describe('formats of a comparison', () => {
  const incomplete = named('c.json', [check({ id: 'wire/AssumeRole/same', area: 'wire', ...pass })], {
    incomplete: true,
    incompleteBecause: ['the target died'],
  });

  it('text', () => {
    expect(formatComparison(compareReports([before, after]))).toMatchInlineSnapshot(`
      "A  a.json  http://127.0.0.1:4000/sts/  seed 42
      B  b.json  http://127.0.0.1:4000/sts/  seed 42

      operation   area  A               B
      AssumeRole  wire  2 of 5, 3 fail  3 of 5, 2 fail

      Changed (2)
        wire/AssumeRole/mended
          fail (must): 200 AssumeRoleResponse -> pass
        wire/AssumeRole/otherwise
          fail (must): 200 AssumeRoleResponse -> fail (must): 500 text/html

      Added: not in A (1)
        wire/AssumeRole/new
          absent -> pass

      Deleted: in A alone (1)
        wire/AssumeRole/gone
          pass -> absent

      4 checks differ: 2 changed, 1 added, 1 deleted; support of 0 operations differs.
      "
    `);
    expect(formatComparison(compareReports([before, before]))).toContain('No difference.');
    const three = formatComparison(compareReports([before, after, incomplete]));
    expect(three).toMatch(/^C {2}c\.json .* INCOMPLETE the target died$/m);
    expect(three).toContain('C (incomplete)');
    expect(three).toContain('    A pass | B absent | C absent\n');
  });

  it('Markdown', () => {
    const text = formatComparisonMarkdown(compareReports([before, incomplete]));
    expect(text).toContain('## STS conformance: differences\n');
    expect(text).toContain('> **`c.json` is incomplete**: `the target died`\n');
    expect(text).toContain('| deleted | `wire/AssumeRole/gone` | `pass` | absent |\n');
    expect(text).toContain('| `AssumeRole` | `wire` | 2 of 5, 3 fail | 1 of 1 |\n');
  });

  it('HTML, without any script', () => {
    const html = formatComparisonHtml(compareReports([before, incomplete]));
    expect(html).not.toContain('<script');
    expect(html).toMatch(/default-src 'none'; style-src 'sha256-[^']+'; img-src/);
    expect(html).toContain('c.json (incomplete)');
    expect(html).toContain('<span class="cell mixed">1 of 1</span>');
  });
});
