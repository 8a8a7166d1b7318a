/** The Smithy 2.0 JSON AST as it stands on disk, after its form has been checked. */

export type ShapeId = string;
export type Traits = Readonly<Record<string, unknown>>;

export const aggregateTypes = ['list', 'set', 'map', 'structure', 'union', 'enum', 'intEnum'] as const;
export const serviceTypes = ['service', 'resource', 'operation'] as const;
export const simpleTypes = [
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
] as const;

export type ShapeType =
  (typeof aggregateTypes)[number] | (typeof serviceTypes)[number] | (typeof simpleTypes)[number];

export interface Reference {
  readonly target: ShapeId;
}

export interface MemberNode {
  readonly target: ShapeId;
  readonly traits?: Traits;
}

/** One shape. Which fields it has depends on `type`; the reader has checked that they are there. */
export interface ShapeNode {
  readonly type: ShapeType;
  readonly traits?: Traits;
  readonly mixins?: readonly Reference[];
  /** Structures, unions and enums. */
  readonly members?: Readonly<Record<string, MemberNode>>;
  /** Lists. */
  readonly member?: MemberNode;
  /** Maps. */
  readonly key?: MemberNode;
  readonly value?: MemberNode;
  /** Operations. */
  readonly input?: Reference;
  readonly output?: Reference;
  /** Operations and services. */
  readonly errors?: readonly Reference[];
  /** Services and resources. */
  readonly version?: string;
  readonly operations?: readonly Reference[];
  readonly resources?: readonly Reference[];
  readonly rename?: Readonly<Record<ShapeId, string>>;
  readonly create?: Reference;
  readonly put?: Reference;
  readonly read?: Reference;
  readonly update?: Reference;
  readonly delete?: Reference;
  readonly list?: Reference;
  readonly collectionOperations?: readonly Reference[];
}

/** Shapes by absolute ID, in the order of the files; mixins and `apply` statements are resolved. */
export interface Model {
  readonly shapes: ReadonlyMap<ShapeId, ShapeNode>;
  /** Where a shape was defined, for messages about it. */
  readonly origin: ReadonlyMap<ShapeId, string>;
}

/** Members by name with the JSON path to each, whatever the type of the shape. */
export function membersOf(
  shape: ShapeNode,
): readonly (readonly [name: string, node: MemberNode, pointer: string])[] {
  const members: (readonly [string, MemberNode, string])[] = [];
  for (const [name, node] of Object.entries(shape.members ?? {}))
    members.push([name, node, `/members/${name}`]);
  for (const name of ['member', 'key', 'value'] as const) {
    const node = shape[name];
    if (node !== undefined) members.push([name, node, `/${name}`]);
  }
  return members;
}

/** Operations that a service or resource binds by itself, resources below it apart. */
export function boundOperations(shape: ShapeNode): readonly Reference[] {
  const lifecycle = [shape.create, shape.put, shape.read, shape.update, shape.delete, shape.list];
  return [
    ...(shape.operations ?? []),
    ...lifecycle.filter((reference) => reference !== undefined),
    ...(shape.collectionOperations ?? []),
  ];
}
