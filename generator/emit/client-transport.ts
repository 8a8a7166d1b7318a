/** Emits what the operations of a client share: validate, sign, send, read the answer. */
import { StructureKind } from 'ts-morph';
import type { Service } from '../ir/ir.js';
import type { ClientFeatures } from './client.js';
import { type, value } from './file.js';
import type { ModuleFile } from './file.js';
import { addFunction } from './functions.js';
import { generated, runtime, serviceName } from './symbols.js';

export function generateTransport(file: ModuleFile, service: Service, features: ClientFeatures): void {
  generateTypes(file, features);
  generateSend(file, service, features);
  generateSigning(file, service);
  generateAnswers(file, service);
  if (features.hostPrefixes) generateHostLabel(file);
  if (features.compression) generateCompression(file, service);
}

function generateTypes(file: ModuleFile, features: ClientFeatures): void {
  file.add({
    kind: StructureKind.Interface,
    name: 'ClientRequest',
    properties: [
      { name: 'body', type: 'string' },
      { name: 'signed', type: 'boolean' },
      ...(features.compression ? [{ name: 'compressed', type: 'boolean' }] : []),
      ...(features.hostPrefixes ? [{ name: 'hostPrefix', type: 'string' }] : []),
    ].map((property) => ({ ...property, isReadonly: true })),
  });
  file.add({
    kind: StructureKind.Interface,
    name: 'ClientAnswer',
    properties: [
      { name: 'status', type: 'number' },
      { name: 'text', type: 'string' },
      { name: 'requestId', type: 'string | undefined', docs: ['From the header.'] },
    ].map((property) => ({ ...property, isReadonly: true })),
  });
  const operation = file.use(generated.OperationName);
  addFunction(file, {
    name: 'throwViolations',
    parameters: [`operation: ${operation}`, `violations: readonly ${file.use(runtime.Violation)}[]`],
    returns: 'void',
    body: ['if (violations.length > 0) throw new ValidationError(operation, violations);'],
  });
}

function generateSend(file: ModuleFile, service: Service, features: ClientFeatures): void {
  const config = `${serviceName(service, 'Client')}Config`;
  addFunction(file, {
    name: 'send',
    docs: 'Sends a request and returns the answer of a success; every other answer is thrown as an exception.',
    isAsync: true,
    parameters: [`config: ${config}`, 'request: ClientRequest', 'options: CallOptions'],
    returns: 'Promise<ClientAnswer>',
    body: [
      'const timeout = AbortSignal.timeout(options.timeoutMs ?? config.timeoutMs ?? 30_000);',
      'const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);',
      'signal.throwIfAborted();',
      'const url = new URL(config.endpoint);',
      "if (!url.pathname.endsWith('/')) url.pathname += '/';",
      ...(features.hostPrefixes
        ? ['if (config.disableHostPrefix !== true) url.hostname = request.hostPrefix + url.hostname;']
        : []),
      "const plain = { 'content-type': 'application/x-www-form-urlencoded' };",
      features.compression
        ? 'const { body, headers: described } = await compress(config, request, plain);'
        : 'const { body } = request;',
      `const headers = request.signed ? await sign(config, url, body, ${features.compression ? 'described' : 'plain'}) : ${features.compression ? 'described' : 'plain'};`,
      "const response = await (config.fetch ?? fetch)(url, { method: 'POST', headers, body, redirect: 'manual', signal });",
      'const answer = {',
      '  status: response.status,',
      '  text: await response.text(),',
      "  requestId: response.headers.get('x-amzn-requestid') ?? undefined,",
      '};',
      'if (answer.status >= 300) throw exceptionOf(answer);',
      'return answer;',
    ],
  });
}

