/** Emits the response side of serializers.ts: one function per shape, which writes the lines of its content. */
import type {
  ErrorShape,
  ListShape,
  MapShape,
  Member,
  Operation,
  Service,
  Shape,
  StructureShape,
  UnionShape,
} from '../ir/ir.js';
import { reachable } from '../ir/reach.js';
import { isSimple } from '../ir/shape-kinds.js';
import { type, value } from './file.js';
import type { ModuleFile } from './file.js';
import { addFunction, indented } from './functions.js';
import { upperFirst } from '../ir/names.js';
import { xmlText } from './scalars.js';
import { runtime, serviceName, typeOf } from './symbols.js';
import { inTemplate, quoted } from './text.js';
import { errorContentName, extraMembers, isEnvelope, messageMember } from './types.js';

/** The exported serializer of an operation's response. */
export function generateResponseSerializer(file: ModuleFile, service: Service, operation: Operation): void {
  const { name, output, hasOutput } = operation;
  const isEmpty = !hasOutput || output.members.length === 0;
  const attribute = xmlAttributeText(service.xmlNamespace);
  const attributes = hasAttributes(output) ? `, ${attributesName(output)}(output)` : '';
  const result = isEmpty
    ? hasOutput
      ? `'  <${name}Result/>\\n'`
      : "''"
    : `element('  ', ${quoted(`${name}Result`)}, ${functionName(output)}('    ', output)${attributes})`;
  const build = [
    'return (',
    `  ${quoted(`<${name}Response xmlns="${attribute}">\n`)} +`,
    ...(result === "''" ? [] : [`  ${result} +`]),
    `  responseEnd(${quoted(name)}, requestId)`,
    ');',
  ];
  const locate = value('runtime/problem', 'locateSerializationError');
  addFunction(file, {
    name: `serialize${name}Response`,
    isExported: true,
    docs:
      `XML document of a response of \`${name}\`, laid out as the service does.` +
      (isEmpty ? '' : '\n@throws SerializationError, with its path, for a value that XML 1.0 cannot carry.'),
    parameters: [`${isEmpty ? '_output' : 'output'}: ${draftOf(output, file)}`, 'requestId: string'],
    returns: 'string',
    body: isEmpty
      ? build
      : [
          'try {',
          ...indented(build),
          '} catch (error) {',
          `  throw ${file.use(locate)}(error, output);`,
          '}',
        ],
  });
}

/** The serializer of error documents; none where the service has no errors. */
export function generateErrorSerializer(file: ModuleFile, service: Service): void {
  if (service.errors.length === 0) return;
  const write = file.use(value('runtime/error-document', 'writeErrorResponse'));
  const cases = service.errors.flatMap((error) => {
    const message = messageMember(error);
    const fields = [
      `type: ${quoted(error.fault === 'client' ? 'Sender' : 'Receiver')}`,
      `code: ${quoted(error.code)}`,
      ...(message === undefined ? [] : [`message: error.${message.property}`]),
      'requestId',
      'xmlNamespace',
      ...(childrenOf(error).length === 0 ? [] : [`membersXml: ${functionName(error)}('    ', error)`]),
      ...(hasAttributes(error) ? [`attributesXml: ${attributesName(error)}(error)`] : []),
    ];
    return [`case ${quoted(error.name)}:`, `  return ${write}({ ${fields.join(', ')} });`];
  });
  addFunction(file, {
    name: 'serializeErrorResponse',
    isExported: true,
    docs:
      'XML document of an error that the model knows, under its code on the wire.' +
      '\n@throws SerializationError for text that XML 1.0 cannot carry.',
    parameters: [
      `error: ${file.use(type('types', serviceName(service, 'ErrorContent')))}`,
      'requestId: string',
    ],
    returns: 'string',
    body: [
      `const xmlNamespace = ${quoted(service.xmlNamespace)};`,
      'switch (error.name) {',
      ...indented(cases),
      '}',
    ],
  });
  for (const error of service.errors) {
    const children = childrenOf(error);
    if (children.length > 0) generateStructure(file, error, children, errorType(error, file));
    if (hasAttributes(error)) generateAttributes(file, error, errorType(error, file));
  }
}

/** Elements of an error beside its message. */
function childrenOf(error: ErrorShape): readonly Member[] {
  return extraMembers(error).filter((member) => !member.xmlAttribute && !isEnvelope(member));
}

