/** Emits client.ts: a class with one method per operation, and the function behind each method, over `fetch`. */
import { StructureKind } from 'ts-morph';
import type { MethodDeclarationStructure, OptionalKind, PropertySignatureStructure } from 'ts-morph';
import type { Operation, Service, Shape } from '../ir/ir.js';
import { lowerCamel, upperFirst } from '../ir/names.js';
import { generateTransport } from './client-transport.js';
import { fillName, generateTokenFilling, tokenBearers } from './idempotency.js';
import { ModuleFile, type, value } from './file.js';
import { addFunction } from './functions.js';
import { generated, runtime, serviceName, typeOf } from './symbols.js';
import { deprecation, docs, quoted } from './text.js';

/** What the operations of a service ask of its client. */
export interface ClientFeatures {
  /** Shapes of inputs with an idempotency token somewhere. */
  readonly tokenBearers: ReadonlySet<Shape>;
  readonly compression: boolean;
  readonly hostPrefixes: boolean;
}

export function emitClient(service: Service): ModuleFile {
  const file = new ModuleFile('client.ts');
  const { operations } = service;
  const features: ClientFeatures = {
    tokenBearers: tokenBearers(service),
    compression: operations.some(({ requestCompression }) => requestCompression),
    hostPrefixes: operations.some(({ hostPrefix }) => hostPrefix !== undefined),
  };
  generateClass(file, service);
  for (const operation of operations) generateCall(file, service, operation, features);
  generateConfig(file, service, features);
  generateValidationError(file);
  generateTransport(file, service, features);
  generateTokenFilling(file, features.tokenBearers);
  return file;
}

function generateClass(file: ModuleFile, service: Service): void {
  const config = `${serviceName(service, 'Client')}Config`;
  file.add({
    kind: StructureKind.Class,
    isExported: true,
    name: serviceName(service, 'Client'),
    docs: [
      docs(
        service.documentation,
        `\`${service.id}\`, version ${service.version}. One method per operation; nothing is retried.`,
      ),
    ],
    properties: [{ name: '#config', isReadonly: true, type: config }],
    ctors: [
      {
        docs: ['@throws TypeError for an endpoint that is no URL'],
        parameters: [{ name: 'config', type: config }],
        statements: ['this.#config = { ...config, endpoint: new URL(config.endpoint) };'],
      },
    ],
    methods: service.operations.map((operation) => method(operation, file)),
  });
}

function method(operation: Operation, file: ModuleFile): OptionalKind<MethodDeclarationStructure> {
  const { name, input, output } = operation;
  const isOptional = input.members.every(({ required }) => !required);
  return {
    name: lowerCamel(name),
    docs: [docs(operation.documentation, `\`${operation.id}\`.`) + deprecation(operation.deprecated)],
    parameters: [
      { name: 'input', type: typeOf(input, file), ...(isOptional ? { initializer: '{}' } : {}) },
      { name: 'options', type: 'CallOptions', initializer: '{}' },
    ],
    returnType: `Promise<${typeOf(output, file)} & Answered>`,
    statements: [`return call${name}(this.#config, input, options);`],
  };
}

/** The function behind a method: what a bundle that needs few operations imports in place of the class. */
function generateCall(
  file: ModuleFile,
  service: Service,
  operation: Operation,
  features: ClientFeatures,
): void {
  const { name, input, output, auth, optionalAuth } = operation;
  const validate = file.use(value('validators', `validate${upperFirst(input.name)}`));
  const serialize = file.use(value('serializers', `serialize${name}Request`));
  const deserialize = file.use(value('deserializers', `deserialize${name}Response`));
  const hasTokens = features.tokenBearers.has(input);
  const sent = hasTokens ? 'filled' : 'input';
  const request = [
    `body: ${serialize}(${sent})`,
    `signed: ${String(auth.length > 0 && !optionalAuth)}`,
    ...(features.compression ? [`compressed: ${String(operation.requestCompression)}`] : []),
    ...(features.hostPrefixes ? [`hostPrefix: ${hostPrefix(operation, sent)}`] : []),
  ];
  const client = serviceName(service, 'Client');
  addFunction(file, {
    name: `call${name}`,
    isExported: true,
    isAsync: true,
    docs: `What \`${client}.${lowerCamel(name)}\` does; a bundle of this function holds no other operation.`,
    parameters: [`config: ${client}Config`, `input: ${typeOf(input, file)}`, 'options: CallOptions = {}'],
    returns: `Promise<${typeOf(output, file)} & Answered>`,
    body: [
      ...(hasTokens
        ? [
            `const filled = ${fillName(input)}(input, config.idempotencyToken ?? (() => crypto.randomUUID()));`,
          ]
        : []),
      `if (config.validate !== false) throwViolations(${quoted(name)}, ${validate}(${sent}));`,
      `const answer = await send(config, { ${request.join(', ')} }, options);`,
      `const { output, requestId } = ${deserialize}(answer.text);`,
      'return { ...output, $metadata: metadataOf(answer, requestId) };',
    ],
  });
}

