/** Names that generated files share: what the runtime exports, and what the files export to each other. */
import type { Service, Shape } from '../ir/ir.js';
import { type, value } from './file.js';
import type { ModuleFile, Symbol } from './file.js';

export const runtime = {
  Draft: type('runtime/draft', 'Draft'),
  ConstraintKind: type('runtime/violation', 'ConstraintKind'),
  ValuePath: type('runtime/violation', 'ValuePath'),
  Violation: type('runtime/violation', 'Violation'),
} as const satisfies Record<string, Symbol>;

/** Exports of the generated files whose names are the same for every service. */
export const generated = {
  OperationName: type('operations', 'OperationName'),
  OperationInputs: type('operations', 'OperationInputs'),
  OperationOutputs: type('operations', 'OperationOutputs'),
  ErrorName: type('operations', 'ErrorName'),
  operations: value('operations', 'operations'),
} as const satisfies Record<string, Symbol>;

/** Name of a type that the service's name is part of: `StsClient`. */
export function serviceName(
  service: Service,
  suffix: 'Client' | 'ServiceException' | 'ErrorContent',
): string {
  return `${service.sdkName}${suffix}`;
}

/** The TypeScript type of values of a shape. */
export function typeOf(shape: Shape, file: ModuleFile): string {
  switch (shape.kind) {
    case 'string':
    case 'bigDecimal':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'byte':
    case 'short':
    case 'integer':
    case 'float':
    case 'double':
      return 'number';
    case 'long':
    case 'bigInteger':
      return 'bigint';
    case 'blob':
      return 'Uint8Array';
    case 'timestamp':
      return 'Date';
    case 'enum':
    case 'intEnum':
    case 'structure':
    case 'union':
      return file.use(type('types', shape.name));
    case 'list': {
      const item = typeOf(shape.member.targetShape, file);
      return shape.sparse ? `readonly (${item} | null)[]` : `readonly ${parenthesized(item)}[]`;
    }
    case 'map': {
      const item = typeOf(shape.value.targetShape, file);
      return `Readonly<Record<string, ${shape.sparse ? `${item} | null` : item}>>`;
    }
  }
}

function parenthesized(type: string): string {
  return type.includes(' ') && !type.startsWith('Readonly<') ? `(${type})` : type;
}
