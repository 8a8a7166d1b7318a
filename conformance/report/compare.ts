/** Reports side by side: a matrix of targets, and what differs. */
import { signatureOf } from '../expectations/signature.js';
import { groupBy } from './findings.js';
import type { CheckReport, Report } from './report.js';

export interface NamedReport {
  /** How the report is told from the others; its file. */
  readonly name: string;
  readonly report: Report;
}

/** The checks of one operation and area in one report. */
export interface Cell {
  readonly pass: number;
  readonly fail: number;
  /** Without a verdict about the target. */
  readonly rest: number;
  /** `good`: everything there passed, and the run was complete. `none`: the report has no such check. */
  readonly tone: 'good' | 'mixed' | 'bad' | 'none';
}

export interface MatrixRow {
  readonly operation: string;
  readonly area: string;
  /** In the order of the reports. */
  readonly cells: readonly Cell[];
}

/** A check that is not the same everywhere. */
export interface Difference {
  readonly id: string;
  /** Of two reports: only the second has it, only the first, or both and not alike. */
  readonly kind: 'added' | 'deleted' | 'changed';
  /** In the order of the reports; undefined where a report does not have it. */
  readonly states: readonly (string | undefined)[];
}

export interface Comparison {
  readonly reports: readonly NamedReport[];
  readonly matrix: readonly MatrixRow[];
  readonly differences: readonly Difference[];
  /** Operations that are not supported alike. */
  readonly operations: readonly { readonly name: string; readonly states: readonly (string | undefined)[] }[];
  /** True where a check or the support of an operation differs. */
  readonly differs: boolean;
}

/**
 * Compares two reports or more. A finding of another kind, as expectations tell them apart, is a difference too; texts
 * that are different in every run are not.
 */
export function compareReports(reports: readonly NamedReport[]): Comparison {
  const byId = reports.map(({ report }) => new Map(report.checks.map((check) => [check.id, check])));
  const ids = new Set(reports.flatMap(({ report }) => report.checks.map(({ id }) => id)));
  const differences = [...ids].flatMap((id): Difference[] => {
    const checks = byId.map((each) => each.get(id));
    if (areAlike(checks.map((check) => (check === undefined ? undefined : identityOf(check))))) return [];
    return [
      {
        id,
        kind: kindOf(checks),
        states: checks.map((check) => (check === undefined ? undefined : stateOf(check))),
      },
    ];
  });
  const operations = supportDifferences(reports);
  return {
    reports,
    matrix: buildMatrix(reports),
    differences,
    operations,
    differs: differences.length + operations.length > 0,
  };
}

function areAlike(values: readonly (string | undefined)[]): boolean {
  return values.every((value) => value === values[0]);
}

/** Of several reports, the first is the one that the others are held against. */
function kindOf([first, ...others]: readonly (CheckReport | undefined)[]): Difference['kind'] {
  if (first === undefined) return 'added';
  return others.every((check) => check === undefined) ? 'deleted' : 'changed';
}

/** What makes a verdict the same as another one. */
function identityOf(check: CheckReport): string {
  return check.verdict === 'fail' ? `fail ${check.level} ${signatureOf(check)}` : check.verdict;
}

/** `pass`; `fail (must): 200 AssumeRoleResponse`. */
function stateOf(check: CheckReport): string {
  return check.verdict === 'fail' ? `fail (${check.level}): ${check.got ?? ''}` : check.verdict;
}

function supportDifferences(reports: readonly NamedReport[]): Comparison['operations'] {
  const names = new Set(reports.flatMap(({ report }) => report.operations.map(({ name }) => name)));
  return [...names].flatMap((name) => {
    const states = reports.map(({ report }) => report.operations.find((each) => each.name === name)?.support);
    return areAlike(states) ? [] : [{ name, states }];
  });
}

function placeOf({ operation, area }: CheckReport): string {
  return JSON.stringify([operation, area]);
}

function buildMatrix(reports: readonly NamedReport[]): readonly MatrixRow[] {
  const groups = reports.map(({ report }) => groupBy(report.checks, placeOf));
  const places = groupBy(
    reports.flatMap(({ report }) => report.checks),
    placeOf,
  );
  return [...places].flatMap(([key, [check]]) => {
    if (check === undefined) return [];
    const cells = reports.map(({ report }, index) => buildCell(groups[index]?.get(key) ?? [], report));
    return [{ operation: check.operation, area: check.area, cells }];
  });
}

function buildCell(checks: readonly CheckReport[], { incomplete }: Report): Cell {
  const count = (verdict: string): number => checks.filter((check) => check.verdict === verdict).length;
  const counts = { pass: count('pass'), fail: count('fail') };
  const rest = checks.length - counts.pass - counts.fail;
  return { ...counts, rest, tone: toneOf(checks, incomplete) };
}

function toneOf(checks: readonly CheckReport[], incomplete: boolean): Cell['tone'] {
  if (checks.length === 0) return 'none';
  if (checks.some(({ verdict, level }) => verdict === 'error' || (verdict === 'fail' && level === 'must')))
    return 'bad';
  return !incomplete && checks.every(({ verdict }) => verdict === 'pass') ? 'good' : 'mixed';
}

/** `14 of 14`, `9 of 14, 5 fail`, `-` where there is no check. */
export function cellText({ pass, fail, rest }: Cell): string {
  const all = pass + fail + rest;
  if (all === 0) return '-';
  return [
    `${pass} of ${all}`,
    ...(fail > 0 ? [`${fail} fail`] : []),
    ...(rest > 0 ? [`${rest} open`] : []),
  ].join(', ');
}

/** What a report must be shown with beside its name; empty for a complete run. */
export function markOf({ report }: NamedReport): string {
  return report.incomplete ? 'INCOMPLETE' : '';
}
