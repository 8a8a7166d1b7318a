/** A check per constraint site and side, made from the constraint table of the model; and what none can be made for. */
import { constraintSites, type ConstraintSite } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { modelFact, type EvidenceId } from '../../evidence/catalogue.js';
import type { UnjudgedSite } from '../../report/report.js';
import type { Level } from '../../verdict.js';
import type { MemberPlan } from '../../witnesses/plan.js';
import { planOf } from '../../witnesses/plans.js';
import { guarded } from '../ask.js';
import { judgeInsideOf } from './inside.js';
import { judgeOutsideOf } from './outside.js';

export type SiteSide = 'inside' | 'outside';

export interface ConstraintCatalogue {
  readonly checks: readonly Check[];
  readonly unjudged: readonly UnjudgedSite[];
}

/** For every site and side either a check or the reason why there is none, in the order of the table. */
export function buildConstraintCatalogue(
  sites: readonly ConstraintSite[] = constraintSites,
): ConstraintCatalogue {
  const judged = sites.flatMap((site) => [judgeSide(site, 'inside'), judgeSide(site, 'outside')]);
  return {
    checks: judged.filter((entry) => 'run' in entry),
    unjudged: judged.filter((entry) => 'reason' in entry),
  };
}

function judgeSide(site: ConstraintSite, side: SiteSide): Check | UnjudgedSite {
  const unjudged = (reason: string): UnjudgedSite => {
    const { operation, member, kind } = site;
    return { operation, member, constraint: kind, side, reason };
  };
  if (!site.violable) return unjudged('not violable: every length is at least 0');
  const plan = planOf(site.operation, site.member);
  if (plan === undefined || site.kind === 'enum' || site.kind === 'uniqueItems') {
    return unjudged('not observable: nobody has written a witness for this site yet');
  }
  const reason = side === 'inside' ? plan.notObservable?.[site.kind] : undefined;
  if (reason !== undefined) return unjudged(`not observable: ${reason}`);
  const judge = side === 'inside' ? judgeInsideOf : judgeOutsideOf;
  const { level, evidence } = weightOf(site, side, plan);
  return {
    id: `constraint/${site.id}/${side}`,
    title: titleOf(site, side),
    area: 'constraint',
    level,
    operation: site.operation,
    member: site.member,
    constraint: site.kind,
    side,
    evidence,
    run: guarded(async (context) => judge(context, site, plan)),
  };
}

/** The trait of the model, how the live service answers to such a constraint, and what is known about this member. */
function weightOf(
  site: ConstraintSite,
  side: SiteSide,
  plan: MemberPlan,
): { readonly level: Level; readonly evidence: readonly EvidenceId[] } {
  const known = [
    ...new Set([modelFact(site.trait), ...rowsOf(site.kind), ...(plan.evidence?.[site.kind] ?? [])]),
  ];
  const limit = side === 'outside' ? plan.outsideLimit?.[site.kind] : undefined;
  if (limit !== undefined) return { level: limit.level, evidence: [limit.evidence, ...known] };
  const tolerance = plan.toleranceOf?.[site.kind] ?? plan.tolerance;
  const restsOnText = side === 'inside' && typeof tolerance === 'object' && tolerance.textual;
  return { level: restsOnText ? 'should' : 'must', evidence: known };
}

function rowsOf(kind: ConstraintSite['kind']): readonly EvidenceId[] {
  switch (kind) {
    case 'required':
      return ['B1'];
    case 'length.min':
      return ['B2', 'B3'];
    case 'length.max':
      return ['B4', 'B14'];
    case 'pattern':
      return ['B5'];
    case 'range.min':
    case 'range.max':
      return ['B6'];
    case 'enum':
    case 'uniqueItems':
      return [];
  }
}

function titleOf({ operation, member, kind, liveBound, modelBound }: ConstraintSite, side: SiteSide): string {
  const verb = side === 'inside' ? 'takes' : 'refuses';
  return `${operation} ${verb} ${member} ${aboutBound(kind, side, side === 'inside' ? modelBound : liveBound)}`;
}

function aboutBound(kind: ConstraintSite['kind'], side: SiteSide, bound: unknown): string {
  const isInside = side === 'inside';
  switch (kind) {
    case 'required':
      return isInside ? 'with a value' : 'without a value';
    case 'length.min':
      return isInside ? `of length ${String(bound)}` : `shorter than ${String(bound)}`;
    case 'length.max':
      return isInside ? `of length ${String(bound)}` : `longer than ${String(bound)}`;
    case 'range.min':
      return isInside ? `of ${String(bound)}` : `below ${String(bound)}`;
    case 'range.max':
      return isInside ? `of ${String(bound)}` : `above ${String(bound)}`;
    case 'pattern':
      return isInside ? 'within its pattern' : 'outside of its pattern';
    case 'enum':
      return isInside ? 'with a known value' : 'with an unknown value';
    case 'uniqueItems':
      return isInside ? 'with different items' : 'with equal items';
  }
}
