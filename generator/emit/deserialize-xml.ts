/** Emits the response side of deserializers.ts: one function per shape, which pulls its elements from a reader. */
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
import { isSimple, membersOf } from '../ir/shape-kinds.js';
import { defaultExpression } from './defaults.js';
import { type, value } from './file.js';
import type { ModuleFile } from './file.js';
import { addFunction, indented, localNames } from './functions.js';
import { scalarReader, zeroScalar } from './scalars.js';
import type { ReaderHelpers } from './reader-helpers.js';
import { typeOf } from './symbols.js';
import { extraMembers } from './types.js';
import { quoted } from './text.js';

/** Lines that read members, by where they stand. */
export interface MemberParts {
  /** Right behind the start of the element: the reader forgets attributes with the first child. */
  readonly attributes: readonly string[];
  /** Before, inside and after the loop over elements. */
  readonly before: readonly string[];
  readonly cases: readonly string[];
  readonly after: readonly string[];
}

/** Emits readers into one file. */
export class XmlReaders {
  readonly #file: ModuleFile;
  readonly #service: Service;
  readonly #helpers: ReaderHelpers;

  constructor(file: ModuleFile, service: Service, helpers: ReaderHelpers) {
    this.#file = file;
    this.#helpers = helpers;
    this.#service = service;
  }

