/** Builds shapes of the IR from those of the AST, each once; recursive models become cyclic graphs. */
import { unitId } from '../smithy/prelude.js';
import type { MemberNode, ShapeNode } from '../smithy/ast.js';
import type { Errata } from '../smithy/errata.js';
import * as traits from '../smithy/traits.js';
import { buildConstraints, buildEnumValues } from './constraints.js';
import { plainText } from './documentation.js';
import type { DefaultValue, ErrorShape, Member, NamedShape, Shape, ShapeId, StructureShape } from './ir.js';
import { propertyName } from './names.js';
import type { Namer } from './names.js';

export interface ShapeSource {
  find(id: ShapeId): ShapeNode;
  /** TypeScript name of a shape, before it is made unique. */
  nameOf(id: ShapeId): string;
  readonly namer: Namer;
  readonly errata: Errata;
}

/** Builds on demand and remembers; `built` holds every shape asked for and all that they reach. */
export class ShapeBuilder {
  readonly built = new Map<ShapeId, NamedShape>();
  readonly #source: ShapeSource;

  constructor(source: ShapeSource) {
    this.#source = source;
  }

  /** The shape of an ID. */
  shape(id: ShapeId): Shape {
    const known = this.built.get(id);
    if (known !== undefined) return known;
    const node = this.#source.find(id);
    const base = this.#base(id, node);
    switch (node.type) {
      case 'list':
      case 'set': {
        const list = { ...base, kind: 'list', sparse: traits.sparse.of(node.traits) ?? false } as const;
        return this.#fill(id, list, () => ({ member: this.#element(id, node, 'member') }));
      }
      case 'map': {
        const map = { ...base, kind: 'map', sparse: traits.sparse.of(node.traits) ?? false } as const;
        return this.#fill(id, map, () => ({
          key: this.#element(id, node, 'key'),
          value: this.#element(id, node, 'value'),
        }));
      }
      case 'structure':
      case 'union':
        return this.#fill(id, { ...base, kind: node.type }, () => ({
          members: this.#members(id, node, 'structure'),
        }));
      case 'blob':
      case 'boolean':
      case 'string':
      case 'byte':
      case 'short':
      case 'integer':
      case 'long':
      case 'float':
      case 'double':
      case 'bigInteger':
      case 'bigDecimal':
      case 'timestamp':
      case 'enum':
      case 'intEnum': {
        const enumValues = buildEnumValues(node, (own) => plainText(traits.documentation.of(own)));
        const constraints = buildConstraints([{ id, traits: node.traits }], enumValues, this.#source.errata);
        const kind = node.type === 'string' && enumValues !== undefined ? 'enum' : node.type;
        return this.#fill(id, { ...base, kind, enumValues, constraints }, () => ({}));
      }
      case 'document':
      case 'service':
      case 'resource':
      case 'operation':
        throw new TypeError(`${id}, a ${node.type}, holds no value that awsQuery can carry`);
    }
  }

  /** A structure as an input or output; `smithy.api#Unit` becomes an empty one named `name`. */
  structure(id: ShapeId, name: string): StructureShape {
    if (id === unitId()) {
      const empty = {
        id,
        name: this.#source.namer.name(name),
        kind: 'structure',
        members: [],
        constraints: [],
      } as const;
      const shape = { ...empty, documentation: undefined, deprecated: undefined, sensitive: false };
      this.built.set(`${id}:${name}`, shape);
      return shape;
    }
    const shape = this.shape(id);
    if (shape.kind !== 'structure') throw new TypeError(`${id} is not a structure`);
    return shape;
  }

  /** An error; not among `built`. */
  error(id: ShapeId): ErrorShape {
    const node = this.#source.find(id);
    const fault = traits.error.of(node.traits) ?? 'client';
    const query = traits.awsQueryError.of(node.traits);
    return {
      // With `Content` behind it, it is the name of what the error carries.
      ...this.#base(id, node, ['Content']),
      kind: 'error',
      members: this.#members(id, node, 'error'),
      code: query?.code ?? this.#source.nameOf(id),
      status: query?.httpResponseCode ?? (fault === 'client' ? 400 : 500),
      fault,
      retryable: traits.retryable.of(node.traits) !== undefined,
    };
  }

  #base(
    id: ShapeId,
    { traits: own }: ShapeNode,
    endings: readonly string[] = [],
  ): Pick<Shape, 'id' | 'name' | 'documentation' | 'deprecated' | 'sensitive' | 'constraints'> {
    return {
      id,
      name: this.#source.namer.name(this.#source.nameOf(id), endings),
      documentation: plainText(traits.documentation.of(own)),
      deprecated: deprecation(own),
      sensitive: traits.sensitive.of(own) !== undefined || this.#secret(id),
      constraints: buildConstraints([{ id, traits: own }], undefined, this.#source.errata),
    };
  }

  /** Registers a shape before its members are built: they may lead back to it. */
  #fill<Base extends object, Rest extends object>(
    id: ShapeId,
    base: Base,
    rest: () => Rest,
  ): Base & Rest & Shape {
    const shape = base as Base & Rest & Shape;
    this.built.set(id, shape);
    return Object.assign(shape, rest());
  }

  #members(id: ShapeId, node: ShapeNode, owner: 'structure' | 'error'): readonly Member[] {
    return Object.entries(node.members ?? {}).map(([name, member]) =>
      this.#member(`${id}$${name}`, name, member, owner),
    );
  }

  #element(id: ShapeId, node: ShapeNode, name: 'member' | 'key' | 'value'): Member {
    const member = node[name];
    if (member === undefined) throw new TypeError(`${id} has no ${name}`);
    return this.#member(`${id}$${name}`, name, member, 'structure');
  }

  #member(
    id: ShapeId,
    name: string,
    { target, traits: own }: MemberNode,
    owner: 'structure' | 'error',
  ): Member {
    const targetShape = this.shape(target);
    const targetTraits = this.#source.find(target).traits;
    const enumValues = 'enumValues' in targetShape ? targetShape.enumValues : undefined;
    const carriers = [
      { id, traits: own },
      { id: target, traits: targetTraits },
    ];
    return {
      id,
      name,
      property: propertyName(name, owner),
      targetShape,
      documentation: plainText(traits.documentation.of(own)) ?? targetShape.documentation,
      deprecated: deprecation(own),
      required: traits.required.of(own) !== undefined,
      sensitive: traits.sensitive.of(own) !== undefined || targetShape.sensitive || this.#secret(id),
      default: traits.clientOptional.of(own) === undefined ? defaultValue(own) : undefined,
      serverDefault: defaultValue(own),
      idempotencyToken: traits.idempotencyToken.of(own) !== undefined,
      hostLabel: traits.hostLabel.of(own) !== undefined,
      wireName: traits.xmlName.of(own) ?? name,
      flattened: traits.xmlFlattened.of(own) !== undefined,
      xmlAttribute: traits.xmlAttribute.of(own) !== undefined,
      xmlNamespace: traits.xmlNamespace.of(own),
      timestampFormat:
        traits.timestampFormat.of(own) ?? traits.timestampFormat.of(targetTraits) ?? 'date-time',
      constraints: buildConstraints(carriers, enumValues, this.#source.errata),
    };
  }

  #secret(id: ShapeId): boolean {
    return this.#source.errata.entries.some(({ sensitive }) => sensitive === id);
  }
}

function deprecation(own: ShapeNode['traits']): string | undefined {
  const value = traits.deprecated.of(own);
  return (
    value &&
    (plainText(value.message) ??
      (value.since === undefined ? 'Deprecated by the service.' : `Since ${value.since}.`))
  );
}

/** The member's own default: that of its target is repeated there, or taken back by null. */
function defaultValue(own: ShapeNode['traits']): DefaultValue | undefined {
  return (traits.defaultTrait.of(own) ?? undefined) as DefaultValue | undefined;
}
