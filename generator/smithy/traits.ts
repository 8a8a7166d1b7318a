/** One typed reader per trait that says something about code; every other trait of Smithy's own is known by name. */
import type { ShapeType, Traits } from './ast.js';
import {
  annotation,
  bounds,
  deprecation,
  enumDefinitions,
  fault,
  field,
  formatOfTimestamp,
  lengthBounds,
  mixinDefinition,
  namespaceDefinition,
  object,
  queryError,
  stringOrInteger,
  text,
  texts,
  xmlNameText,
} from './trait-values.js';

export interface Trait<Value> {
  readonly id: string;
  /** Types of shape that the trait may stand on, its members' targets included; `undefined` for any. */
  readonly appliesTo: readonly ShapeType[] | undefined;
  /** The value in its checked form; throws a `Complaint`. */
  read(value: unknown): Value;
  /** The value of the trait among `traits`, `undefined` where it is absent. */
  of(traits: Traits | undefined): Value | undefined;
}

const byId = new Map<string, Trait<unknown>>();

/** The reader of a trait by its ID. */
export function traitById(id: string): Trait<unknown> | undefined {
  return byId.get(id);
}

function define<Value>(
  id: string,
  read: (value: unknown) => Value,
  appliesTo?: readonly ShapeType[],
): Trait<Value> {
  const trait: Trait<Value> = {
    id,
    appliesTo,
    read,
    of: (traits) => (traits !== undefined && Object.hasOwn(traits, id) ? read(traits[id]) : undefined),
  };
  byId.set(id, trait);
  return trait;
}

// Constraints.

const numbers: readonly ShapeType[] = [
  'byte',
  'short',
  'integer',
  'long',
  'float',
  'double',
  'bigInteger',
  'bigDecimal',
  'intEnum',
];

export const required = define('smithy.api#required', annotation);
export const length = define('smithy.api#length', lengthBounds, [
  'string',
  'enum',
  'blob',
  'list',
  'set',
  'map',
]);
export const range = define('smithy.api#range', bounds, numbers);
export const pattern = define('smithy.api#pattern', text, ['string', 'enum']);
export const uniqueItems = define('smithy.api#uniqueItems', annotation, ['list', 'set']);
/** Smithy 1.0: the values of a string. */
export const enumTrait = define('smithy.api#enum', enumDefinitions, ['string', 'enum']);
export const enumValue = define('smithy.api#enumValue', stringOrInteger);

// Documentation and presentation.

export const documentation = define('smithy.api#documentation', text);
export const deprecated = define('smithy.api#deprecated', deprecation);
export const sensitive = define('smithy.api#sensitive', annotation);

// Members and presence.

export const defaultTrait = define('smithy.api#default', (value) => value);
export const clientOptional = define('smithy.api#clientOptional', annotation);
export const idempotencyToken = define('smithy.api#idempotencyToken', annotation, ['string']);
export const hostLabel = define('smithy.api#hostLabel', annotation, ['string', 'enum']);
export const sparse = define('smithy.api#sparse', annotation, ['list', 'set', 'map']);
export const mixin = define('smithy.api#mixin', mixinDefinition);

// The wire.

export const xmlName = define('smithy.api#xmlName', xmlNameText);
export const xmlNamespace = define('smithy.api#xmlNamespace', namespaceDefinition);
export const xmlFlattened = define('smithy.api#xmlFlattened', annotation, ['list', 'set', 'map']);
export const xmlAttribute = define('smithy.api#xmlAttribute', annotation);
export const timestampFormat = define('smithy.api#timestampFormat', formatOfTimestamp, ['timestamp']);
export const endpoint = define('smithy.api#endpoint', (value) =>
  text(field(object(value), 'hostPrefix'), '/hostPrefix'),
);
export const requestCompression = define('smithy.api#requestCompression', (value) =>
  texts(field(object(value), 'encodings'), '/encodings'),
);
export const error = define('smithy.api#error', fault, ['structure']);
export const retryable = define('smithy.api#retryable', object);

// Services.

export const title = define('smithy.api#title', text);
export const auth = define('smithy.api#auth', (value) => texts(value));
export const optionalAuth = define('smithy.api#optionalAuth', annotation);
export const awsQuery = define('aws.protocols#awsQuery', object, ['service']);
export const awsQueryError = define('aws.protocols#awsQueryError', queryError, ['structure']);
export const awsService = define('aws.api#service', (value) => ({
  sdkId: text(field(object(value), 'sdkId'), '/sdkId'),
}));
export const sigv4 = define(
  'aws.auth#sigv4',
  (value) => ({ name: text(field(object(value), 'name'), '/name') }),
  ['service'],
);

/** Traits of `smithy.api` that change no generated code. One that is neither here nor above is a mistake. */
export const inertTraits: ReadonlySet<string> = new Set(
  (
    'addedDefault authDefinition box cors documentation endpoint examples externalDocumentation eventHeader ' +
    'eventPayload http httpApiKeyAuth httpBasicAuth httpBearerAuth httpChecksumRequired httpDigestAuth httpError ' +
    'httpHeader httpLabel httpPayload httpPrefixHeaders httpQuery httpQueryParams httpResponseCode idempotent ' +
    'idRef input internal jsonName mediaType nestedProperties noReplace notProperty output paginated private ' +
    'property protocolDefinition readonly recommended references requiresLength resourceIdentifier since ' +
    'streaming suppress tags trait traitValidators unitType unstable'
  )
    .split(' ')
    .map((name) => `smithy.api#${name}`),
);