function generateSigning(file: ModuleFile, service: Service): void {
  const config = `${serviceName(service, 'Client')}Config`;
  const info = file.use(value('operations', 'service'));
  addFunction(file, {
    name: 'sign',
    docs: 'Headers with a signature. The signer is loaded when the first request needs it.',
    isAsync: true,
    parameters: [
      `config: ${config}`,
      'url: URL',
      'body: string | Uint8Array',
      'headers: Readonly<Record<string, string>>',
    ],
    returns: 'Promise<Record<string, string>>',
    body: [
      'const { credentials, region, clock } = config;',
      "if (credentials === undefined) throw new TypeError('this operation is signed, and the client has no credentials');",
      "const { signPost } = await import('./runtime/signing.js');",
      `const scope = { service: ${info}.signingName, region, credentials, date: clock?.() ?? new Date() };`,
      'return signPost(scope, url, body, headers);',
    ],
  });
}

function generateAnswers(file: ModuleFile, service: Service): void {
  const metadata = file.use(type('@smithy/types', 'ResponseMetadata'));
  const deserialize = file.use(value('deserializers', 'deserializeErrorResponse'));
  const toException = file.use(value('errors', 'toException'));
  const xmlError = file.use(value('runtime/problem', 'XmlError'));
  const deserializationError = file.use(value('runtime/problem', 'DeserializationError'));
  addFunction(file, {
    name: 'metadataOf',
    parameters: ['answer: ClientAnswer', 'requestId: string | undefined'],
    returns: metadata,
    body: [
      'const id = requestId ?? answer.requestId;',
      'return { httpStatusCode: answer.status, ...(id === undefined ? {} : { requestId: id }) };',
    ],
  });
  const hasErrors = service.errors.length > 0;
  addFunction(file, {
    name: 'exceptionOf',
    docs: 'The exception for an answer that is no success; one whose body says nothing still has its status and request id.',
    parameters: ['answer: ClientAnswer'],
    returns: file.use(type('errors', serviceName(service, 'ServiceException'))),
    body: [
      'try {',
      `  const { document${hasErrors ? ', error' : ''} } = ${deserialize}(answer.text);`,
      `  return ${toException}({ ...document, requestId: document.requestId ?? answer.requestId }, answer.status${hasErrors ? ', error' : ''});`,
      '} catch (error) {',
      `  if (!(error instanceof ${xmlError} || error instanceof ${deserializationError})) throw error;`,
      '  const { requestId, status } = answer;',
      `  return ${toException}({ type: undefined, code: undefined, message: undefined, requestId, members: {} }, status);`,
      '}',
    ],
  });
}

function generateHostLabel(file: ModuleFile): void {
  addFunction(file, {
    name: 'hostLabel',
    docs: 'A value that becomes part of the host.\n@throws TypeError for one that is no host label of RFC 3986',
    parameters: ['name: string', 'value: string | undefined'],
    returns: 'string',
    body: [
      'if (value !== undefined && /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(value)) return value;',
      'throw new TypeError(`${name} is part of the host and must be a host label`);',
    ],
  });
}

function generateCompression(file: ModuleFile, service: Service): void {
  const config = `${serviceName(service, 'Client')}Config`;
  addFunction(file, {
    name: 'compress',
    docs: 'Compresses the body of a request that is large enough.',
    isAsync: true,
    parameters: [`config: ${config}`, 'request: ClientRequest', 'headers: Readonly<Record<string, string>>'],
    returns: 'Promise<{ body: string | Uint8Array<ArrayBuffer>; headers: Readonly<Record<string, string>> }>',
    body: [
      'const bytes = new TextEncoder().encode(request.body);',
      'const isSmall = bytes.length < (config.requestMinCompressionSizeBytes ?? 10_240);',
      'if (!request.compressed || isSmall || config.disableRequestCompression === true) return { body: request.body, headers };',
      "const { gzipSync } = await import('node:zlib');",
      "return { body: new Uint8Array(gzipSync(bytes)), headers: { ...headers, 'content-encoding': 'gzip' } };",
    ],
  });
}
