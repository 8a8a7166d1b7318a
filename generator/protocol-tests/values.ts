/**
 * Values of cases and of generated code. In a case all values are JSON: a blob is text, a timestamp epoch seconds, NaN
 * and the infinities are strings. Everything here is told what the model says, never what the generated code says.
 */
import type { ErrorShape, Shape, SimpleShape } from '../ir/ir.js';
import { isSimple } from '../ir/shape-kinds.js';
import { isRecord } from '../smithy/check.js';
import { CaseError, show } from './difference.js';
import type { Difference } from './difference.js';

/** What has members of its own. */
export type Owner = Pick<ErrorShape, 'id' | 'members'>;

/** The members that `params` give a structure or error, as generated code takes them. */
export function structureOf(owner: Owner, params: unknown, at: string): Record<string, unknown> {
  if (!isRecord(params)) throw new CaseError(`${at} must be an object`);
  for (const name of Object.keys(params)) {
    if (!owner.members.some((member) => member.name === name)) {
      throw new CaseError(`${at}.${name}: ${owner.id} has no such member`);
    }
  }
  const value: Record<string, unknown> = {};
  for (const { name, property, targetShape } of owner.members) {
    const given = own(params, name);
    if (given !== undefined && given !== null) value[property] = valueOf(targetShape, given, `${at}.${name}`);
  }
  return value;
}

/** A value of a case as generated code takes it. Throws `CaseError` where it is no value of the shape. */
export function valueOf(shape: Shape, json: unknown, at: string): unknown {
  if (isSimple(shape)) return scalarOf(shape, json, at);
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return structureOf(shape, json, at);
    case 'list':
      if (!Array.isArray(json)) throw new CaseError(`${at} must be a list`);
      return json.map((item: unknown, index) =>
        item === null && shape.sparse ? null : valueOf(shape.member.targetShape, item, `${at}[${index}]`),
      );
    case 'map': {
      if (!isRecord(json)) throw new CaseError(`${at} must be an object`);
      const entries = Object.entries(json).map(([key, item]) => {
        const isNull = item === null && shape.sparse;
        return [key, isNull ? null : valueOf(shape.value.targetShape, item, `${at}.${key}`)] as const;
      });
      return Object.fromEntries(entries);
    }
  }
}

function scalarOf({ kind }: SimpleShape, json: unknown, at: string): unknown {
  switch (kind) {
    case 'string':
    case 'enum':
      if (typeof json === 'string') return json;
      break;
    case 'bigDecimal':
      if (typeof json === 'string' || typeof json === 'number') return String(json);
      break;
    case 'boolean':
      if (typeof json === 'boolean') return json;
      break;
    case 'byte':
    case 'short':
    case 'integer':
    case 'intEnum':
      if (Number.isInteger(json)) return json;
      break;
    case 'long':
    case 'bigInteger':
      if (Number.isInteger(json) || (typeof json === 'string' && /^[+-]?\d+$/.test(json))) {
        return BigInt(json as string | number);
      }
      break;
    case 'float':
    case 'double':
      if (typeof json === 'number' || json === 'NaN' || json === 'Infinity' || json === '-Infinity') {
        return Number(json);
      }
      break;
    case 'blob':
      if (typeof json === 'string') return new TextEncoder().encode(json);
      break;
    case 'timestamp':
      if (typeof json === 'number') return new Date(Math.round(json * 1000));
      break;
  }
  throw new CaseError(`${at}: ${show(json)} is no ${kind}`);
}

/**
 * How the members of a structure or error differ from those that `wanted` has, both as generated code has them.
 * A property that is undefined is the same as one that is absent.
 */
export function compareStructure(
  owner: Owner,
  wanted: unknown,
  got: unknown,
  at: string,
): readonly Difference[] {
  if (!isRecord(wanted) || !isRecord(got)) return [{ what: at, wanted: show(wanted), got: show(got) }];
  const members = new Map(owner.members.map((member) => [member.property, member]));
  const properties = new Set([...Object.keys(wanted), ...Object.keys(got)]);
  return [...properties].flatMap((property) => {
    const member = members.get(property);
    const [one, other] = [own(wanted, property), own(got, property)];
    if (member !== undefined) return compareValue(member.targetShape, one, other, `${at}.${member.name}`);
    return other === undefined ? [] : [{ what: `${at}.${property}`, wanted: 'nothing', got: show(other) }];
  });
}

/** How two values of a shape differ, both as generated code has them. */
function compareValue(shape: Shape, wanted: unknown, got: unknown, at: string): readonly Difference[] {
  const different = [{ what: at, wanted: show(wanted), got: show(got) }];
  if ((wanted ?? undefined) === undefined || (got ?? undefined) === undefined)
    return wanted === got ? [] : different;
  if (isSimple(shape)) return sameScalar(shape, wanted, got) ? [] : different;
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return compareStructure(shape, wanted, got, at);
    case 'list':
      if (!Array.isArray(wanted) || !Array.isArray(got) || wanted.length !== got.length) return different;
      return wanted.flatMap((item: unknown, index) => {
        return compareValue(shape.member.targetShape, item, got[index], `${at}[${index}]`);
      });
    case 'map': {
      if (!isRecord(wanted) || !isRecord(got)) return different;
      const keys = new Set([...Object.keys(wanted), ...Object.keys(got)]);
      return [...keys].flatMap((key) => {
        return compareValue(shape.value.targetShape, own(wanted, key), own(got, key), `${at}.${key}`);
      });
    }
  }
}

function sameScalar({ kind }: SimpleShape, wanted: unknown, got: unknown): boolean {
  if (wanted instanceof Uint8Array) return got instanceof Uint8Array && Buffer.compare(wanted, got) === 0;
  if (wanted instanceof Date) return got instanceof Date && wanted.getTime() === got.getTime();
  if (kind === 'float' && typeof wanted === 'number' && typeof got === 'number') {
    return Object.is(Math.fround(wanted), Math.fround(got));
  }
  return Object.is(wanted, got);
}

/** A property of the value itself: `__proto__` and `toString` are keys like others. */
function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
