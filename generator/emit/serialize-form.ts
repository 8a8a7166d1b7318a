/** Emits the request side of serializers.ts: one function per shape, which appends its keys below a prefix. */
import type {
  ListShape,
  MapShape,
  Member,
  Operation,
  Service,
  Shape,
  StructureShape,
  UnionShape,
} from '../ir/ir.js';
import { upperFirst } from '../ir/names.js';
import { reachable } from '../ir/reach.js';
import { isSimple } from '../ir/shape-kinds.js';
import { value } from './file.js';
import type { ModuleFile } from './file.js';
import { addFunction, indented } from './functions.js';
import { formText } from './scalars.js';
import { runtime, typeOf } from './symbols.js';
import { inTemplate, quoted } from './text.js';

/** The exported serializer of an operation's request. */
export function generateRequestSerializer(file: ModuleFile, service: Service, operation: Operation): void {
  const start = `Action=${encodeURIComponent(operation.name)}&Version=${encodeURIComponent(service.version)}`;
  const isEmpty = operation.input.members.length === 0;
  const locate = value('runtime/problem', 'locateSerializationError');
  addFunction(file, {
    name: `serialize${operation.name}Request`,
    isExported: true,
    docs:
      `Form body of a request of \`${operation.name}\`: Action and Version, then the members that are there.` +
      (isEmpty ? '' : '\n@throws SerializationError, with its path, for a value that has no text.'),
    parameters: [`${isEmpty ? '_input' : 'input'}: ${draftOf(operation.input, file)}`],
    returns: 'string',
    body: isEmpty
      ? [`return ${quoted(start)};`]
      : [
          'try {',
          `  return ${quoted(start)} + ${functionName(operation.input)}('&', input);`,
          '} catch (error) {',
          `  throw ${file.use(locate)}(error, input);`,
          '}',
        ],
  });
}

/** The functions behind them, one per shape that an input reaches. */
export function generateFormWriters(file: ModuleFile, service: Service): void {
  const inputs = service.operations.map(({ input }) => input).filter(({ members }) => members.length > 0);
  for (const shape of reachable(service, inputs)) {
    if (shape.kind === 'structure' || shape.kind === 'union') generateStructure(file, shape);
    else if (shape.kind === 'list') generateList(file, shape);
    else if (shape.kind === 'map') generateMap(file, shape);
  }
}

function generateStructure(file: ModuleFile, shape: StructureShape | UnionShape): void {
  const isEmpty = shape.members.length === 0;
  addFunction(file, {
    name: functionName(shape),
    parameters: [
      `${isEmpty ? '_' : ''}prefix: string`,
      `${isEmpty ? '_' : ''}input: ${draftOf(shape, file)}`,
    ],
    returns: 'string',
    body: isEmpty
      ? ["return '';"]
      : ["let body = '';", ...shape.members.flatMap((member) => memberLines(member, file)), 'return body;'],
  });
}

function memberLines(member: Member, file: ModuleFile): readonly string[] {
  const name = segment(member.wireName);
  const property = `input.${member.property}`;
  const append = (text: string): readonly string[] => [`if (${property} != null) body += ${text};`];
  const shape = member.targetShape;
  if (isSimple(shape))
    return append(`\`\${prefix}${name}=\${${formText(member, shape.kind, property, file)}}\``);
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return append(`${functionName(shape)}(\`\${prefix}${name}.\`, ${property})`);
    case 'list': {
      const items = member.flattened ? '' : `${segment(shape.member.wireName)}.`;
      const call = `${functionName(shape)}(\`\${prefix}${name}.${items}\`, ${property})`;
      return append(`${property}.length === 0 ? \`\${prefix}${name}=\` : ${call}`);
    }
    case 'map':
      return append(
        `${functionName(shape)}(\`\${prefix}${name}.${member.flattened ? '' : 'entry.'}\`, ${property})`,
      );
  }
}

function generateList(file: ModuleFile, shape: ListShape): void {
  addFunction(file, {
    name: functionName(shape),
    parameters: ['prefix: string', `items: ${draftOf(shape, file)}`],
    returns: 'string',
    body: [
      "let body = '';",
      'let position = 0;',
      'for (const item of items) {',
      '  if (item == null) continue;',
      '  position += 1;',
      ...indented(elementLines('', shape.member, 'item', file)),
      '}',
      'return body;',
    ],
  });
}

function generateMap(file: ModuleFile, shape: MapShape): void {
  addFunction(file, {
    name: functionName(shape),
    parameters: ['prefix: string', `map: ${draftOf(shape, file)}`],
    returns: 'string',
    body: [
      "let body = '';",
      'let position = 0;',
      'for (const [key, value] of Object.entries(map)) {',
      '  if (value == null) continue;',
      '  position += 1;',
      ...indented(elementLines(`.${segment(shape.key.wireName)}`, shape.key, 'key', file)),
      ...indented(elementLines(`.${segment(shape.value.wireName)}`, shape.value, 'value', file)),
      '}',
      'return body;',
    ],
  });
}

/** Appends one item, key or value under `prefix`, its position and `suffix`. */
function elementLines(
  suffix: string,
  { targetShape: shape, ...member }: Member,
  name: string,
  file: ModuleFile,
): readonly string[] {
  const key = `\${prefix}\${position}${suffix}`;
  if (isSimple(shape))
    return [`body += \`${key}=\${${formText({ ...member, targetShape: shape }, shape.kind, name, file)}}\`;`];
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return [`body += ${functionName(shape)}(\`${key}.\`, ${name});`];
    case 'list': {
      const call = `${functionName(shape)}(\`${key}.${segment(shape.member.wireName)}.\`, ${name})`;
      return [`body += ${name}.length === 0 ? \`${key}=\` : ${call};`];
    }
    case 'map':
      return [`body += ${functionName(shape)}(\`${key}.entry.\`, ${name});`];
  }
}

function functionName({ name }: Shape): string {
  return `form${upperFirst(name)}`;
}

/** A name within a key, encoded once and for all. Dots that belong to it stay: readers cannot tell them apart. */
function segment(wireName: string): string {
  return inTemplate(encodeURIComponent(wireName));
}

function draftOf(shape: Shape, file: ModuleFile): string {
  return `${file.use(runtime.Draft)}<${typeOf(shape, file)}>`;
}
