/** Emits serializers.ts: form bodies of requests, XML documents of responses and errors. */
import type { Service } from '../ir/ir.js';
import { ModuleFile } from './file.js';
import { generateFormWriters, generateRequestSerializer } from './serialize-form.js';
import { generateErrorSerializer, generateResponseSerializer, generateXmlWriters } from './serialize-xml.js';

export function emitSerializers(service: Service): ModuleFile {
  const file = new ModuleFile('serializers.ts');
  for (const operation of service.operations) {
    generateRequestSerializer(file, service, operation);
    generateResponseSerializer(file, service, operation);
  }
  generateErrorSerializer(file, service);
  generateFormWriters(file, service);
  generateXmlWriters(file, service);
  return file;
}
