/** Values that readers put where a member with a default was not sent. */
import type { DefaultValue, Member } from '../ir/ir.js';
import { literal, quoted } from './text.js';

/** True where a server that reads a request assumes the default; a required member stays missing. */
export function fillsForm({ serverDefault, required }: Member): boolean {
  return serverDefault !== undefined && !required;
}

/** True where a client that reads a response assumes the default. */
export function fillsXml(member: Member): boolean {
  return member.default !== undefined;
}

/** A default of the model as an expression of the member's type. The reader has checked that it is of that type. */
export function defaultExpression({ targetShape: shape }: Member, value: DefaultValue): string {
  switch (shape.kind) {
    case 'long':
    case 'bigInteger':
      return `${BigInt(value as number | bigint)}n`;
    case 'bigDecimal':
      return quoted(`${value as number | bigint}`);
    case 'blob':
      return `new Uint8Array([${[...Buffer.from(value as string, 'base64')].join(', ')}])`;
    case 'timestamp':
      return `new Date(${typeof value === 'number' ? value * 1000 : Date.parse(value as string)})`;
    case 'list':
      return '[]';
    case 'map':
      return '{}';
    case 'string':
    case 'enum':
    case 'intEnum':
    case 'boolean':
    case 'byte':
    case 'short':
    case 'integer':
    case 'float':
    case 'double':
    case 'structure':
    case 'union':
      return literal(value);
  }
}
