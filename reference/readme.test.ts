/** The table of evidence rows in README.md is complete, and every test that it names is there. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const rows = { A: 24, B: 42, C: 36, D: 20, E: 25, F: 12, G: 14, H: 18 };
const reasons = [
  'client side only',
  'needs another service',
  'contradicted by a better source',
  'not about an endpoint',
];
const table = read('README.md')
  .split('\n')
  .map((line) => /^\| ([A-H]\d+) +\| (.*?) +\| (.*?) *\|$/u.exec(line)?.slice(1) ?? [])
  .filter((cells) => cells.length > 0);

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

/** The title stands as the first argument of a test, on its line or on the next. */
function hasTest(file: string, title: string): boolean {
  const quoted = title.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  return new RegExp(String.raw`(?:\bit|\))\(\s*'${quoted}',`, 'u').test(read(file));
}

it('every row is there once, in order', () => {
  const ids = Object.entries(rows).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
  );
  expect(table.map(([id]) => id)).toEqual(ids);
  for (const [, what] of table) expect(what).toMatch(/\S/u);
});

it('every row names tests that exist, or one of four reasons', () => {
  const wrong = table.flatMap(([id, , shownBy = '']) => {
    if (reasons.includes(shownBy)) return [];
    const named = shownBy.split('; `').map((part) => /^`?([\w./-]+\.test\.ts)`: (.+)$/u.exec(part));
    return named.filter((found) => found === null || !hasTest(found[1] ?? '', found[2] ?? '')).map(() => id);
  });
  expect(wrong).toEqual([]);
});

it('a title that is nowhere is noticed', () => {
  expect(hasTest('state.test.ts', 'opens the tokens it issued')).toBe(true);
  expect(hasTest('state.test.ts', 'opens the tokens')).toBe(false);
});
