/** Expressions that write scalars to text and read them from it. */
import type { Member, SimpleKind } from '../ir/ir.js';
import { value } from './file.js';
import type { ModuleFile } from './file.js';

/** Helper of form-writer that turns a scalar into encoded text. */
export function formText(member: Member, kind: SimpleKind, expression: string, file: ModuleFile): string {
  const call = (name: string): string => `${file.use(value('runtime/form-writer', name))}(${expression})`;
  switch (kind) {
    case 'string':
    case 'enum':
    case 'bigDecimal':
      return call('encodeForm');
    case 'boolean':
      return call('formBoolean');
    case 'byte':
    case 'short':
    case 'integer':
    case 'intEnum':
    case 'double':
      return call('formNumber');
    case 'float':
      return call('formFloat32');
    case 'long':
    case 'bigInteger':
      return call('formBigint');
    case 'blob':
      return call('formBlob');
    case 'timestamp':
      return call(`form${timestampName(member)}`);
  }
}

/** Character data for a scalar: escaped where its text could need it. */
export function xmlText(member: Member, kind: SimpleKind, expression: string, file: ModuleFile): string {
  const call = (module: string, name: string): string => `${file.use(value(module, name))}(${expression})`;
  switch (kind) {
    case 'string':
    case 'enum':
    case 'bigDecimal':
      return call('runtime/xml-writer', 'escapeText');
    case 'boolean':
    case 'long':
    case 'bigInteger':
      return `String(${expression})`;
    case 'byte':
    case 'short':
    case 'integer':
    case 'intEnum':
    case 'double':
      return call('runtime/numbers', 'formatDouble');
    case 'float':
      return call('runtime/numbers', 'formatFloat32');
    case 'blob':
      return call('runtime/numbers', 'formatBlob');
    case 'timestamp':
      return call('runtime/timestamps', `format${timestampName(member)}`);
  }
}

/** Suffix of the reader of a scalar in form-scalars and xml-scalars; `undefined` for text, which is always legal. */
export function scalarReader(member: Member, kind: SimpleKind): string | undefined {
  switch (kind) {
    case 'string':
    case 'enum':
      return undefined;
    case 'intEnum':
      return 'Integer';
    case 'timestamp':
      return timestampName(member);
    case 'boolean':
    case 'byte':
    case 'short':
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
    case 'bigInteger':
    case 'bigDecimal':
    case 'blob':
      return kind.charAt(0).toUpperCase() + kind.slice(1);
  }
}

/** What a client puts where a required scalar is missing: Smithy's zero value. */
export function zeroScalar(kind: SimpleKind): string {
  switch (kind) {
    case 'string':
    case 'enum':
      return "''";
    case 'bigDecimal':
      return "'0'";
    case 'boolean':
      return 'false';
    case 'byte':
    case 'short':
    case 'integer':
    case 'intEnum':
    case 'float':
    case 'double':
      return '0';
    case 'long':
    case 'bigInteger':
      return '0n';
    case 'blob':
      return 'new Uint8Array()';
    case 'timestamp':
      return 'new Date(0)';
  }
}

function timestampName({ timestampFormat }: Member): string {
  switch (timestampFormat) {
    case 'date-time':
      return 'DateTime';
    case 'epoch-seconds':
      return 'EpochSeconds';
    case 'http-date':
      return 'HttpDate';
  }
}
