/**
 * The random phase of a constraint check: generated values of the member, each in the same frame as the witnesses.
 * Legal ones need not be accepted, since most of them mean nothing; they must not be refused for the constraint.
 */
import type { ConstraintSite } from '../../../generated/index.js';
import { constraintArbs } from '../../../generated/arbitraries.js';
import { scalarLength } from '../../../generated/runtime/constraints.js';
import type { CheckContext } from '../../check.js';
import { blamesConstraint, describe, fail, isConstraintRefusal, passed } from '../../judge.js';
import { runProperty } from '../../property.js';
import type { Outcome } from '../../verdict.js';
import { put } from '../../witnesses/input.js';
import { orRefusedSomehow, type MemberPlan } from '../../witnesses/plan.js';
import { labelOf, toleranceOfMember } from '../../witnesses/witnesses.js';
import { ask } from '../ask.js';
import { judgeInside, wantedInside } from './judge-inside.js';
import type { OpenSite } from './site.js';
import { assertLegal, assertSingleFault } from './single-fault.js';

export async function exploreOutside(
  context: CheckContext,
  site: ConstraintSite,
  plan: MemberPlan,
  open: OpenSite,
): Promise<Outcome> {
  return explore(context, site, 'outside', async (value) => {
    const { exchange, reading } = await ask(context, site.operation, put(open.frame, plan.path, value));
    assertSingleFault(site.operation, exchange.request, plan.path, site.kind);
    if (isConstraintRefusal(reading) || isDisputedOutside(site, value)) return passed;
    return fail(`${site.member} breaks ${site.kind}`, '400 ValidationError', describe(reading), {
      exchanges: [exchange],
    });
  });
}

export async function exploreInside(
  context: CheckContext,
  site: ConstraintSite,
  plan: MemberPlan,
  open: OpenSite,
): Promise<Outcome> {
  if (plan.noRandomInside === true) return passed;
  const { textual } = toleranceOfMember(plan, open.facts);
  return explore(context, site, 'inside', async (value) => {
    if (isBetweenBounds(site, value)) return { verdict: 'skip', reason: 'between the two bounds' };
    const { exchange, reading } = await ask(context, site.operation, put(open.frame, plan.path, value));
    assertLegal(site.operation, exchange.request);
    if (judgeInside(reading, site.operation, orRefusedSomehow) !== 'refused') return passed;
    if (isConstraintRefusal(reading) && isDisputed(plan, value)) return passed;
    const wanted = wantedInside(site.operation, orRefusedSomehow);
    const level = textual && blamesConstraint(reading) ? { level: 'should' as const } : {};
    const details = { ...level, exchanges: [exchange] };
    return fail(`${site.member} is legal and refused`, wanted, describe(reading), details);
  });
}

async function explore(
  context: CheckContext,
  site: ConstraintSite,
  side: 'inside' | 'outside',
  predicate: (value: unknown) => Promise<Outcome>,
): Promise<Outcome> {
  const arbs = constraintArbs[site.id];
  if (context.runs === 0 || site.kind === 'required' || arbs === undefined) return passed;
  return runProperty({
    arb: arbs[side]().filter(survivesWire),
    predicate,
    seed: context.seed,
    runs: context.runs,
    path: context.path,
    show: (value) => ({ member: site.member, value: labelOf(value, site.sensitive) }),
  });
}

/** A structure without any member cannot be sent: in a list it would be missing from the number of items. */
export function survivesWire(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(survivesWire);
  if (typeof value !== 'object' || value === null) return true;
  const members: readonly unknown[] = Object.values(value).filter((member) => member !== undefined);
  return members.length > 0 && members.every(survivesWire);
}

/** Letters that every version of Unicode in use knows. */
const oldLetters = /^[\u0020-\u024F\u0400-\u04FF\u3041-\u3096\u30A1-\u30FA\u4E00-\u9FA5\uAC00-\uD7A3]*$/u;

/**
 * True where no source says whether the live service takes a text of the value. It may count characters beyond U+FFFF
 * once or twice; and a class such as `\p{L}` holds what its version of Unicode knows, to which letters are added yearly.
 */
export function isDisputed(plan: Pick<MemberPlan, 'unicodeClass'>, value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).some((item) => isDisputed(plan, item));
  }
  if (typeof value !== 'string') return false;
  return hasWide(value) || (plan.unicodeClass === true && !oldLetters.test(value));
}

function hasWide(text: string): boolean {
  return scalarLength(text) < text.length;
}

/**
 * The same for a value outside of the constraint: too short in characters may be long enough in UTF-16 units, and what
 * is unassigned today may be a letter to a newer endpoint.
 */
export function isDisputedOutside(
  { kind, liveBound }: Pick<ConstraintSite, 'kind' | 'liveBound'>,
  value: unknown,
): boolean {
  if (kind === 'length.min') return typeof value === 'string' && value.length >= Number(liveBound);
  if (kind !== 'pattern' || typeof value !== 'string' || !String(liveBound).includes('\\p{')) return false;
  return new RegExp(String(liveBound), 'u').test(value.replace(/\p{Cn}/gu, 'a'));
}

/** No verdict where the live service is recorded to be more generous than its model. */
function isBetweenBounds({ kind, modelBound, liveBound }: ConstraintSite, value: unknown): boolean {
  if (modelBound === liveBound || typeof value !== 'string') return false;
  const length = scalarLength(value);
  return kind.startsWith('length') && length > Number(modelBound) && length <= Number(liveBound);
}
