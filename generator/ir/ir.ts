/**
 * The intermediate representation: a service of a Smithy model with every target resolved, every trait read and
 * every default applied. Built once from the AST, read by every emitter; nothing in it points back to the AST.
 */

/** Where a fact of the model comes from: an absolute shape ID, with `$member` for members. */
export type ShapeId = string;

export interface Service {
  readonly id: ShapeId;
  /** Shape name of the service. */
  readonly name: string;
  /** `aws.api#service` sdkId without blanks, else the shape name: the stem of client and base exception names. */
  readonly sdkName: string;
  readonly version: string;
  /** `smithy.api#xmlNamespace` uri. */
  readonly xmlNamespace: string;
  readonly signingName: string | undefined;
  readonly documentation: string | undefined;
  readonly operations: readonly Operation[];
  /** Every shape that an operation reaches, each once, in model order; errors apart. */
  readonly shapes: readonly NamedShape[];
  readonly errors: readonly ErrorShape[];
}

export interface Operation {
  readonly id: ShapeId;
  readonly name: string;
  /** Empty structures of our own stand for `smithy.api#Unit`. */
  readonly input: StructureShape;
  readonly output: StructureShape;
  /** False where the model has no output (`smithy.api#Unit`): no Result element is written. */
  readonly hasOutput: boolean;
  readonly errors: readonly ErrorShape[];
  /** Auth schemes in order of priority; empty and `optional` for operations that need no signature. */
  readonly auth: readonly string[];
  readonly optionalAuth: boolean;
  readonly documentation: string | undefined;
  readonly deprecated: string | undefined;
  /** `smithy.api#endpoint` hostPrefix, labels included. */
  readonly hostPrefix: string | undefined;
  /** `smithy.api#requestCompression`: gzip is the only encoding awsQuery knows. */
  readonly requestCompression: boolean;
}

export type SimpleKind =
  | 'string'
  | 'enum'
  | 'intEnum'
  | 'boolean'
  | 'byte'
  | 'short'
  | 'integer'
  | 'long'
  | 'float'
  | 'double'
  | 'bigInteger'
  | 'bigDecimal'
  | 'blob'
  | 'timestamp';

export type Shape = SimpleShape | ListShape | MapShape | StructureShape | UnionShape;
export type NamedShape = Shape;

interface ShapeBase {
  readonly id: ShapeId;
  /** TypeScript name, unique in the service. */
  readonly name: string;
  readonly documentation: string | undefined;
  readonly deprecated: string | undefined;
  readonly sensitive: boolean;
  /** Constraints of the shape alone, as they hold where no member's own trait replaces them. */
  readonly constraints: readonly Constraint[];
}

export type TimestampFormat = 'date-time' | 'epoch-seconds' | 'http-date';

export interface SimpleShape extends ShapeBase {
  readonly kind: SimpleKind;
  /** Enum members in model order; values are strings for `enum`, numbers for `intEnum`. */
  readonly enumValues: readonly EnumValue[] | undefined;
}

export interface EnumValue {
  readonly name: string;
  readonly value: string | number;
  readonly documentation: string | undefined;
}

export interface ListShape extends ShapeBase {
  readonly kind: 'list';
  readonly member: Member;
  readonly sparse: boolean;
}

export interface MapShape extends ShapeBase {
  readonly kind: 'map';
  readonly key: Member;
  readonly value: Member;
  readonly sparse: boolean;
}

export interface StructureShape extends ShapeBase {
  readonly kind: 'structure';
  readonly members: readonly Member[];
}

export interface UnionShape extends ShapeBase {
  readonly kind: 'union';
  readonly members: readonly Member[];
}

export interface ErrorShape extends Omit<StructureShape, 'kind'> {
  readonly kind: 'error';
  /** `aws.protocols#awsQueryError` code, else the shape name. */
  readonly code: string;
  /** `aws.protocols#awsQueryError` httpResponseCode, else 400 or 500 by fault. */
  readonly status: number;
  readonly fault: 'client' | 'server';
  readonly retryable: boolean;
}

/** Lists and maps can only default to empty ones, `[]` and `{}`. */
export type DefaultValue =
  boolean | number | bigint | string | readonly never[] | Readonly<Record<string, never>>;

/** A member of a structure, union, list or map: what its own traits and its target's traits say together. */
export interface Member {
  readonly id: ShapeId;
  /** Name in the model; `member`, `key`, `value` in lists and maps. */
  readonly name: string;
  /** Name of the TypeScript property: `name`, unless every object has a property of that name. */
  readonly property: string;
  /** Smithy target, resolved. Recursive models make this a cycle. */
  readonly targetShape: Shape;
  readonly documentation: string | undefined;
  readonly deprecated: string | undefined;
  readonly required: boolean;
  readonly sensitive: boolean;
  /** Value that a client assumes where the member is absent; `undefined` where there is none, or the model leaves it open. */
  readonly default: DefaultValue | undefined;
  /** Value that a server assumes: `smithy.api#clientOptional` leaves nothing open to it. */
  readonly serverDefault: DefaultValue | undefined;
  readonly idempotencyToken: boolean;
  readonly hostLabel: boolean;
  /** Segment of the form key and name of the XML element: `smithy.api#xmlName`, else the member name. */
  readonly wireName: string;
  readonly flattened: boolean;
  readonly xmlAttribute: boolean;
  readonly xmlNamespace: { readonly uri: string; readonly prefix: string | undefined } | undefined;
  /** Set where the target is a timestamp. */
  readonly timestampFormat: TimestampFormat;
  /** All constraints that hold for the value of this member, `required` included, in one fixed order. */
  readonly constraints: readonly Constraint[];
}

/** A bound of the model and, where an erratum changes it, of the live service. */
interface ConstraintBase {
  /** Shape ID and trait that set it: `ns#shape$member` or `ns#shape`, then the trait ID. */
  readonly source: { readonly shape: ShapeId; readonly trait: ShapeId };
  /** ID of the erratum, where `liveBound` differs from the model's. */
  readonly evidence: string | undefined;
}

export type Constraint =
  | (ConstraintBase & { readonly kind: 'required' })
  | (ConstraintBase & {
      readonly kind: 'length.min' | 'length.max' | 'range.min' | 'range.max';
      /** A bigint where a number would lose digits. */
      readonly modelBound: number | bigint;
      readonly liveBound: number | bigint;
    })
  | (ConstraintBase & { readonly kind: 'pattern'; readonly modelBound: string; readonly liveBound: string })
  | (ConstraintBase & { readonly kind: 'enum'; readonly values: readonly (string | number)[] })
  | (ConstraintBase & { readonly kind: 'uniqueItems' });

export type ConstraintKind = Constraint['kind'];
