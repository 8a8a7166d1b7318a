/** Constraint sites: every bound of every member path of an operation's input. */
import { sample } from 'fast-check';
import { outsidePatternArb } from '../runtime/arbitraries/strings.js';
import type { Constraint, Member, Operation, Shape, SimpleKind } from './ir.js';
import { membersOf } from './shape-kinds.js';

export interface Site {
  readonly operation: Operation;
  /** Members from the input down; `member`, `key` and `value` for content of lists and maps. */
  readonly members: readonly Member[];
  readonly constraint: Constraint;
  /** False where no value of the type breaks the live bound: a length of at least 0. */
  readonly violable: boolean;
}

/** Member names from the input down, `Tags.member.Key`. */
export function sitePath(site: Site): string {
  return site.members.map(({ name }) => name).join('.');
}

/** `AssumeRole/Tags.member.Key/length.max`. */
export function siteId(site: Site): string {
  return `${site.operation.name}/${sitePath(site)}/${site.constraint.kind}`;
}

/** Longest text or list that tests can be expected to make: one more is too long for a string, or for memory. */
const longest = 2 ** 26;

/** Answers by rules: the question takes time, and members of one shape ask the same. */
const breakable = new Map<string, boolean>();

/** True where there is a text that breaks the pattern alone: `.*` without anchors has none. */
function isBreakable(pattern: string, constraints: readonly Constraint[]): boolean {
  const [min, max] = ['length.min', 'length.max'].map((kind) => {
    const found = constraints.find((constraint) => constraint.kind === kind);
    return found !== undefined && 'modelBound' in found ? Number(found.liveBound) : undefined;
  });
  const key = JSON.stringify([pattern, min, max]);
  const known = breakable.get(key);
  if (known !== undefined) return known;
  let answer = true;
  try {
    sample(outsidePatternArb({ pattern, min, max }), { numRuns: 1, seed: 1 });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    answer = false;
  }
  breakable.set(key, answer);
  return answer;
}

/** Sites of an operation in model order. A recursive shape is entered once on each path. */
export function sitesOf(operation: Operation): readonly Site[] {
  const sites: Site[] = [];
  const visit = (shape: Shape, members: readonly Member[], open: readonly Shape[]): void => {
    if (open.includes(shape)) return;
    for (const member of membersOf(shape)) {
      const path = [...members, member];
      for (const constraint of member.constraints) {
        sites.push({ operation, members: path, constraint, violable: isViolable(member, constraint) });
      }
      visit(member.targetShape, path, [...open, shape]);
    }
  };
  visit(operation.input, [], []);
  return sites;
}

const limits: Readonly<Partial<Record<SimpleKind, readonly [min: bigint, max: bigint]>>> = {
  byte: [-128n, 127n],
  short: [-32_768n, 32_767n],
  integer: [-2_147_483_648n, 2_147_483_647n],
  intEnum: [-2_147_483_648n, 2_147_483_647n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
};

function isViolable({ targetShape, constraints }: Member, constraint: Constraint): boolean {
  const [min, max] = limits[targetShape.kind as SimpleKind] ?? [undefined, undefined];
  switch (constraint.kind) {
    case 'length.min':
      return constraint.liveBound > 0;
    case 'range.min':
      return min === undefined || constraint.liveBound > min;
    case 'range.max':
      return max === undefined || constraint.liveBound < max;
    case 'length.max':
      return constraint.liveBound < longest;
    case 'pattern':
      return isBreakable(constraint.liveBound, constraints);
    case 'uniqueItems':
      return !constraints.some((other) => other.kind === 'length.max' && other.liveBound < 2);
    case 'required':
    case 'enum':
      return true;
  }
}
