/** Emits the error side of deserializers.ts: the content of a modeled error from its document. */
import { StructureKind } from 'ts-morph';
import type { ErrorShape, Member, Service } from '../ir/ir.js';
import { upperFirst } from '../ir/names.js';
import type { XmlReaders } from './deserialize-xml.js';
import { type, value } from './file.js';
import type { ModuleFile } from './file.js';
import { addFunction, indented } from './functions.js';
import type { ReaderHelpers } from './reader-helpers.js';
import { serviceName } from './symbols.js';
import { quoted } from './text.js';
import { errorContentName, extraMembers, messageMember } from './types.js';

export function generateErrorDeserializer(
  file: ModuleFile,
  service: Service,
  readers: XmlReaders,
  helpers: ReaderHelpers,
): void {
  const hasErrors = service.errors.length > 0;
  const content = hasErrors
    ? `${file.use(type('types', serviceName(service, 'ErrorContent')))} | undefined`
    : 'undefined';
  const document = file.use(type('runtime/error-document', 'ErrorDocument'));
  const read = file.use(value('runtime/error-document', 'readErrorResponse'));
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: 'ErrorResponseContent',
    docs: ['What an error document says.'],
    properties: [
      { name: 'document', isReadonly: true, type: document },
      {
        name: 'error',
        isReadonly: true,
        type: content,
        docs: ['Undefined where the model has no error of this code.'],
      },
      {
        name: 'problems',
        isReadonly: true,
        type: `readonly ${file.use(type('runtime/problem', 'Problem'))}[]`,
        docs: ['Members of it that are malformed or missing: the code stands all the same.'],
      },
    ],
  });
  const cases = service.errors.flatMap((error) => {
    const labels = codesOf(error, service).map((code) => `case ${quoted(code)}:`);
    const found = `{ document, error: ${contentExpression(error)}, problems }`;
    return labels.length === 0 ? [] : [...labels, `  return ${found};`];
  });
  addFunction(file, {
    name: 'deserializeErrorResponse',
    isExported: true,
    docs:
      'Reads an error document; the code decides which error of the model it is. What is missing is forgiven.' +
      '\n@throws XmlError for a document that is empty, ill-formed or refused' +
      '\n@throws DeserializationError for XML that is no error document',
    parameters: ['xml: string'],
    returns: 'ErrorResponseContent',
    body: [
      `const document = ${read}(xml);`,
      `const problems: ${file.use(type('runtime/problem', 'Problem'))}[] = [];`,
      ...(cases.length === 0
        ? []
        : [
            'switch (document.code) {',
            ...indented(cases),
            '  default:',
            '    return { document, error: undefined, problems };',
            '}',
          ]),
      ...(cases.length === 0 ? ['return { document, error: undefined, problems };'] : []),
    ],
  });
  for (const error of service.errors) {
    if (extraMembers(error).length > 0 && codesOf(error, service).length > 0)
      generateContent(file, error, readers, helpers);
  }
}

/** Codes on the wire that mean an error: its own, and its shape's name where no other error has that as its code. */
export function codesOf(error: ErrorShape, service: Service): readonly string[] {
  const name = error.id.slice(error.id.indexOf('#') + 1);
  const first = service.errors.find(({ code }) => code === error.code);
  const codes = first === error ? [error.code] : [];
  return service.errors.some(({ code }) => code === name) ? codes : [...codes, name];
}

function contentExpression(error: ErrorShape): string {
  if (extraMembers(error).length > 0) return `${functionName(error)}(xml, document.message, problems)`;
  const message = messageMember(error);
  if (message === undefined) return `{ name: ${quoted(error.name)} }`;
  return `{ name: ${quoted(error.name)}, ${message.property}: document.message${message.required ? " ?? ''" : ''} }`;
}

/** Reads the document a second time, for members beyond the message. */
function generateContent(
  file: ModuleFile,
  error: ErrorShape,
  readers: XmlReaders,
  helpers: ReaderHelpers,
): void {
  const name = file.use(type('types', errorContentName(error)));
  const visit = file.use(value('runtime/error-document', 'readErrorMembers'));
  const problem = file.use(type('runtime/problem', 'Problem'));
  const message = messageMember(error);
  const { attributes, before, cases, after } = readers.memberParts(extraMembers(error));
  addFunction(file, {
    name: functionName(error),
    parameters: [
      'xml: string',
      `${message === undefined ? '_' : ''}message: string | undefined`,
      `problems: ${problem}[]`,
    ],
    returns: name,
    body: [
      'const start = 0;',
      `const output: ${helpers.use('Reading')}<${name}> = { name: ${quoted(error.name)} };`,
      ...messageLines(message),
      ...before,
      `${visit}(xml, (name, reader) => {`,
      '  switch (name) {',
      ...indented(cases, 2),
      '    default:',
      '      reader.skip();',
      '  }',
      attributes.length === 0 ? '});' : '}, (reader) => {',
      ...(attributes.length === 0 ? [] : [...indented(attributes), '});']),
      ...after,
      `return output as ${name};`,
    ].filter((line) => line !== 'const start = 0;' || after.some((text) => text.includes('start'))),
  });
}

function messageLines(message: Member | undefined): readonly string[] {
  if (message === undefined) return [];
  if (message.required) return [`output.${message.property} = message ?? '';`];
  return [`if (message !== undefined) output.${message.property} = message;`];
}

function functionName({ name }: ErrorShape): string {
  return `contentOf${upperFirst(name)}`;
}
