/** Flattens mixins: members of the mixins come first, their traits are inherited, later ones win. */
import type { MemberNode, ShapeNode, Traits } from './ast.js';
import type { Report } from './check.js';
import { mixin } from './traits.js';

/** Every shape without `mixins`, its members and traits complete. Reports cycles and mixins that are not defined. */
export function flattenMixins(
  shapes: ReadonlyMap<string, ShapeNode>,
  reportAt: (id: string) => Report,
): Map<string, ShapeNode> {
  const flat = new Map<string, ShapeNode>();
  const open = new Set<string>();
  const flatten = (id: string, shape: ShapeNode): ShapeNode => {
    const done = flat.get(id);
    if (done !== undefined) return done;
    open.add(id);
    const parents = (shape.mixins ?? []).flatMap(({ target }, index) => {
      const parent = shapes.get(target);
      const pointer = `/mixins/${index}/target`;
      if (parent === undefined) reportAt(id)(`mixes in ${target}, which is not defined`, pointer);
      else if (open.has(target)) reportAt(id)(`mixes in ${target}, which mixes it in again`, pointer);
      else return [flatten(target, parent)];
      return [];
    });
    open.delete(id);
    const result = parents.length === 0 ? shape : mixInto(shape, parents);
    flat.set(id, result);
    return result;
  };
  // In the order of the model, whatever order mixins are met in.
  return new Map([...shapes].map(([id, shape]) => [id, flatten(id, shape)]));
}

function mixInto({ mixins: _mixins, ...own }: ShapeNode, parents: readonly ShapeNode[]): ShapeNode {
  const members = new Map<string, MemberNode>();
  const traits: Record<string, unknown> = {};
  for (const shape of [...parents, own]) {
    for (const [name, member] of Object.entries(shape.members ?? {})) {
      members.set(name, { ...member, traits: { ...members.get(name)?.traits, ...member.traits } });
    }
    Object.assign(traits, shape === own ? own.traits : inheritable(shape.traits));
  }
  const list = parents.find((parent) => parent.member !== undefined)?.member;
  return {
    ...own,
    traits,
    ...(own.members === undefined && members.size === 0 ? {} : { members: Object.fromEntries(members) }),
    ...(own.member === undefined && list !== undefined ? { member: list } : {}),
    ...(own.operations === undefined ? {} : { operations: own.operations }),
  };
}

function inheritable(traits: Traits | undefined): Traits {
  const local = new Set([mixin.id, ...(mixin.of(traits)?.localTraits ?? [])]);
  return Object.fromEntries(Object.entries(traits ?? {}).filter(([id]) => !local.has(id)));
}
