/** Emits deserializers.ts: inputs from forms, outputs and errors from XML documents. */
import { StructureKind } from 'ts-morph';
import type { Service } from '../ir/ir.js';
import { generateErrorDeserializer } from './deserialize-errors.js';
import { FormReaders } from './deserialize-form.js';
import { XmlReaders } from './deserialize-xml.js';
import { ModuleFile, type, value } from './file.js';
import { addFunction } from './functions.js';

export function emitDeserializers(service: Service): ModuleFile {
  const file = new ModuleFile('deserializers.ts');
  const forms = new FormReaders(file, service);
  const documents = new XmlReaders(file, service);
  generateTypes(file);
  for (const operation of service.operations) {
    forms.generateRequest(operation);
    documents.generateResponse(operation);
  }
  generateErrorDeserializer(file, service, documents);
  forms.generateShapes();
  documents.generateShapes();
  generateEnvelope(file);
  if (service.operations.some(({ output }) => output.members.length === 0)) generateReadNothing(file);
  return file;
}

function generateTypes(file: ModuleFile): void {
  file.addText({
    name: 'ReadMode',
    isType: true,
    docs:
      'How a document is judged. `strict` throws for all that is missing or malformed, at any depth. `lenient` is for\n' +
      "clients: what is missing gets Smithy's zero value, and only malformed scalars throw.",
    text: "type ReadMode = 'strict' | 'lenient';",
  });
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: 'ResponseContent',
    typeParameters: ['Output'],
    docs: ['What a response says.'],
    properties: [
      { name: 'output', isReadonly: true, type: 'Output' },
      {
        name: 'requestId',
        isReadonly: true,
        type: 'string | undefined',
        docs: ['From ResponseMetadata, or beside the result.'],
      },
    ],
  });
}

function generateEnvelope(file: ModuleFile): void {
  const reader = file.use(value('runtime/xml-reader', 'XmlReader'));
  const problem = file.use(type('runtime/problem', 'Problem'));
  const path = file.use(type('runtime/problem', 'ProblemPath'));
  const report = file.use(value('runtime/problem', 'report'));
  const throwProblems = file.use(value('runtime/problem', 'throwProblems'));
  addFunction(file, {
    name: 'readResponse',
    docs: 'Reads the envelope of a response, and its result with `read`.',
    parameters: [
      'xml: string',
      'operation: string',
      'hasResult: boolean',
      'mode: ReadMode',
      `read: (reader: ${reader}, at: ${path}, problems: ${problem}[]) => Output`,
    ],
    returns: 'ResponseContent<Output>',
    body: `
const problems: ${problem}[] = [];
const results: Output[] = [];
let requestId: string | undefined;
if (mode === 'strict' || xml.trim() !== '') {
  const reader = new ${reader}(xml);
  if (reader.root() !== \`\${operation}Response\`) ${report}(problems, 'unexpected', [], 'the root element has another name');
  for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) {
    if (name === \`\${operation}Result\` && results.length === 0) results.push(read(reader, [], problems));
    else if (name === 'ResponseMetadata') requestId = readRequestId(reader) ?? requestId;
    else if (name === 'RequestId') requestId ??= reader.text();
    else reader.skip();
  }
  reader.end();
}
if (hasResult && results.length === 0) ${report}(problems, 'missing', [], \`no \${operation}Result\`);
forgive(problems, mode);
const [output = read(emptyElement(), [], [])] = results;
return { output, requestId };`
      .trim()
      .split('\n'),
    typeParameters: ['Output'],
  });
  addFunction(file, {
    name: 'readRequestId',
    parameters: [`reader: ${reader}`],
    returns: 'string | undefined',
    body: `
let requestId: string | undefined;
for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) {
  if (name === 'RequestId') requestId ??= reader.text();
  else reader.skip();
}
return requestId;`
      .trim()
      .split('\n'),
  });
  addFunction(file, {
    name: 'forgive',
    docs: 'Throws for what the mode does not forgive.',
    parameters: [`problems: readonly ${problem}[]`, 'mode: ReadMode'],
    returns: 'void',
    body: [
      `${throwProblems}(mode === 'strict' ? problems : problems.filter(({ kind }) => kind === 'malformed'));`,
    ],
  });
  generateHelpers(file, { reader, problem, report });
}

function generateReadNothing(file: ModuleFile): void {
  addFunction(file, {
    name: 'readNothing',
    docs: 'Reads an output without members.',
    parameters: [`reader: ${file.use(value('runtime/xml-reader', 'XmlReader'))}`],
    returns: 'object',
    body: ['while (reader.nextChild() !== undefined) reader.skip();', 'return {};'],
  });
}

function generateHelpers(file: ModuleFile, names: { reader: string; problem: string; report: string }): void {
  addFunction(file, {
    name: 'reportMissing',
    docs: 'Reports a required member that is absent, unless what was sent for it is reported already.',
    parameters: [`problems: ${names.problem}[]`, 'start: number', 'name: string'],
    returns: 'void',
    body: [
      'for (let index = start; index < problems.length; index += 1) {',
      '  if (problems[index]?.path[0] === name) return;',
      '}',
      `${names.report}(problems, 'missing', name);`,
    ],
  });
  addFunction(file, {
    name: 'emptyElement',
    docs: 'A reader on an element without content, for what a structure is when nothing of it was sent.',
    parameters: [],
    returns: names.reader,
    body: [`const reader = new ${names.reader}('<empty/>');`, 'reader.root();', 'return reader;'],
  });
  file.addText({
    name: 'Reading',
    isType: true,
    isExported: false,
    docs: 'A structure while it is read.',
    text: 'type Reading<T> = { -readonly [Name in keyof T]?: T[Name] | undefined };',
  });
  file.addText({
    name: 'Writable',
    isType: true,
    isExported: false,
    docs: 'A draft while it is read.',
    text: 'type Writable<T> = { -readonly [Name in keyof T]: T[Name] };',
  });
}
