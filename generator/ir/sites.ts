/** Constraint sites: every bound of every member path of an operation's input. */
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

function isViolable({ targetShape }: Member, constraint: Constraint): boolean {
  const [min, max] = limits[targetShape.kind as SimpleKind] ?? [undefined, undefined];
  switch (constraint.kind) {
    case 'length.min':
      return constraint.liveBound > 0;
    case 'range.min':
      return min === undefined || constraint.liveBound > min;
    case 'range.max':
      return max === undefined || constraint.liveBound < max;
    case 'required':
    case 'length.max':
    case 'pattern':
    case 'enum':
    case 'uniqueItems':
      return true;
  }
}
