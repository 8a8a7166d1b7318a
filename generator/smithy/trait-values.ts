/** The forms that values of traits take on disk: each function checks one and gives it typed. */
import type { ShapeType } from './ast.js';

/** A value that does not have the form its definition asks for. Thrown by readers, reported by the checker. */
export class Complaint extends Error {
  override readonly name = 'Complaint';
  /** JSON pointer below the trait's value. */
  readonly pointer: string;

  constructor(message: string, pointer = '') {
    super(message);
    this.pointer = pointer;
  }
}

/** Bounds of a length or range. */
export interface Bounds {
  readonly min: number | bigint | undefined;
  readonly max: number | bigint | undefined;
}

export function annotation(value: unknown): true {
  object(value);
  return true;
}

export function object(value: unknown): Readonly<Record<string, unknown>> {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Complaint('must be an object');
  return value as Record<string, unknown>;
}

export function field(value: Readonly<Record<string, unknown>>, name: string): unknown {
  if (!Object.hasOwn(value, name)) throw new Complaint(`needs ${name}`);
  return value[name];
}

export function text(value: unknown, pointer = ''): string {
  if (typeof value !== 'string') throw new Complaint('must be a string', pointer);
  return value;
}

export function texts(value: unknown, pointer = ''): readonly string[] {
  if (!Array.isArray(value)) throw new Complaint('must be a list of strings', pointer);
  return value.map((item, index) => text(item, `${pointer}/${index}`));
}

export function bounds(value: unknown): Bounds {
  const { min, max, ...others } = object(value);
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) throw new Complaint(`does not know ${JSON.stringify(unknown)}`);
  if (min === undefined && max === undefined) throw new Complaint('needs min or max');
  for (const [name, bound] of Object.entries({ min, max })) {
    if (bound === undefined) continue;
    if (typeof bound !== 'number' && typeof bound !== 'bigint')
      throw new Complaint('must be a number', `/${name}`);
  }
  const read = { min: min as Bounds['min'], max: max as Bounds['max'] };
  if (read.min !== undefined && read.max !== undefined && read.min > read.max)
    throw new Complaint('has a min above its max');
  return read;
}

export function lengthBounds(value: unknown): Bounds {
  const read = bounds(value);
  for (const [name, bound] of Object.entries(read)) {
    if (bound !== undefined && (!Number.isInteger(bound) || bound < 0)) {
      throw new Complaint('must be a whole number from 0', `/${name}`);
    }
  }
  return read;
}

export function enumDefinitions(value: unknown): readonly { name: string | undefined; value: string }[] {
  if (!Array.isArray(value) || value.length === 0) throw new Complaint('must be a list of definitions');
  return value.map((item: unknown, index) => {
    const definition = object(item);
    const name = definition['name'];
    return {
      name: name === undefined ? undefined : text(name, `/${index}/name`),
      value: text(field(definition, 'value'), `/${index}/value`),
    };
  });
}

export function stringOrInteger(value: unknown): string | number {
  if (typeof value === 'string' || Number.isSafeInteger(value)) return value as string | number;
  throw new Complaint('must be a string or a whole number');
}

export function deprecation(value: unknown): {
  readonly message: string | undefined;
  readonly since: string | undefined;
} {
  const { message, since } = object(value);
  return {
    message: message === undefined ? undefined : text(message, '/message'),
    since: since === undefined ? undefined : text(since, '/since'),
  };
}

export function mixinDefinition(value: unknown): { readonly localTraits: readonly string[] } {
  const { localTraits } = object(value);
  return { localTraits: localTraits === undefined ? [] : texts(localTraits, '/localTraits') };
}

export function xmlNameText(value: unknown): string {
  const name = text(value);
  if (/^[a-zA-Z_][a-zA-Z_0-9-]*(:[a-zA-Z_][a-zA-Z_0-9-]*)?$/.test(name)) return name;
  throw new Complaint('must be an XML name, with at most one prefix');
}

export function namespaceDefinition(value: unknown): {
  readonly uri: string;
  readonly prefix: string | undefined;
} {
  const definition = object(value);
  const prefix = definition['prefix'];
  if (prefix !== undefined && !/^[a-zA-Z_][a-zA-Z_0-9-]*$/.test(text(prefix, '/prefix'))) {
    throw new Complaint('must be an XML name', '/prefix');
  }
  return { uri: text(field(definition, 'uri'), '/uri'), prefix: prefix as string | undefined };
}

export function formatOfTimestamp(value: unknown): 'date-time' | 'epoch-seconds' | 'http-date' {
  if (value === 'date-time' || value === 'epoch-seconds' || value === 'http-date') return value;
  throw new Complaint('must be date-time, epoch-seconds or http-date');
}

/** True where a value of `smithy.api#default` is one that members of a type can have: collections are empty. */
export function isDefaultOf(type: ShapeType, value: unknown): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
    case 'enum':
      return typeof value === 'string';
    case 'byte':
    case 'short':
    case 'integer':
    case 'intEnum':
      return Number.isInteger(value);
    case 'long':
    case 'bigInteger':
      return typeof value === 'bigint' || Number.isInteger(value);
    case 'float':
    case 'double':
    case 'bigDecimal':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'blob':
      return typeof value === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
    case 'timestamp':
      return typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
    case 'list':
    case 'set':
      return Array.isArray(value) && value.length === 0;
    case 'map':
      return isEmptyObject(value);
    case 'structure':
    case 'union':
    case 'document':
    case 'service':
    case 'resource':
    case 'operation':
      return false;
  }
}

function isEmptyObject(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  );
}

export function fault(value: unknown): 'client' | 'server' {
  if (value === 'client' || value === 'server') return value;
  throw new Complaint('must be client or server');
}

export function queryError(value: unknown): { readonly code: string; readonly httpResponseCode: number } {
  const definition = object(value);
  const status = field(definition, 'httpResponseCode');
  if (!Number.isInteger(status) || (status as number) < 100 || (status as number) > 599) {
    throw new Complaint('must be an HTTP status code', '/httpResponseCode');
  }
  return { code: text(field(definition, 'code'), '/code'), httpResponseCode: status as number };
}
