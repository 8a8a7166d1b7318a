/** Emits server.ts: which operation a request is for, and whole answers as a server sends them. */
import { StructureKind } from 'ts-morph';
import type { Service } from '../ir/ir.js';
import { ModuleFile, type, value } from './file.js';
import { addFunction } from './functions.js';
import { generated, runtime, serviceName } from './symbols.js';

export function emitServer(service: Service): ModuleFile {
  const file = new ModuleFile('server.ts');
  generateTypes(file);
  generateClaim(file);
  generateAnswers(file, service);
  return file;
}

function generateTypes(file: ModuleFile): void {
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: 'RequestHead',
    docs: ['What of a request stands before its body.'],
    properties: [
      { name: 'method', type: 'string' },
      { name: 'path', type: 'string', docs: ['Without query, and without the base path of the endpoint.'] },
      { name: 'contentType', type: 'string | undefined' },
    ].map((property) => ({ ...property, isReadonly: true })),
  });
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: 'ServerAnswer',
    docs: ['A whole answer.'],
    properties: [
      { name: 'status', type: 'number' },
      { name: 'headers', type: 'Readonly<Record<string, string>>', docs: ['By lower-case name.'] },
      { name: 'body', type: 'string' },
    ].map((property) => ({ ...property, isReadonly: true })),
  });
}

function generateClaim(file: ModuleFile): void {
  const operations = file.use(generated.operations);
  const service = file.use(value('operations', 'service'));
  addFunction(file, {
    name: 'claimRequest',
    isExported: true,
    docs:
      'The operation that a request is for; undefined where awsQuery does not claim it: a POST of a form to `/` whose\n' +
      'Version is that of the service and whose Action is the name of an operation.',
    parameters: ['head: RequestHead', `form: ${file.use(type('runtime/form-reader', 'FormNode'))}`],
    returns: `${file.use(generated.OperationName)} | undefined`,
    body: [
      "const mediaType = head.contentType?.split(';')[0]?.trim().toLowerCase();",
      "if (head.method !== 'POST' || head.path !== '/') return undefined;",
      "if (mediaType !== 'application/x-www-form-urlencoded') return undefined;",
      `if (form.child('Version')?.value() !== ${service}.version) return undefined;`,
      "const action = form.child('Action')?.value() ?? '';",
      `return Object.hasOwn(${operations}, action) ? (action as OperationName) : undefined;`,
    ],
  });
}

function generateAnswers(file: ModuleFile, service: Service): void {
  const name = file.use(generated.OperationName);
  const codec = file.use(value('codec', 'codec'));
  const output = `${file.use(runtime.Draft)}<${file.use(generated.OperationOutputs)}[Name]>`;
  addFunction(file, {
    name: 'answerWith',
    isExported: true,
    docs: 'The answer of an operation that succeeded.\n@throws SerializationError, with its path, for a value that XML 1.0 cannot carry.',
    typeParameters: [`Name extends ${name}`],
    parameters: ['operation: Name', `output: ${output}`, 'requestId: string'],
    returns: 'ServerAnswer',
    body: [
      `return documentAnswer(200, ${codec}[operation].serializeResponse(output, requestId), requestId);`,
    ],
  });
  if (service.errors.length > 0) {
    const content = file.use(type('types', serviceName(service, 'ErrorContent')));
    const facts = file.use(value('errors', 'errorFacts'));
    const serialize = file.use(value('serializers', 'serializeErrorResponse'));
    addFunction(file, {
      name: 'answerWithError',
      isExported: true,
      docs: 'The answer for an error of the model, under its status.\n@throws SerializationError for text that XML 1.0 cannot carry.',
      parameters: [`error: ${content}`, 'requestId: string'],
      returns: 'ServerAnswer',
      body: [
        `const { status } = ${facts}.find(({ name }) => name === error.name) ?? { status: 500 };`,
        `return documentAnswer(status, ${serialize}(error, requestId), requestId);`,
      ],
    });
  }
  addFunction(file, {
    name: 'documentAnswer',
    parameters: ['status: number', 'body: string', 'requestId: string'],
    returns: 'ServerAnswer',
    body: [
      "return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };",
    ],
  });
}
