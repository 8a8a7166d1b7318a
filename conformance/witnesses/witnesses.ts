/** The values at which a constraint site is judged: on the bound, and just outside of it. */
import type { ConstraintSite } from '../../generated/index.js';
import { scalarLength } from '../../generated/runtime/constraints.js';
import type { Level } from '../verdict.js';
import { omitted } from './input.js';
import type { Facts, MemberPlan, Tolerance } from './plan.js';

export interface Witness {
  /** The value in a few words, fit for a report: nothing long, nothing sensitive. */
  readonly label: string;
  readonly value: unknown;
  /** Weight of a finding with this value, where it is less than the check's. */
  readonly level?: Level;
}

/** Values that satisfy every constraint, this one as narrowly as can be. Empty for `required`: the frame itself. */
export async function insideWitnesses(
  site: ConstraintSite,
  plan: MemberPlan,
  facts: Facts,
): Promise<readonly Witness[]> {
  const further = (plan.further?.[site.kind] ?? []).map(({ value, level }) => witness(site, value, level));
  return [...(await insideAtBound(site, plan, facts)), ...further];
}

async function insideAtBound(
  site: ConstraintSite,
  plan: MemberPlan,
  facts: Facts,
): Promise<readonly Witness[]> {
  switch (site.kind) {
    case 'length.min':
      return [witness(site, await lengthened(plan, Number(site.liveBound), facts))];
    case 'length.max':
      return insideMaximum(site, plan, facts);
    case 'range.min':
    case 'range.max':
      return [witness(site, Number(site.liveBound))];
    case 'pattern':
      return (plan.inPattern?.(facts) ?? []).map((value) => witness(site, value));
    case 'required':
    case 'enum':
    case 'uniqueItems':
      return [];
  }
}

/**
 * Where the live bound is wider than the model's, only the model's may be demanded. More than half of the bound in
 * characters of two UTF-16 units is legal, too, and shows who counts units or bytes; nobody has recorded that one live,
 * where bytes are known not to count, and units are not.
 */
async function insideMaximum(
  site: ConstraintSite,
  plan: MemberPlan,
  facts: Facts,
): Promise<readonly Witness[]> {
  const demanded = Number(site.modelBound);
  const live = Number(site.liveBound);
  const wide = plan.wideCharacter?.repeat(Math.floor(demanded / 2) + 1);
  return [
    witness(site, await lengthened(plan, demanded, facts)),
    ...(live > demanded ? [witness(site, await lengthened(plan, live, facts), 'may')] : []),
    ...(wide === undefined ? [] : [witness(site, wide, 'may')]),
  ];
}

/** Values that break this constraint and nothing else (an empty text may break a pattern along with its length). */
export async function outsideWitnesses(
  site: ConstraintSite,
  plan: MemberPlan,
  facts: Facts,
): Promise<readonly Witness[]> {
  const bound = Number(site.liveBound);
  switch (site.kind) {
    case 'required':
      return [witness(site, omitted)];
    case 'length.min':
      return shorter(site, plan, facts);
    case 'length.max':
      return [witness(site, await lengthened(plan, bound + 1, facts))];
    case 'range.min':
      return distinct([bound - 1, -1, -2_147_483_648]).map((value) => witness(site, value));
    case 'range.max':
      return [bound + 1, 2_147_483_647].map((value) => witness(site, value));
    case 'pattern':
      return (plan.outOfPattern?.(facts) ?? []).map((value) => witness(site, value));
    case 'enum':
    case 'uniqueItems':
      return [];
  }
}

async function shorter(site: ConstraintSite, plan: MemberPlan, facts: Facts): Promise<readonly Witness[]> {
  const length = Number(site.liveBound) - 1;
  const wide = length * 2 > length + 1 ? plan.wideCharacter?.repeat(length) : undefined;
  return [
    witness(site, await lengthened(plan, length, facts)),
    ...(length === 0 ? [] : [witness(site, await lengthened(plan, 0, facts))]),
    ...(wide === undefined ? [] : [witness(site, wide, 'may')]),
  ];
}

/** What a correct endpoint may answer to legal values at this site. */
export function toleranceAt(site: ConstraintSite, plan: MemberPlan, facts: Facts): Tolerance {
  return plan.toleranceOf?.[site.kind] ?? toleranceOfMember(plan, facts);
}

/** What it may answer to an ordinary value of the member. */
export function toleranceOfMember(plan: MemberPlan, facts: Facts): Tolerance {
  return typeof plan.tolerance === 'function' ? plan.tolerance(facts) : plan.tolerance;
}

async function lengthened(plan: MemberPlan, length: number, facts: Facts): Promise<unknown> {
  if (plan.ofLength === undefined)
    throw new RangeError(`no value of a given length for ${plan.path.join('.')}`);
  return plan.ofLength(length, facts);
}

function witness(site: ConstraintSite, value: unknown, level?: Level): Witness {
  const label = labelOf(value, site.sensitive);
  return level === undefined ? { label, value } : { label, value, level };
}

/** A value in a few words. Short texts are shown as JSON, so that a line feed or a strange letter can be seen. */
export function labelOf(value: unknown, sensitive: boolean): string {
  if (value === omitted) return 'no value';
  if (Array.isArray(value)) return `${value.length} items`;
  if (typeof value !== 'string') return String(value);
  const length = scalarLength(value);
  if (sensitive || length > 80) return `${length} characters`;
  return JSON.stringify(value).replace(/[^\x20-\x7e]/gu, escapeUnit);
}

function escapeUnit(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}

function distinct(values: readonly number[]): readonly number[] {
  return [...new Set(values)];
}
