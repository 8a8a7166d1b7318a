/** Emits codec.ts: the functions of every operation by its name, for code that treats all operations alike. */
import { StructureKind } from 'ts-morph';
import type { OptionalKind, PropertySignatureStructure } from 'ts-morph';
import type { Operation, Service } from '../ir/ir.js';
import { upperFirst } from '../ir/names.js';
import { ModuleFile, type, value } from './file.js';
import { indented } from './functions.js';
import { generated, runtime } from './symbols.js';
import { propertyKey } from './text.js';

export function emitCodec(service: Service): ModuleFile {
  const file = new ModuleFile('codec.ts');
  const name = file.use(generated.OperationName);
  const input = `${file.use(generated.OperationInputs)}[Name]`;
  const output = `${file.use(generated.OperationOutputs)}[Name]`;
  const draft = file.use(runtime.Draft);
  const violations = `${file.use(runtime.Violation)}[]`;
  const redacted = file.use(type('redact', 'Redacted'));
  const content = file.use(type('deserializers', 'ResponseContent'));
  const mode = file.use(type('deserializers', 'ReadMode'));
  const form = file.use(type('runtime/form-reader', 'FormNode'));
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: 'OperationCodec',
    typeParameters: [`Name extends ${name}`],
    docs: ['Text, values, judgement and safe copies of one operation, both directions.'],
    properties: [
      method('serializeRequest', `input: ${draft}<${input}>`, 'string'),
      method('deserializeRequest', `form: ${form}`, `${draft}<${input}>`),
      method('serializeResponse', `output: ${draft}<${output}>, requestId: string`, 'string'),
      method('deserializeResponse', `xml: string, mode?: ${mode}`, `${content}<${output}>`),
      method('validateRequest', `input: ${draft}<${input}>`, violations),
      method('validateResponse', `output: ${draft}<${output}>`, violations),
      method('redactRequest', `input: ${draft}<${input}>`, redacted),
      method('redactResponse', `output: ${draft}<${output}>`, redacted),
    ],
  });
  const entries = service.operations.map((operation) =>
    [`  ${propertyKey(operation.name)}: {`, ...indented(fields(operation, file), 2), '  },'].join('\n'),
  );
  file.addText({
    name: 'codec',
    isType: false,
    docs: 'The generated functions of every operation. Imports them all: who needs one operation imports its functions.',
    text: `const codec: { readonly [Name in ${name}]: OperationCodec<Name> } = {\n${entries.join('\n')}\n};`,
  });
  return file;
}

function fields({ name, input, output }: Operation, file: ModuleFile): readonly string[] {
  const use = (module: string, functionName: string): string => file.use(value(module, functionName));
  return [
    `serializeRequest: ${use('serializers', `serialize${name}Request`)},`,
    `deserializeRequest: ${use('deserializers', `deserialize${name}Request`)},`,
    `serializeResponse: ${use('serializers', `serialize${name}Response`)},`,
    `deserializeResponse: ${use('deserializers', `deserialize${name}Response`)},`,
    `validateRequest: ${use('validators', `validate${upperFirst(input.name)}`)},`,
    `validateResponse: ${use('validators', `validate${upperFirst(output.name)}`)},`,
    `redactRequest: ${use('redact', `redact${upperFirst(input.name)}`)},`,
    `redactResponse: ${use('redact', `redact${upperFirst(output.name)}`)},`,
  ];
}

function method(name: string, parameters: string, returns: string): OptionalKind<PropertySignatureStructure> {
  return { name, type: `(${parameters}) => ${returns}`, isReadonly: true };
}
