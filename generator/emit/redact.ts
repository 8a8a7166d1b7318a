/** Emits redact.ts: copies for logs, in which sensitive members are replaced by a constant. */
import type { Member, Service, Shape, StructureShape } from '../ir/ir.js';
import { upperFirst } from '../ir/names.js';
import { containing } from '../ir/reach.js';
import { membersOf } from '../ir/shape-kinds.js';
import { ModuleFile } from './file.js';
import { addFunction, indented } from './functions.js';
import { runtime, typeOf } from './symbols.js';
import { propertyKey } from './text.js';

export function emitRedact(service: Service): ModuleFile {
  const file = new ModuleFile('redact.ts');
  const secretive = containing(service, ({ sensitive }) => sensitive);
  file.addText({
    name: 'Redacted',
    isType: true,
    docs: 'A copy that may be shown: sensitive members are replaced, the others are as they were.',
    text: 'type Redacted = Readonly<Record<string, unknown>>;',
  });
  if (service.shapes.some((shape) => membersOf(shape).some(({ sensitive }) => sensitive)))
    file.addText({
      name: 'hidden',
      isType: false,
      isExported: false,
      docs: 'Stands for a sensitive value, whatever its type.',
      text: "const hidden = '***SensitiveInformation***';",
    });
  for (const shape of service.shapes)
    if (shape.kind === 'structure') generateStructure(file, shape, secretive);
  for (const shape of service.shapes)
    if (shape.kind !== 'structure' && secretive.has(shape)) generateOther(file, shape, secretive);
  return file;
}

function generateStructure(file: ModuleFile, shape: StructureShape, secretive: ReadonlySet<Shape>): void {
  addFunction(file, {
    name: functionName(shape),
    isExported: true,
    docs: `\`${shape.name}\` without its secrets.`,
    parameters: [`value: ${draftOf(shape, file)}`],
    returns: 'Redacted',
    body: copyLines(shape.members, secretive),
  });
}

function generateOther(file: ModuleFile, shape: Shape, secretive: ReadonlySet<Shape>): void {
  if (shape.kind === 'union') {
    const body = copyLines(shape.members, secretive);
    addFunction(file, {
      name: functionName(shape),
      parameters: [`value: ${draftOf(shape, file)}`],
      returns: 'Redacted',
      body,
    });
  } else if (shape.kind === 'list') {
    addFunction(file, {
      name: functionName(shape),
      parameters: [`items: ${draftOf(shape, file)}`],
      returns: 'readonly unknown[]',
      body: [
        `return items.map((${shape.member.sensitive ? '' : 'item'}) => ${replacement(shape.member, 'item')});`,
      ],
    });
  } else if (shape.kind === 'map') {
    const key = shape.key.sensitive ? 'hidden' : 'key';
    const isPlain = !shape.value.sensitive && !secretive.has(shape.value.targetShape);
    const item = isPlain ? 'item' : replacement(shape.value, 'item');
    const used = [key === 'key' ? 'key' : '', item === 'hidden' ? '' : 'item'].join(', ').replace(/, $/, '');
    addFunction(file, {
      name: functionName(shape),
      parameters: [`map: ${draftOf(shape, file)}`],
      returns: 'Redacted',
      body: [`return Object.fromEntries(Object.entries(map).map(([${used}]) => [${key}, ${item}]));`],
    });
  }
}

function copyLines(members: readonly Member[], secretive: ReadonlySet<Shape>): readonly string[] {
  const replaced = members.filter(({ sensitive, targetShape }) => sensitive || secretive.has(targetShape));
  if (replaced.length === 0) return ['return { ...value };'];
  const fields = replaced.map((member) => {
    const expression = `value.${member.property}`;
    return `...(${expression} != null && { ${propertyKey(member.property)}: ${replacement(member, expression)} }),`;
  });
  return ['return {', ...indented(['...value,', ...fields]), '};'];
}

/** What is shown in the place of a value that is sensitive or has something sensitive in it. */
function replacement({ sensitive, targetShape }: Member, expression: string): string {
  return sensitive ? 'hidden' : `${functionName(targetShape)}(${expression})`;
}

function functionName({ name }: Shape): string {
  return `redact${upperFirst(name)}`;
}

function draftOf(shape: Shape, file: ModuleFile): string {
  return `${file.use(runtime.Draft)}<${typeOf(shape, file)}>`;
}
