/** The shapes of Smithy's prelude that models target without defining them. */
import type { ShapeNode, ShapeType } from './ast.js';

const types: readonly ShapeType[] = [
  'blob',
  'boolean',
  'string',
  'byte',
  'short',
  'integer',
  'long',
  'float',
  'double',
  'bigInteger',
  'bigDecimal',
  'timestamp',
  'document',
];
const primitives: readonly ShapeType[] = ['boolean', 'byte', 'short', 'integer', 'long', 'float', 'double'];

/** `smithy.api#String` and its like, the primitives of Smithy 1.0 and `smithy.api#Unit`. */
export const prelude: ReadonlyMap<string, ShapeNode> = new Map<string, ShapeNode>([
  ...types.map((type) => [`smithy.api#${capitalized(type)}`, { type }] as const),
  ...primitives.map((type) => [`smithy.api#Primitive${capitalized(type)}`, { type }] as const),
  [unitId(), { type: 'structure', members: {}, traits: { 'smithy.api#unitType': {} } }],
]);

/** The ID of the shape that stands for "nothing": no input, no output, members of enums. */
export function unitId(): string {
  return 'smithy.api#Unit';
}

function capitalized(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}