function hasAttributes({ members }: { readonly members: readonly Member[] }): boolean {
  return members.some(({ xmlAttribute }) => xmlAttribute);
}

/** The functions behind them, one per shape that an output or error reaches, and what they share. */
export function generateXmlWriters(file: ModuleFile, service: Service): void {
  const outputs = service.operations.filter(({ hasOutput }) => hasOutput).map(({ output }) => output);
  const nonEmpty = outputs.filter(({ members }) => members.length > 0);
  const errors = service.errors.map((error) => ({ members: extraMembers(error) }));
  const shapes = reachable(service, [...nonEmpty, ...errors]);
  for (const shape of shapes) {
    if (shape.kind === 'structure' || shape.kind === 'union') {
      const children = shape.members.filter(({ xmlAttribute }) => !xmlAttribute);
      generateStructure(file, shape, children, draftOf(shape, file));
      if (hasAttributes(shape)) generateAttributes(file, shape, draftOf(shape, file));
    } else if (shape.kind === 'list') generateList(file, shape);
    else if (shape.kind === 'map') generateMap(file, shape);
  }
  generateResponseEnd(file);
  if (nonEmpty.length > 0 || shapes.length > 0) generateElement(file);
}

function generateStructure(
  file: ModuleFile,
  shape: Shape | ErrorShape,
  members: readonly Member[],
  draft: string,
): void {
  const isEmpty = members.length === 0;
  addFunction(file, {
    name: functionName(shape),
    parameters: [`${isEmpty ? '_' : ''}indent: string`, `${isEmpty ? '_' : ''}output: ${draft}`],
    returns: 'string',
    body: isEmpty
      ? ["return '';"]
      : [
          "let xml = '';",
          ...members.map((member) => `if (output.${member.property} != null) ${memberLine(member, file)}`),
          'return xml;',
        ],
  });
}

function memberLine(member: Member, file: ModuleFile): string {
  const property = `output.${member.property}`;
  const shape = member.targetShape;
  if (member.flattened && (shape.kind === 'list' || shape.kind === 'map')) {
    const attributes = shape.kind === 'map' ? `, ${quoted(namespaceText(member))}` : '';
    return `xml += ${functionName(shape)}(indent, ${quoted(member.wireName)}, ${property}${attributes});`;
  }
  return elementLine(member, property, fixedName(member), 'indent', file);
}

/** How the name of an element is written: as an expression, and within a template literal. */
interface ElementName {
  readonly expression: string;
  readonly inTemplate: string;
}

function fixedName({ wireName }: Member): ElementName {
  return { expression: quoted(wireName), inTemplate: wireName };
}

/** Writes one element for the value of a member. `indent` is `indent` or a template literal that begins with it. */
function elementLine(
  member: Member,
  expression: string,
  name: ElementName,
  indent: string,
  file: ModuleFile,
): string {
  const { targetShape: shape } = member;
  const namespace = namespaceText(member);
  const start = indent === 'indent' ? '${indent}' : indent.slice(1, -1);
  const inner = `\`${start}  \``;
  const wrap = (content: string, ...attributes: readonly string[]): string => {
    const all = [...(namespace === '' ? [] : [quoted(namespace)]), ...attributes].join(' + ');
    return `xml += element(${indent}, ${name.expression}, ${content}${all === '' ? '' : `, ${all}`});`;
  };
  if (isSimple(shape)) {
    const text = xmlText(member, shape.kind, expression, file);
    const tag = name.inTemplate;
    return `xml += \`${start}<${tag}${inTemplate(namespace)}>\${${text}}</${tag}>\\n\`;`;
  }
  switch (shape.kind) {
    case 'structure':
    case 'union': {
      const content = `${functionName(shape)}(${inner}, ${expression})`;
      return wrap(content, ...(hasAttributes(shape) ? [`${attributesName(shape)}(${expression})`] : []));
    }
    case 'list':
      return wrap(`${functionName(shape)}(${inner}, ${quoted(shape.member.wireName)}, ${expression})`);
    case 'map':
      return wrap(`${functionName(shape)}(${inner}, 'entry', ${expression}, '')`);
  }
}

