/** Emits types.ts: structures, unions, enums and the content of errors. */
import { StructureKind } from 'ts-morph';
import type { PropertySignatureStructure } from 'ts-morph';
import type { ErrorShape, Member, Service, SimpleShape, StructureShape, UnionShape } from '../ir/ir.js';
import { ModuleFile } from './file.js';
import { serviceName, typeOf } from './symbols.js';
import { boundsOf, deprecation, docs, literal, propertyKey, quoted } from './text.js';

export function emitTypes(service: Service): ModuleFile {
  const file = new ModuleFile('types.ts');
  for (const shape of service.shapes) {
    // Lists, maps and simple shapes are written out where they are used.
    if (shape.kind === 'structure') generateStructure(file, shape);
    else if (shape.kind === 'union') generateUnion(file, shape);
    else if (shape.kind === 'enum' || shape.kind === 'intEnum') generateEnum(file, shape);
  }
  for (const error of service.errors) generateErrorContent(file, error);
  if (service.errors.length > 0) {
    const name = serviceName(service, 'ErrorContent');
    const contents = service.errors.map((error) => `\n  | ${errorContentName(error)}`);
    file.addText({
      name,
      isType: true,
      docs: 'What an error of the service carries, told apart by `name`, the name of its shape.',
      text: `type ${name} =${contents.join('')};`,
    });
  }
  return file;
}

/** Name of the interface for the content of an error; the class of the error has the plain name. */
export function errorContentName({ name }: ErrorShape): string {
  return `${name}Content`;
}

/** The member that holds an error's message, `message` or `Message`. */
export function messageMember({ members }: ErrorShape): Member | undefined {
  return members.find(
    ({ name, targetShape }) => name.toLowerCase() === 'message' && targetShape.kind === 'string',
  );
}

/** What an error carries beside its message. */
export function extraMembers(error: ErrorShape): readonly Member[] {
  const message = messageMember(error);
  return error.members.filter((member) => member !== message);
}

/** Members of an error that the envelope says already: they are read from there, and not written again. */
export function isEnvelope({ wireName, xmlAttribute }: Member): boolean {
  return !xmlAttribute && (wireName === 'Code' || wireName === 'Type');
}

function generateStructure(file: ModuleFile, shape: StructureShape): void {
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: shape.name,
    docs: [docs(shape.documentation, idOf(shape.id)) + deprecation(shape.deprecated)],
    properties: shape.members.map((member) => property(member, file)),
  });
}

function property(member: Member, file: ModuleFile): PropertySignatureStructure {
  const valueType = typeOf(member.targetShape, file);
  const description = docs(
    member.documentation,
    boundsOf(member),
    member.default === undefined ? undefined : `Default: \`${literal(member.default)}\`.`,
    member.idempotencyToken ? 'Idempotency token: the client fills it when it is absent.' : undefined,
    member.sensitive ? 'Sensitive.' : undefined,
  );
  const text = description + deprecation(member.deprecated);
  return {
    kind: StructureKind.PropertySignature,
    name: propertyKey(member.property),
    isReadonly: true,
    hasQuestionToken: !member.required,
    type: member.required ? valueType : `${valueType} | undefined`,
    docs: text === '' ? [] : [text],
  };
}

/** One alternative per member; the others are `undefined` in it, so that a member can be looked at without a guard. */
function generateUnion(file: ModuleFile, shape: UnionShape): void {
  const alternatives = shape.members.map((member) => {
    const others = shape.members.filter((other) => other !== member).map(({ property }) => property);
    return alternative(`${propertyKey(member.property)}: ${typeOf(member.targetShape, file)}`, [
      ...others,
      '$unknown',
    ]);
  });
  const unknown = alternative(
    '$unknown: string',
    shape.members.map(({ property }) => property),
  );
  file.addText({
    name: shape.name,
    isType: true,
    docs:
      docs(
        shape.documentation,
        idOf(shape.id),
        'Exactly one member is set; `$unknown` names one that this model lacks.',
      ) + deprecation(shape.deprecated),
    text: `type ${shape.name} =${[...alternatives, unknown].map((text) => `\n  | ${text}`).join('')};`,
  });
}

function alternative(own: string, others: readonly string[]): string {
  return `{ ${[`readonly ${own}`, ...others.map((name) => `readonly ${propertyKey(name)}?: undefined`)].join('; ')} }`;
}

/** Enums stay open: a service may know values that its model of today does not. */
function generateEnum(file: ModuleFile, shape: SimpleShape): void {
  const values = (shape.enumValues ?? []).map(({ value }) => literal(value));
  const open = shape.kind === 'enum' ? '(string & {})' : '(number & {})';
  file.addText({
    name: shape.name,
    isType: true,
    docs:
      docs(shape.documentation, `${idOf(shape.id)} Values that the model does not name are possible.`) +
      deprecation(shape.deprecated),
    text: `type ${shape.name} =${[...values, open].map((text) => `\n  | ${text}`).join('')};`,
  });
}

function generateErrorContent(file: ModuleFile, error: ErrorShape): void {
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: errorContentName(error),
    docs: [
      docs(error.documentation, `${idOf(error.id)} Code \`${error.code}\`, status ${error.status}.`) +
        deprecation(error.deprecated),
    ],
    properties: [
      { name: 'name', isReadonly: true, type: quoted(error.name) },
      ...error.members.map((member) => property(member, file)),
    ],
  });
}

function idOf(id: string): string {
  return `\`${id}\`.`;
}
