/** Which shapes lead where: closures over the graph of shapes, which may be cyclic. */
import type { Member, Service, Shape } from './ir.js';
import { membersOf } from './shape-kinds.js';

/** Every shape that values of `roots` contain, `roots` included, in model order. */
export function reachable(
  service: Service,
  roots: readonly { readonly members: readonly Member[] }[],
): readonly Shape[] {
  const seen = new Set<unknown>();
  const visit = (members: readonly Member[]): void => {
    for (const { targetShape } of members) {
      if (seen.has(targetShape)) continue;
      seen.add(targetShape);
      visit(membersOf(targetShape));
    }
  };
  for (const root of roots) {
    seen.add(root);
    visit(root.members);
  }
  return service.shapes.filter((shape) => seen.has(shape));
}

/**
 * The shapes for which `member` is true of a member, or that lead to such a shape: the smallest set that is closed
 * under containment.
 */
export function containing(
  service: Service,
  member: (member: Member, owner: Shape) => boolean,
): ReadonlySet<Shape> {
  const found = new Set<Shape>();
  for (let size = -1; size < found.size;) {
    size = found.size;
    for (const shape of service.shapes) {
      if (found.has(shape)) continue;
      if (membersOf(shape).some((own) => member(own, shape) || found.has(own.targetShape))) found.add(shape);
    }
  }
  return found;
}
