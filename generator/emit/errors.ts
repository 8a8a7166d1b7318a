/** Emits errors.ts: one exception class per error of the model, and their facts. */
import { StructureKind } from 'ts-morph';
import type { ErrorShape, Member, Service } from '../ir/ir.js';
import { codesOf } from './deserialize-errors.js';
import { ModuleFile, type, value } from './file.js';
import { addFunction, indented } from './functions.js';
import { generated, serviceName, typeOf } from './symbols.js';
import { docs, propertyKey, quoted } from './text.js';
import { errorContentName, extraMembers, messageMember } from './types.js';

export function emitErrors(service: Service): ModuleFile {
  const file = new ModuleFile('errors.ts');
  generateBase(file, service);
  for (const error of service.errors) generateClass(file, service, error);
  generateFacts(file, service);
  generateToException(file, service);
  return file;
}

function generateBase(file: ModuleFile, service: Service): void {
  const name = serviceName(service, 'ServiceException');
  const options = file.use(type('@smithy/smithy-client', 'ServiceExceptionOptions'));
  file.add({
    kind: StructureKind.Class,
    isExported: true,
    name,
    extends: file.use(value('@smithy/smithy-client', 'ServiceException')),
    docs: [
      `Any error that the service answered with; \`name\` is the error's name, or its code where the model has none of that code.`,
    ],
    properties: [
      {
        name: 'code',
        isReadonly: true,
        type: 'string',
        docs: ['Code on the wire; the name where the two are the same.'],
      },
    ],
    ctors: [
      {
        parameters: [{ name: 'options', type: `${options} & { readonly code?: string }` }],
        statements: [
          'super(options);',
          `Object.setPrototypeOf(this, new.target.prototype);`,
          'this.code = options.code ?? options.name;',
        ],
      },
    ],
  });
}

function generateClass(file: ModuleFile, service: Service, error: ErrorShape): void {
  const content = file.use(type('types', errorContentName(error)));
  const metadata = file.use(type('@smithy/types', 'ResponseMetadata'));
  const message = messageMember(error);
  const members = extraMembers(error);
  const text =
    message === undefined
      ? "''"
      : message.required
        ? `content.${message.property}`
        : `content.${message.property} ?? ''`;
  const isUsed = message !== undefined || members.length > 0;
  file.add({
    kind: StructureKind.Class,
    isExported: true,
    name: error.name,
    extends: serviceName(service, 'ServiceException'),
    docs: [docs(error.documentation, `\`${error.id}\`. Code \`${error.code}\`, status ${error.status}.`)],
    properties: [
      // Declared alone: the base sets it, and a bundle need not say it twice.
      { name: 'name', hasDeclareKeyword: true, isReadonly: true, type: quoted(error.name) },
      ...members.map((member) => property(member, file)),
    ],
    ctors: [
      {
        parameters: [
          { name: isUsed ? 'content' : '_content', type: `Omit<${content}, 'name'>` },
          { name: '$metadata', type: metadata },
        ],
        statements: [
          `super({ name: ${quoted(error.name)}, ${error.code === error.name ? '' : `code: ${quoted(error.code)}, `}$fault: ${quoted(error.fault)}, message: ${text}, $metadata });`,
          ...members.map((member) => `this.${member.property} = content.${member.property};`),
        ],
      },
    ],
  });
}

function property(member: Member, file: ModuleFile): { name: string; isReadonly: true; type: string } {
  const valueType = typeOf(member.targetShape, file);
  return {
    name: propertyKey(member.property),
    isReadonly: true,
    type: member.required ? valueType : `${valueType} | undefined`,
  };
}

function generateFacts(file: ModuleFile, service: Service): void {
  const name = file.use(generated.ErrorName);
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: 'ErrorFacts',
    docs: ['What the model says about an error.'],
    properties: [
      { name: 'name', type: name, docs: ['Name of the shape.'] },
      { name: 'code', type: 'string', docs: ['Code on the wire.'] },
      { name: 'status', type: 'number', docs: ['HTTP status.'] },
      { name: 'fault', type: "'client' | 'server'" },
      { name: 'retryable', type: 'boolean' },
    ].map((fact) => ({ ...fact, isReadonly: true })),
  });
  const entries = service.errors.map(({ name: errorName, code, status, fault, retryable }) => {
    return `  { name: ${quoted(errorName)}, code: ${quoted(code)}, status: ${status}, fault: ${quoted(fault)}, retryable: ${String(retryable)} },\n`;
  });
  file.addText({
    name: 'errorFacts',
    isType: false,
    docs: 'Every error of the model, in model order.',
    text: `const errorFacts: readonly ErrorFacts[] = [\n${entries.join('')}];`,
  });
}

function generateToException(file: ModuleFile, service: Service): void {
  const base = serviceName(service, 'ServiceException');
  const document = file.use(type('runtime/error-document', 'ErrorDocument'));
  const content = type('types', serviceName(service, 'ErrorContent'));
  const known = service.errors.flatMap((error) => [
    `case ${quoted(error.name)}:`,
    `  return new ${error.name}(error, $metadata);`,
  ]);
  const plain = service.errors.filter((error) => extraMembers(error).length === 0);
  const byCode = plain.flatMap((error) => {
    const message = messageMember(error);
    const field =
      message === undefined ? '' : `${message.property}: document.message${message.required ? " ?? ''" : ''}`;
    const labels = codesOf(error, service).map((code) => `case ${quoted(code)}:`);
    return labels.length === 0 ? [] : [...labels, `  return new ${error.name}({ ${field} }, $metadata);`];
  });
  addFunction(file, {
    name: 'toException',
    isExported: true,
    docs:
      'The exception for an error document: of the class that its code names, else the base class named after the code\n' +
      '(`NotFound` or `Unknown` where there is none). Errors with more members than a message need `error`, as\n' +
      'deserializeErrorResponse reads it.',
    parameters: [
      `document: ${document}`,
      'status: number',
      ...(known.length === 0 ? [] : [`error: ${file.use(content)} | undefined = undefined`]),
    ],
    returns: base,
    body: [
      'const $metadata = {',
      '  httpStatusCode: status,',
      '  ...(document.requestId === undefined ? {} : { requestId: document.requestId }),',
      '};',
      ...(known.length === 0
        ? []
        : ['switch (error?.name) {', ...indented(known), '  case undefined:', '    break;', '}']),
      ...(byCode.length === 0
        ? []
        : ['switch (document.code) {', ...indented(byCode), '  default:', '    break;', '}']),
      "const code = document.code ?? (status === 404 ? 'NotFound' : 'Unknown');",
      "const $fault = document.type === 'Receiver' || (document.type === undefined && status >= 500) ? 'server' : 'client';",
      `return new ${base}({ name: code, code, $fault, message: document.message ?? '', $metadata });`,
    ],
  });
}
