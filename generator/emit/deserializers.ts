/** Emits deserializers.ts: inputs from forms, outputs and errors from XML documents. */
import { StructureKind } from 'ts-morph';
import type { Service } from '../ir/ir.js';
import { generateErrorDeserializer } from './deserialize-errors.js';
import { FormReaders } from './deserialize-form.js';
import { XmlReaders } from './deserialize-xml.js';
import { ModuleFile } from './file.js';
import { ReaderHelpers } from './reader-helpers.js';

export function emitDeserializers(service: Service): ModuleFile {
  const file = new ModuleFile('deserializers.ts');
  const helpers = new ReaderHelpers();
  const forms = new FormReaders(file, service, helpers);
  const documents = new XmlReaders(file, service, helpers);
  generateTypes(file);
  for (const operation of service.operations) {
    forms.generateRequest(operation);
    documents.generateResponse(operation);
  }
  generateErrorDeserializer(file, service, documents, helpers);
  forms.generateShapes();
  documents.generateShapes();
  helpers.generate(file);
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