/** The host prefix with its labels filled, as an expression. */
function hostPrefix({ hostPrefix: prefix, input }: Operation, sent: string): string {
  if (prefix === undefined) return "''";
  const parts = prefix.split(/(\{\w+\})/).filter((part) => part !== '');
  const expressions = parts.map((part) => {
    const label = /^\{(\w+)\}$/.exec(part)?.[1];
    const member = input.members.find(({ name, hostLabel }) => hostLabel && name === label);
    return member === undefined
      ? quoted(part)
      : `hostLabel(${quoted(member.name)}, ${sent}.${member.property})`;
  });
  return expressions.join(' + ');
}

function generateConfig(file: ModuleFile, service: Service, features: ClientFeatures): void {
  const identity = file.use(type('@smithy/types', 'AwsCredentialIdentity'));
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: `${serviceName(service, 'Client')}Config`,
    docs: ['Where requests go and how.'],
    properties: [
      {
        name: 'endpoint',
        isReadonly: true,
        type: 'string | URL',
        docs: ['`http:` or `https:`; a base path in it is kept.'],
      },
      { name: 'region', isReadonly: true, type: 'string', docs: ['Region in the scope of signatures.'] },
      optional(
        'credentials',
        `${identity} | (() => Promise<${identity}>)`,
        'Keys, or where they come from; needed by operations that are signed.',
      ),
      optional(
        'validate',
        'boolean',
        'False sends inputs as they are. By default they are validated and, where wrong, not sent.',
      ),
      optional('timeoutMs', 'number', 'Milliseconds that a call may take; 30,000 by default.'),
      optional('fetch', 'typeof fetch', 'The global `fetch` by default.'),
      optional('clock', '(() => Date)', 'Time of signatures; now by default.'),
      ...(features.tokenBearers.size > 0
        ? [
            optional(
              'idempotencyToken',
              '(() => string)',
              'Fills idempotency tokens that an input lacks; random UUIDs by default.',
            ),
          ]
        : []),
      ...(features.compression
        ? [
            optional('disableRequestCompression', 'boolean', 'True sends every body as it is.'),
            optional(
              'requestMinCompressionSizeBytes',
              'number',
              'Bodies of fewer bytes are not compressed; 10,240 by default.',
            ),
          ]
        : []),
      ...(features.hostPrefixes
        ? [
            optional(
              'disableHostPrefix',
              'boolean',
              'True keeps the host of the endpoint for every operation.',
            ),
          ]
        : []),
    ],
  });
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: 'CallOptions',
    docs: ['How one call is made.'],
    properties: [
      optional('signal', 'AbortSignal', 'Aborts the call; its reason is what the call throws.'),
      optional('timeoutMs', 'number', 'In place of that of the client.'),
    ],
  });
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: 'Answered',
    docs: ['What every answer has beside its output.'],
    properties: [
      {
        name: '$metadata',
        isReadonly: true,
        type: file.use(type('@smithy/types', 'ResponseMetadata')),
        docs: ['Status and request id.'],
      },
    ],
  });
}

function generateValidationError(file: ModuleFile): void {
  const violation = file.use(runtime.Violation);
  const message = file.use(value('runtime/messages', 'stsMessage'));
  file.add({
    kind: StructureKind.Class,
    isExported: true,
    name: 'ValidationError',
    extends: 'Error',
    docs: ['An input that was not sent: it violates constraints of the model, all of which are listed.'],
    properties: [
      { name: 'name', hasOverrideKeyword: true, isReadonly: true, initializer: "'ValidationError'" },
      { name: 'operation', isReadonly: true, type: file.use(generated.OperationName) },
      { name: 'violations', isReadonly: true, type: `readonly ${violation}[]` },
    ],
    ctors: [
      {
        parameters: [
          { name: 'operation', type: file.use(generated.OperationName) },
          { name: 'violations', type: `readonly ${violation}[]` },
        ],
        statements: [
          `super(${message}(violations));`,
          'this.operation = operation;',
          'this.violations = violations;',
        ],
      },
    ],
  });
}

function optional(name: string, typeText: string, text: string): OptionalKind<PropertySignatureStructure> {
  return { name, hasQuestionToken: true, isReadonly: true, type: `${typeText} | undefined`, docs: [text] };
}
