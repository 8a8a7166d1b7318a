/** Emits operations.ts: names, input and output types and plain facts of the operations and of the service. */
import { StructureKind } from 'ts-morph';
import type { Operation, Service } from '../ir/ir.js';
import { ModuleFile } from './file.js';
import { generated, typeOf } from './symbols.js';
import { deprecation, docs, literal, quoted } from './text.js';

export function emitOperations(service: Service): ModuleFile {
  const file = new ModuleFile('operations.ts');
  file.addText({
    name: 'OperationName',
    isType: true,
    docs: `Every operation of ${docs(service.id)}, in model order.`,
    text: `type OperationName =${alternatives(service.operations.map(({ name }) => name))};`,
  });
  file.addText({
    name: 'ErrorName',
    isType: true,
    docs: 'Names of the error shapes. Their codes on the wire may differ.',
    text: `type ErrorName =${alternatives(service.errors.map(({ name }) => name))};`,
  });
  for (const direction of ['input', 'output'] as const) {
    file.add({
      kind: StructureKind.Interface,
      isExported: true,
      name: direction === 'input' ? 'OperationInputs' : 'OperationOutputs',
      docs: [direction === 'input' ? 'What each operation takes.' : 'What each operation answers.'],
      properties: service.operations.map((operation) => ({
        name: operation.name,
        isReadonly: true,
        type: typeOf(operation[direction], file),
        docs: [
          docs(operation.documentation, `\`${operation.id}\`.`) + deprecation(operation.deprecated),
        ].slice(direction === 'input' ? 0 : 1),
      })),
    });
  }
  generateFacts(file);
  file.addText({
    name: 'operations',
    isType: false,
    docs: 'Facts of every operation, by name.',
    text: `const operations: { readonly [Name in OperationName]: OperationFacts } = {\n${service.operations.map(facts).join('')}};`,
  });
  const { id, sdkName, version, xmlNamespace, signingName } = service;
  const fields = Object.entries({ id, sdkName, version, xmlNamespace, signingName: signingName ?? '' });
  file.addText({
    name: 'service',
    isType: false,
    docs: 'The service: shape ID, name in client libraries, version, XML namespace and name in signatures.',
    text: `const service = {\n${fields.map(([name, text]) => `  ${name}: ${quoted(text)},\n`).join('')}} as const;`,
  });
  return file;
}

function generateFacts(file: ModuleFile): void {
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: 'OperationFacts',
    docs: ['What the model says about an operation beside its types.'],
    properties: [
      { name: 'name', type: 'OperationName' },
      { name: 'inputShape', type: 'string' },
      { name: 'outputShape', type: 'string' },
      {
        name: 'errors',
        type: `readonly ${file.use(generated.ErrorName)}[]`,
        docs: ['Errors that the model lists, in its order.'],
      },
      { name: 'signed', type: 'boolean', docs: ['False where a request needs no signature.'] },
    ].map((property) => ({ ...property, isReadonly: true })),
  });
}

function facts(operation: Operation): string {
  const { name, input, output, errors, auth, optionalAuth } = operation;
  return [
    `  ${name}: {\n`,
    `    name: ${quoted(name)},\n`,
    `    inputShape: ${quoted(input.name)},\n`,
    `    outputShape: ${quoted(output.name)},\n`,
    `    errors: ${literal(errors.map((error) => error.name))},\n`,
    `    signed: ${auth.length > 0 && !optionalAuth},\n`,
    '  },\n',
  ].join('');
}

function alternatives(names: readonly string[]): string {
  return names.length === 0 ? ' never' : names.map((name) => `\n  | ${quoted(name)}`).join('');
}
