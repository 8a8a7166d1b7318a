import { expect, it } from 'vitest';
import { readDocument } from '../xml-document.js';
import { badgeOf, formatBadge } from './badge.js';
import type { CheckReport, Report } from './report.js';
import { check, reportOf } from './testdata/reports.js';

const pass = check({ verdict: 'pass', reason: null, wanted: null, got: null });
const all = { operations: reportOf([]).operations.slice(0, 1) };

function badge(checks: readonly CheckReport[], parts: Partial<Report> = all): string {
  const { tone, value } = badgeOf(reportOf(checks, parts));
  return `${tone}: ${value}`;
}

it('is good only when everything held and nothing was left out', () => {
  expect(badge([pass, pass])).toBe('good: 2 checks · 1 of 1 operation');
  expect(badge([pass], {})).toBe('mixed: partial · 1 of 2 operations');
  expect(badge([pass, check({ verdict: 'skip' })])).toBe('mixed: partial · 1 of 1 operation');
  expect(badge([pass, check({ level: 'may' })])).toBe('mixed: 1 finding · 1 of 1 operation');
  expect(badge([pass, check({})])).toBe('bad: 1 must finding · 1 of 1 operation');
  expect(badge([])).toBe('none: nothing judged');
});

it('is never good for a run that was cut short or went wrong', () => {
  expect(badge([pass, check({ verdict: 'error' })])).toBe('none: error of the suite');
  expect(badge([pass, check({ verdict: 'not-run' })])).toBe('none: incomplete');
  expect(badge([pass], { ...all, incomplete: true })).toBe('none: incomplete');
  expect(badge([pass, check({})], { ...all, interrupted: true })).toBe('bad: incomplete, 1 must finding');
});

it('is a well-formed picture that says in words what it shows', () => {
  const svg = formatBadge(reportOf([pass], all));
  expect(readDocument(svg).ok).toBe(true);
  expect(svg).toContain('<title>STS conformance: 1 check · 1 of 1 operation</title>');
  expect(svg).not.toMatch(/<script|href|style|on\w+=/);
});
