/**
 * What of an input can arrive at a server at all. A form has keys for scalars alone, and `L=` for an empty list: what
 * holds no scalar is sent as nothing, so that no server can tell it from what is absent.
 */
import type { Shape } from '../ir/ir.js';
import { isSimple } from '../ir/shape-kinds.js';
import type { Owner } from './values.js';

/** The part of a value that a form can carry, and why it is not the whole. */
export interface Arriving {
  readonly value: Readonly<Record<string, unknown>>;
  /** One sentence for each loss; none where the whole value arrives. */
  readonly losses: readonly string[];
}

/** The part of an input, as generated code takes it, that arrives. */
export function arrivingPart(input: Owner, value: Readonly<Record<string, unknown>>): Arriving {
  const losses: string[] = [];
  return { value: membersOf(input, value, 'params', losses) ?? {}, losses };
}

type Fields = Readonly<Record<string, unknown>>;

function membersOf(owner: Owner, value: Fields, at: string, losses: string[]): Fields | undefined {
  const kept: Record<string, unknown> = {};
  for (const { name, property, targetShape } of owner.members) {
    const given = value[property];
    if (given === undefined || given === null) continue;
    const arrived = part(targetShape, given, `${at}.${name}`, losses);
    if (arrived !== undefined) kept[property] = arrived;
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** `undefined` where nothing is sent. */
function part(shape: Shape, value: unknown, at: string, losses: string[]): unknown {
  if (isSimple(shape)) return value;
  const lost = (what: string, where = at): undefined => {
    losses.push(`a form cannot carry ${what}, which is sent as nothing (${where})`);
    return undefined;
  };
  const partOf = (item: unknown, target: Shape, where: string): unknown => {
    return item === null ? lost('null', where) : part(target, item, where, losses);
  };
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return membersOf(shape, value as Fields, at, losses) ?? lost('an empty structure');
    case 'list': {
      const items = value as readonly unknown[];
      if (items.length === 0) return items;
      const arrived = items
        .map((item, index) => partOf(item, shape.member.targetShape, `${at}[${index}]`))
        .filter((item) => item !== undefined);
      return arrived.length === 0 ? undefined : arrived;
    }
    case 'map': {
      const entries = Object.entries(value as Fields);
      if (entries.length === 0) return lost('an empty map');
      const arrived = entries.flatMap(([key, item]) => {
        const kept = partOf(item, shape.value.targetShape, `${at}.${key}`);
        return kept === undefined ? [] : [[key, kept] as const];
      });
      return arrived.length === 0 ? undefined : Object.fromEntries(arrived);
    }
  }
}
