/**
 * A value just outside of the bound is refused as ValidationError, while an ordinary one is not. Where a later rule
 * would answer the same code, the text must blame the constraint; texts weigh no more than should.
 */
import type { ConstraintSite } from '../../../generated/index.js';
import type { CheckContext } from '../../check.js';
import { blamesConstraint, describe, fail, isConstraintRefusal } from '../../judge.js';
import { HarnessError, type Outcome } from '../../verdict.js';
import { put } from '../../witnesses/input.js';
import type { MemberPlan } from '../../witnesses/plan.js';
import { outsideWitnesses, toleranceAt, toleranceOfMember } from '../../witnesses/witnesses.js';
import { ask } from '../ask.js';
import { judgeInside, levelOfRefusal, wantedInside } from './judge-inside.js';
import { exploreOutside } from './random.js';
import { openSite } from './site.js';
import { assertLegal, assertSingleFault } from './single-fault.js';

export async function judgeOutsideOf(
  context: CheckContext,
  site: ConstraintSite,
  plan: MemberPlan,
): Promise<Outcome> {
  const open = await openSite(context, site.operation, plan);
  const tolerance = toleranceOfMember(plan, open.facts);
  const twin = await ask(context, site.operation, open.frame);
  assertLegal(site.operation, twin.exchange.request);
  const twinJudgement = judgeInside(twin.reading, site.operation, tolerance);
  if (twinJudgement === 'refused') {
    const level = levelOfRefusal(twin.reading, tolerance);
    return fail(
      `an ordinary value of ${site.member} is refused, too: a refusal shows nothing`,
      wantedInside(site.operation, tolerance),
      describe(twin.reading),
      level === undefined ? {} : { level },
    );
  }
  const needsBlame =
    twinJudgement === 'by-text' ||
    toleranceAt(site, plan, open.facts).textual ||
    plan.alsoRefusedByText?.[site.kind] === true;
  const witnesses = await outsideWitnesses(site, plan, open.facts);
  if (witnesses.length === 0) throw new HarnessError(`no witness for ${site.id}`);
  for (const { label, value, level } of witnesses) {
    const { exchange, reading } = await ask(context, site.operation, put(open.frame, plan.path, value));
    assertSingleFault(site.operation, exchange.request, plan.path, site.kind);
    const got = describe(reading);
    const details = { counterexample: { member: site.member, value: label } };
    if (!isConstraintRefusal(reading)) {
      return fail(`${site.member} with ${label} breaks ${site.kind}`, '400 ValidationError', got, {
        ...details,
        ...(level === undefined ? {} : { level }),
      });
    }
    if (needsBlame && !blamesConstraint(reading)) {
      return fail(
        `${site.member} with ${label} may have been refused by another rule: no text says that it breaks ${site.kind}`,
        '400 ValidationError, `failed to satisfy constraint`',
        got,
        { ...details, level: 'should' },
      );
    }
  }
  return exploreOutside(context, site, plan, open);
}
