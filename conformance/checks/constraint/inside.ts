/** A legal value on the bound is not refused for the constraint, while its twin outside of the bound is. */
import type { ConstraintSite } from '../../../generated/index.js';
import type { CheckContext } from '../../check.js';
import { blamesConstraint, describe, fail, isAccepted, isConstraintRefusal } from '../../judge.js';
import { HarnessError, type Level, type Outcome } from '../../verdict.js';
import { put } from '../../witnesses/input.js';
import type { MemberPlan } from '../../witnesses/plan.js';
import { insideWitnesses, outsideWitnesses, toleranceAt, type Witness } from '../../witnesses/witnesses.js';
import { ask, type Answered } from '../ask.js';
import { judgeInside, levelOfRefusal, wantedInside, type InsideJudgement } from './judge-inside.js';
import { exploreInside } from './random.js';
import { openSite, type OpenSite } from './site.js';
import { assertLegal, assertSingleFault } from './single-fault.js';

interface Judged {
  readonly witness: Witness;
  readonly judgement: InsideJudgement;
  readonly seen: string;
}

export async function judgeInsideOf(
  context: CheckContext,
  site: ConstraintSite,
  plan: MemberPlan,
): Promise<Outcome> {
  const open = await openSite(context, site.operation, plan);
  const tolerance = toleranceAt(site, plan, open.facts);
  const judged: Judged[] = [];
  for (const witness of await witnessesOf(site, plan, open)) {
    const { exchange, reading } = await ask(context, site.operation, inputWith(open, plan, witness));
    assertLegal(site.operation, exchange.request);
    const judgement = judgeInside(reading, site.operation, tolerance);
    const seen = describe(reading);
    if (judgement === 'refused') {
      const level = witness.level ?? levelOfRefusal(reading, tolerance);
      return fail(
        `${site.member} with ${witness.label} is legal and refused`,
        wantedInside(site.operation, tolerance),
        seen,
        {
          counterexample: { member: site.member, value: witness.label },
          ...levelled(level),
        },
      );
    }
    judged.push({ witness, judgement, seen });
  }
  const [outside] = await outsideWitnesses(site, plan, open.facts);
  if (outside === undefined || judged.length === 0) throw new HarnessError(`no witness for ${site.id}`);
  const twin = await ask(context, site.operation, inputWith(open, plan, outside));
  assertSingleFault(site.operation, twin.exchange.request, plan.path, site.kind);
  const alike = judged.map((inside) => compareTwins(site, inside, outside, twin));
  return alike.find((outcome) => outcome !== undefined) ?? exploreInside(context, site, plan, open);
}

/** The frame itself is the legal side of a required member. */
async function witnessesOf(
  site: ConstraintSite,
  plan: MemberPlan,
  { facts }: OpenSite,
): Promise<readonly Witness[]> {
  const witnesses = await insideWitnesses(site, plan, facts);
  return site.kind === 'required'
    ? [{ label: 'an ordinary value', value: ordinary }, ...witnesses]
    : witnesses;
}

const ordinary = Symbol('the value that the frame holds');

function inputWith({ frame }: OpenSite, plan: MemberPlan, { value }: Witness): unknown {
  return value === ordinary ? frame : put(frame, plan.path, value);
}

/** A failure where the answers to both sides are not as different as the constraint demands. */
function compareTwins(
  site: ConstraintSite,
  inside: Judged,
  outside: Witness,
  { reading }: Answered,
): Outcome | undefined {
  const got = describe(reading);
  const both = `${inside.witness.label}: ${inside.seen}; ${outside.label}: ${got}`;
  // The check of the other side sends the same value, and has the same finding.
  const twinId = `constraint/${site.id}/outside`;
  const compared = { counterexample: { member: site.member, value: outside.label } };
  switch (inside.judgement) {
    case 'accepted':
      return isAccepted(reading, site.operation)
        ? fail(
            `both sides of the bound are answered alike, one cause with ${twinId}: ${both}`,
            'an error outside of the bound',
            got,
            compared,
          )
        : undefined;
    case 'semantic':
    case 'by-text': {
      if (!isConstraintRefusal(reading)) {
        return fail(
          `nothing shows that the bound is looked at, one cause with ${twinId}: ${both}`,
          '400 ValidationError',
          got,
          compared,
        );
      }
      const isToldApart = inside.judgement === 'semantic' || blamesConstraint(reading);
      return isToldApart
        ? undefined
        : fail(
            `both sides of the bound are answered alike, also in their texts, one cause with ${twinId}: ${both}`,
            '400 ValidationError, `failed to satisfy constraint`',
            got,
            { ...compared, level: 'should' },
          );
    }
    case 'refused':
      return undefined;
  }
}

function levelled(level: Level | undefined): { readonly level?: Level } {
  return level === undefined ? {} : { level };
}
