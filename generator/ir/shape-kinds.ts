/** Shapes that hold others, and those that do not. */
import type { Member, Shape, SimpleShape } from './ir.js';

/** True for shapes whose values are scalars: text, numbers, booleans, blobs, timestamps and enums. */
export function isSimple(shape: Shape): shape is SimpleShape {
  return (
    shape.kind !== 'structure' && shape.kind !== 'union' && shape.kind !== 'list' && shape.kind !== 'map'
  );
}

/** Members of any shape; none for simple ones. */
export function membersOf(shape: Shape): readonly Member[] {
  if (isSimple(shape)) return [];
  if (shape.kind === 'list') return [shape.member];
  return shape.kind === 'map' ? [shape.key, shape.value] : shape.members;
}