  /** The exported deserializer of an operation's response. */
  generateResponse({ name, output, hasOutput }: Operation): void {
    const isEmpty = output.members.length === 0;
    addFunction(this.#file, {
      name: `deserialize${name}Response`,
      isExported: true,
      docs:
        `Output of \`${name}\` from its XML document.` +
        '\n@throws XmlError for a document that is ill-formed or refused' +
        '\n@throws DeserializationError with every problem that the mode does not forgive',
      parameters: ['xml: string', "mode: ReadMode = 'lenient'"],
      returns: `ResponseContent<${typeOf(output, this.#file)}>`,
      body: [
        `return readResponse(xml, ${quoted(name)}, ${String(hasOutput)}, mode, ${isEmpty ? this.#helpers.use('readNothing') : functionName(output)});`,
      ],
    });
  }

  /** The functions behind them, one per shape that an output or error reaches. */
  generateShapes(): void {
    const outputs = this.#service.operations.map(({ output }) => output);
    const nonEmpty = outputs.filter(({ members }) => members.length > 0);
    const errors = this.#service.errors.map((error) => ({ members: extraMembers(error) }));
    const shapes = reachable(this.#service, [...nonEmpty, ...errors]);
    // The items of a flattened list are read where its structure is.
    const wrapped = new Set(
      [...nonEmpty, ...errors, ...shapes].flatMap((owner) => {
        const members = 'kind' in owner ? membersOf(owner) : owner.members;
        return members.filter(({ flattened }) => !flattened).map(({ targetShape }) => targetShape);
      }),
    );
    for (const shape of shapes) {
      if (shape.kind === 'structure') this.generateStructure(shape);
      else if (shape.kind === 'union') this.#generateUnion(shape);
      else if (shape.kind === 'list' && wrapped.has(shape)) this.#generateList(shape);
      else if (shape.kind === 'map') this.#generateMap(shape, wrapped.has(shape));
    }
  }

  /** Declarations and assignments that read `members` into `output`. */
  memberParts(members: readonly Member[]): MemberParts {
    const locals = localNames(members, ['reader', 'at', 'problems', 'output', 'start', 'name', 'xml']);
    const before: string[] = [];
    const cases: string[] = [];
    const after: string[] = [];
    for (const member of members) {
      const { targetShape: shape, property, wireName } = member;
      const local = locals.get(member) ?? '';
      if (member.flattened && shape.kind === 'list') {
        before.push(`const ${local}: ${this.#arrayOf(shape)} = [];`);
        const item = this.#read(shape.member, `[${quoted(member.name)}, ${local}.length]`);
        cases.push(
          `case ${quoted(wireName)}: {`,
          ...indented(pushLines(local, item, this.#isFallible(shape.member))),
          '  break;',
          '}',
        );
        after.push(`if (${local}.length > 0) output.${property} = ${local};`);
      } else if (member.flattened && shape.kind === 'map') {
        before.push(`let ${local}: ${this.#recordOf(shape)} | undefined;`);
        cases.push(
          `case ${quoted(wireName)}:`,
          `  ${local} ??= {};`,
          `  ${entryName(shape)}(reader, ${quoted(member.name)}, ${local}, problems);`,
          '  break;',
        );
        after.push(`if (${local} !== undefined) output.${property} = ${local};`);
      } else if (!member.xmlAttribute) {
        cases.push(
          `case ${quoted(wireName)}:`,
          `  output.${property} = ${this.#read(member, quoted(member.name))};`,
          '  break;',
        );
      }
      if (member.required) after.push(...this.#missing(member));
      else if (member.default !== undefined)
        after.push(`output.${property} ??= ${defaultExpression(member, member.default)};`);
    }
    return { attributes: this.#attributes(members), before, cases, after };
  }

  /** A structure's function. */
  generateStructure(shape: StructureShape): void {
    const { attributes, before, cases, after } = this.memberParts(shape.members);
    const name = typeOf(shape, this.#file);
    this.#generate(shape, name, [
      'const start = problems.length;',
      `const output: ${this.#helpers.use('Reading')}<${name}> = {};`,
      ...attributes,
      ...before,
      ...elementLoop(cases),
      ...after,
      this.#prefix(),
      `return output as ${name};`,
    ]);
  }

  #generateUnion(shape: UnionShape): void {
    const name = typeOf(shape, this.#file);
    const flattened = this.memberParts(shape.members.filter((member) => member.flattened));
    const whole = shape.members.filter((member) => !member.flattened);
    const cases = whole.flatMap((member) => {
      const read = this.#read(member, quoted(member.name));
      if (!this.#isFallible(member)) {
        return [
          `case ${quoted(member.wireName)}:`,
          `  output = { ${member.property}: ${read} };`,
          '  break;',
        ];
      }
      const assign = `if (value !== undefined) output = { ${member.property}: value };`;
      return [
        `case ${quoted(member.wireName)}: {`,
        `  const value = ${read};`,
        `  ${assign}`,
        '  break;',
        '}',
      ];
    });
    this.#generate(shape, name, [
      'const start = problems.length;',
      `let output: ${name} = { $unknown: '' };`,
      ...flattened.before,
      'for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) {',
      '  switch (name) {',
      ...indented([...cases, ...flattened.cases], 2),
      '    default:',
      '      output = { $unknown: name };',
      '      reader.skip();',
      '  }',
      '}',
      ...flattened.after.map((line) => line.replace(/output\.(\w+) = (\w+);$/, 'output = { $1: $2 };')),
      this.#prefix(),
      'return output;',
    ]);
  }

  #generateList(shape: ListShape): void {
    const item = this.#read(shape.member, 'items.length');
    this.#generate(shape, typeOf(shape, this.#file), [
      'const start = problems.length;',
      `const items: ${this.#arrayOf(shape)} = [];`,
      'for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) {',
      `  if (name === ${quoted(shape.member.wireName)}) {`,
      ...indented(pushLines('items', item, this.#isFallible(shape.member)), 2),
      '  } else reader.skip();',
      '}',
      this.#prefix(),
      'return items;',
    ]);
  }

  #generateMap(shape: MapShape, isWrapped: boolean): void {
    if (isWrapped) this.#generateEntries(shape);
    const put = this.#file.use(value('runtime/problem', 'putEntry'));
    const report = this.#file.use(value('runtime/problem', 'report'));
    addFunction(this.#file, {
      name: entryName(shape),
      parameters: [
        `reader: ${this.#reader()}`,
        `at: ${this.#path()}`,
        `map: ${this.#recordOf(shape)}`,
        `problems: ${this.#problem()}[]`,
      ],
      returns: 'void',
      body: [
        'const start = problems.length;',
        'let key: string | undefined;',
        `let value: ${typeOf(shape.value.targetShape, this.#file)} | undefined;`,
        'for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) {',
        `  if (name === ${quoted(shape.key.wireName)}) key = ${this.#read(shape.key, "'key'")};`,
        `  else if (name === ${quoted(shape.value.wireName)}) value = ${this.#read(shape.value, "'value'")};`,
        '  else reader.skip();',
        '}',
        `if (key === undefined) ${report}(problems, 'missing', 'key');`,
        `else if (value === undefined) ${this.#helpers.use('reportMissing')}(problems, start, 'value');`,
        `else ${put}(map, key, value);`,
        this.#prefix(),
      ],
    });
  }

  #generateEntries(shape: MapShape): void {
    this.#generate(shape, typeOf(shape, this.#file), [
      `const map: ${this.#recordOf(shape)} = {};`,
      'for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) {',
      `  if (name === 'entry') ${entryName(shape)}(reader, at, map, problems);`,
      '  else reader.skip();',
      '}',
      'return map;',
    ]);
  }

  #generate(shape: Shape, returns: string, body: readonly string[]): void {
    addFunction(this.#file, {
      name: functionName(shape),
      parameters: [`reader: ${this.#reader()}`, `at: ${this.#path()}`, `problems: ${this.#problem()}[]`],
      returns,
      body,
    });
  }

  #attributes(members: readonly Member[]): readonly string[] {
    return members.flatMap((member) => {
      const shape = member.targetShape;
      if (!member.xmlAttribute || !isSimple(shape)) return [];
      const reader = scalarReader(member, shape.kind);
      const text = `reader.attribute(${quoted(member.wireName)})`;
      if (reader === undefined) return [`output.${member.property} = ${text};`];
      const scalar = value('runtime/scalars', 'readScalar');
      const scalarType = value('runtime/scalars', `${reader.charAt(0).toLowerCase()}${reader.slice(1)}Type`);
      const read = `${this.#file.use(scalar)}(${this.#file.use(scalarType)}, ${text} ?? '', ${quoted(member.name)}, problems)`;
      return [`if (${text} !== undefined) output.${member.property} = ${read};`];
    });
  }

  /** Reports a required member that is absent, and puts its default or Smithy's zero value in its place. */
  #missing(member: Member): readonly string[] {
    return [
      `if (output.${member.property} === undefined) {`,
      `  ${this.#helpers.use('reportMissing')}(problems, start, ${quoted(member.name)});`,
      `  output.${member.property} = ${this.#zero(member)};`,
      '}',
    ];
  }

  #zero(member: Member): string {
    if (member.default !== undefined) return defaultExpression(member, member.default);
    const shape = member.targetShape;
    if (isSimple(shape)) return zeroScalar(shape.kind);
    switch (shape.kind) {
      case 'structure':
        return `${functionName(shape)}(emptyElement(), [], [])`;
      case 'union':
        return "{ $unknown: '' }";
      case 'list':
        return '[]';
      case 'map':
        return '{}';
    }
  }

  /** An expression that reads the element the reader stands on. */
  #read(member: Member, at: string): string {
    const shape = member.targetShape;
    if (!isSimple(shape)) return `${functionName(shape)}(reader, ${at}, problems)`;
    const scalar = `readXml${scalarReader(member, shape.kind) ?? 'String'}`;
    return `${this.#file.use(value('runtime/xml-scalars', scalar))}(reader, ${at}, problems)`;
  }

  /** True where reading the member can give `undefined`. */
  #isFallible({ targetShape: shape, ...member }: Member): boolean {
    return isSimple(shape) && scalarReader({ ...member, targetShape: shape }, shape.kind) !== undefined;
  }

  #arrayOf(shape: ListShape): string {
    return typeOf(shape, this.#file).replace(/^readonly /, '');
  }

  #recordOf(shape: MapShape): string {
    return `Record<string, ${typeOf(shape.value.targetShape, this.#file)}>`;
  }

  #prefix(): string {
    return `${this.#file.use(value('runtime/problem', 'prefixProblems'))}(problems, start, at);`;
  }

  #reader(): string {
    return this.#file.use(type('runtime/xml-reader', 'XmlReader'));
  }

  #path(): string {
    return this.#file.use(type('runtime/problem', 'ProblemPath'));
  }

  #problem(): string {
    return this.#file.use(type('runtime/problem', 'Problem'));
  }
}

/** A loop over child elements that takes those of `cases` and skips the others. */
export function elementLoop(cases: readonly string[]): readonly string[] {
  return [
    'for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) {',
    ...(cases.length === 0
      ? ['  reader.skip();']
      : ['  switch (name) {', ...indented(cases, 2), '    default:', '      reader.skip();', '  }']),
    '}',
  ];
}

function pushLines(list: string, item: string, fallible: boolean): readonly string[] {
  if (!fallible) return [`${list}.push(${item});`];
  return [`const item = ${item};`, `if (item !== undefined) ${list}.push(item);`];
}

function functionName({ name }: { readonly name: string }): string {
  return `xml${upperFirst(name)}`;
}

function entryName({ name }: MapShape): string {
  return `entryOf${upperFirst(name)}`;
}