/** Items take their element's name from where the list stands: that of the list where it is flattened. */
function generateList(file: ModuleFile, shape: ListShape): void {
  const name = { expression: 'name', inTemplate: '${name}' };
  addFunction(file, {
    name: functionName(shape),
    parameters: ['indent: string', 'name: string', `items: ${draftOf(shape, file)}`],
    returns: 'string',
    body: [
      "let xml = '';",
      'for (const item of items) {',
      '  if (item == null) continue;',
      `  ${elementLine(shape.member, 'item', name, 'indent', file)}`,
      '}',
      'return xml;',
    ],
  });
}

function generateMap(file: ModuleFile, shape: MapShape): void {
  addFunction(file, {
    name: functionName(shape),
    parameters: ['indent: string', 'name: string', `map: ${draftOf(shape, file)}`, 'attributes: string'],
    returns: 'string',
    body: [
      "let xml = '';",
      'for (const [key, value] of Object.entries(map)) {',
      '  if (value == null) continue;',
      '  xml += `${indent}<${name}${attributes}>\\n`;',
      `  ${elementLine(shape.key, 'key', fixedName(shape.key), '`${indent}  `', file)}`,
      `  ${elementLine(shape.value, 'value', fixedName(shape.value), '`${indent}  `', file)}`,
      '  xml += `${indent}</${name}>\\n`;',
      '}',
      'return xml;',
    ],
  });
}

function generateAttributes(
  file: ModuleFile,
  shape: StructureShape | UnionShape | ErrorShape,
  draft: string,
): void {
  const escape = value('runtime/xml-writer', 'escapeAttribute');
  const lines = shape.members.flatMap((member) => {
    const target = member.targetShape;
    if (!member.xmlAttribute || !isSimple(target)) return [];
    const expression = `output.${member.property}`;
    const isText = target.kind === 'string' || target.kind === 'enum' || target.kind === 'bigDecimal';
    const text = isText
      ? `${file.use(escape)}(${expression})`
      : xmlText(member, target.kind, expression, file);
    return [`if (${expression} != null) xml += \` ${member.wireName}="\${${text}}"\`;`];
  });
  addFunction(file, {
    name: attributesName(shape),
    parameters: [`output: ${draft}`],
    returns: 'string',
    body: ["let xml = '';", ...lines, 'return xml;'],
  });
}

function generateResponseEnd(file: ModuleFile): void {
  const escape = file.use(value('runtime/xml-writer', 'escapeText'));
  addFunction(file, {
    name: 'responseEnd',
    docs: 'What every response ends with.',
    parameters: ['operation: string', 'requestId: string'],
    returns: 'string',
    body: [
      `const id = \`    <RequestId>\${${escape}(requestId)}</RequestId>\\n\`;`,
      'return `  <ResponseMetadata>\\n${id}  </ResponseMetadata>\\n</${operation}Response>\\n`;',
    ],
  });
}

function generateElement(file: ModuleFile): void {
  addFunction(file, {
    name: 'element',
    docs: 'An element around whole lines of content; without content an empty one.',
    parameters: ['indent: string', 'name: string', 'content: string', "attributes: string = ''"],
    returns: 'string',
    body: [
      "if (content === '') return `${indent}<${name}${attributes}/>\\n`;",
      'return `${indent}<${name}${attributes}>\\n${content}${indent}</${name}>\\n`;',
    ],
  });
}

/** Declaration of the namespace that a member puts on its element, with the blank before it. */
function namespaceText({ xmlNamespace }: Member): string {
  if (xmlNamespace === undefined) return '';
  const { uri, prefix } = xmlNamespace;
  return ` xmlns${prefix === undefined ? '' : `:${prefix}`}="${xmlAttributeText(uri)}"`;
}

/** A text of the model as the value of an attribute in generated documents. */
function xmlAttributeText(text: string): string {
  return text.replace(
    /[&<>"\t\n\r]/g,
    (character) => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
  );
}

function functionName({ name }: { readonly name: string }): string {
  return `xml${upperFirst(name)}`;
}

function attributesName({ name }: { readonly name: string }): string {
  return `attributesOf${upperFirst(name)}`;
}

function draftOf(shape: Shape, file: ModuleFile): string {
  return `${file.use(runtime.Draft)}<${typeOf(shape, file)}>`;
}

function errorType(error: ErrorShape, file: ModuleFile): string {
  return file.use(type('types', errorContentName(error)));
}
