/** Shapes whose values can contain values of the same shape. */
import type { Service, Shape } from './ir.js';
import { membersOf } from './shape-kinds.js';

/** For each recursive shape the group of shapes that lead to it and back; other shapes are in no group. */
export function recursiveGroups(service: Service): ReadonlyMap<Shape, ReadonlySet<Shape>> {
  const below = new Map<Shape, ReadonlySet<Shape>>();
  for (const shape of service.shapes) below.set(shape, shapesBelow(shape));
  const groups = new Map<Shape, ReadonlySet<Shape>>();
  for (const [shape, reached] of below) {
    if (reached.has(shape))
      groups.set(shape, new Set([...reached].filter((other) => below.get(other)?.has(shape) === true)));
  }
  return groups;
}

function shapesBelow(shape: Shape): ReadonlySet<Shape> {
  const seen = new Set<Shape>();
  const waiting = [shape];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { targetShape } of membersOf(next)) {
      if (!seen.has(targetShape)) waiting.push(targetShape);
      seen.add(targetShape);
    }
  }
  return seen;
}
