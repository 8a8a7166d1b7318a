/** How far a run went at each constraint site, for both sides of its bound. */
import { groupBy } from './findings.js';
import type { CheckReport, Report } from './report.js';

/**
 * `sent`: a request of the check that judges the side was sent. `asserted`: the check came to a verdict about the
 * target. `discriminated`: the target was seen to answer the two sides of the bound differently. Each holds the one
 * before. `none`: nothing was sent. `unobservable` and `inviolable`: there is no such check, see `reason`. `left-out`:
 * the run was not asked for it.
 */
export type CoverageLevel =
  'discriminated' | 'asserted' | 'sent' | 'none' | 'unobservable' | 'inviolable' | 'left-out';

export interface CoveredSide {
  readonly level: CoverageLevel;
  readonly check: CheckReport | undefined;
  /** Why the level is what it is, where there is more to say. */
  readonly reason: string | undefined;
}

export interface CoveredSite {
  readonly operation: string;
  readonly member: string;
  readonly constraint: string;
  readonly outside: CoveredSide;
  readonly inside: CoveredSide;
}

export interface Coverage {
  readonly operations: readonly { readonly name: string; readonly sites: readonly CoveredSite[] }[];
  /** Sides that a value can show: neither inviolable nor left out of the run. */
  readonly sides: number;
  readonly sent: number;
  readonly asserted: number;
  readonly discriminated: number;
  readonly unobservable: number;
}

/** Sites in the order of the report, by operation. Empty where the run had no check of a constraint. */
export function coverageOf(report: Report): Coverage {
  const checks = report.checks.filter(({ constraint, side }) => constraint !== null && side !== null);
  const sides = [
    ...checks.map((check) => ({
      operation: check.operation,
      member: check.member ?? '',
      constraint: check.constraint ?? '',
      side: check.side === 'inside' ? 'inside' : 'outside',
      covered: coveredBy(check),
    })),
    ...unjudgedSides(report, checks),
  ];
  const sites = [
    ...groupBy(sides, (one) => JSON.stringify([one.operation, one.member, one.constraint])).values(),
  ];
  const covered = sites.flatMap((group): CoveredSite[] => {
    const [first] = group;
    if (first === undefined) return [];
    const at = (side: string): CoveredSide => group.find((one) => one.side === side)?.covered ?? leftOut;
    const { operation, member, constraint } = first;
    return [{ operation, member, constraint, outside: at('outside'), inside: at('inside') }];
  });
  const all = covered.flatMap(({ outside, inside }) => [outside, inside]);
  const count = (...levels: readonly CoverageLevel[]): number =>
    all.filter(({ level }) => levels.includes(level)).length;
  return {
    operations: [...groupBy(covered, ({ operation }) => operation)].map(([name, ofName]) => ({
      name,
      sites: ofName,
    })),
    sides: count('discriminated', 'asserted', 'sent', 'none', 'unobservable'),
    sent: count('discriminated', 'asserted', 'sent'),
    asserted: count('discriminated', 'asserted'),
    discriminated: count('discriminated'),
    unobservable: count('unobservable'),
  };
}

const leftOut: CoveredSide = { level: 'left-out', check: undefined, reason: 'not part of the run' };

interface Side {
  readonly operation: string;
  readonly member: string;
  readonly constraint: string;
  readonly side: string;
  readonly covered: CoveredSide;
}

/** Those of operations that the run has judged. */
function unjudgedSides({ unjudged }: Report, checks: readonly CheckReport[]): readonly Side[] {
  const operations = new Set(checks.map(({ operation }) => operation));
  return unjudged
    .filter(({ operation }) => operations.has(operation))
    .map(({ reason, ...site }) => ({
      ...site,
      covered: {
        level: reason.startsWith('not violable') ? 'inviolable' : 'unobservable',
        check: undefined,
        reason,
      },
    }));
}

function coveredBy(check: CheckReport): CoveredSide {
  const level = levelOf(check);
  return { level, check, reason: check.reason ?? undefined };
}

function levelOf(check: CheckReport): CoverageLevel {
  switch (check.verdict) {
    case 'pass':
      // Both twins are within one check: it passes only where their answers differ.
      return 'discriminated';
    case 'fail':
      return isToldApart(check) ? 'discriminated' : 'asserted';
    case 'skip':
    case 'unsupported':
    case 'error':
    case 'not-run':
      return check.requests > 0 ? 'sent' : 'none';
  }
}

/** A refusal of the wrong kind is a finding, and still another answer than the accepted twin got. */
function isToldApart({ side, got, exchanges }: CheckReport): boolean {
  const accepted = exchanges.some(
    ({ response }) => response.kind === 'answer' && response.status >= 200 && response.status < 300,
  );
  return side === 'outside' && accepted && /^4\d\d /.test(got ?? '');
}
