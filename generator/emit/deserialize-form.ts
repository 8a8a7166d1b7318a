/** Emits the request side of deserializers.ts: one function per shape, which reads its keys from a form. */
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
import { containing, reachable } from '../ir/reach.js';
import { isSimple, membersOf } from '../ir/shape-kinds.js';
import { defaultExpression, fillsForm } from './defaults.js';
import { type, value } from './file.js';
import type { ModuleFile } from './file.js';
import { addFunction, localNames } from './functions.js';
import { scalarReader } from './scalars.js';
import type { ReaderHelpers } from './reader-helpers.js';
import { runtime, typeOf } from './symbols.js';
import { quoted } from './text.js';

/** Emits readers that all know which shapes can be wrong on the wire: text can not, numbers and lists can. */
export class FormReaders {
  readonly #file: ModuleFile;
  readonly #service: Service;
  readonly #helpers: ReaderHelpers;
  readonly #fallible: ReadonlySet<Shape>;

  constructor(file: ModuleFile, service: Service, helpers: ReaderHelpers) {
    this.#file = file;
    this.#helpers = helpers;
    this.#service = service;
    this.#fallible = containing(service, (member, owner) => {
      const shape = member.targetShape;
      if (owner.kind === 'list' || owner.kind === 'map' || shape.kind === 'list' || shape.kind === 'map')
        return true;
      return isSimple(shape) && scalarReader(member, shape.kind) !== undefined;
    });
  }

  /** The exported deserializer of an operation's request. */
  generateRequest({ name, input }: Operation): void {
    const file = this.#file;
    const isEmpty = input.members.length === 0;
    const problem = type('runtime/problem', 'Problem');
    addFunction(file, {
      name: `deserialize${name}Request`,
      isExported: true,
      docs:
        `Input of \`${name}\` as it was sent: what is missing stays missing, unknown keys are dropped.` +
        (this.#fallible.has(input)
          ? '\n@throws DeserializationError with every scalar that is empty or malformed.'
          : ''),
      parameters: [`${isEmpty ? '_form' : 'form'}: ${file.use(type('runtime/form-reader', 'FormNode'))}`],
      returns: this.#draft(input),
      body: isEmpty
        ? ['return {};']
        : this.#fallible.has(input)
          ? [
              `const problems: ${file.use(problem)}[] = [];`,
              `const input = ${functionName(input)}(form, [], problems)${this.#isNested(input) ? ' ?? {}' : ''};`,
              `${file.use(value('runtime/problem', 'throwProblems'))}(problems);`,
              'return input;',
            ]
          : [`return ${functionName(input)}(form)${this.#isNested(input) ? ' ?? {}' : ''};`],
    });
  }

  /** The functions behind them, one per shape that an input reaches. */
  generateShapes(): void {
    const inputs = this.#service.operations
      .map(({ input }) => input)
      .filter(({ members }) => members.length > 0);
    for (const shape of reachable(this.#service, inputs)) {
      if (shape.kind === 'structure') this.#generateStructure(shape);
      else if (shape.kind === 'union') this.#generateUnion(shape);
      else if (shape.kind === 'list') this.#generateList(shape);
      else if (shape.kind === 'map') this.#generateMap(shape);
    }
  }

  #generateStructure(shape: StructureShape): void {
    const locals = localNames(shape.members, ['node', 'at', 'problems', 'input', 'start']);
    const lines = shape.members.flatMap((member) => {
      const local = locals.get(member) ?? '';
      return [
        `const ${local} = ${this.#read(member, `node.child(${quoted(member.wireName)})`, quoted(member.name))};`,
        member.serverDefault !== undefined && fillsForm(member)
          ? `input.${member.property} = ${local} ?? ${defaultExpression(member, member.serverDefault)};`
          : `if (${local} !== undefined) input.${member.property} = ${local};`,
      ];
    });
    const isEmpty = shape.members.length === 0;
    this.#generate(shape, `${isEmpty ? '_' : ''}node`, [
      ...(isEmpty
        ? ['return {};']
        : [`const input: ${this.#helpers.use('Writable')}<${this.#draft(shape)}> = {};`, ...lines]),
      ...(isEmpty ? [] : this.#end(shape, 'input')),
    ]);
  }

  /** Of several members that were sent the last of the model is the one that is set. */
  #generateUnion(shape: UnionShape): void {
    const locals = localNames(shape.members, ['node', 'at', 'problems', 'input', 'start']);
    const lines = shape.members.flatMap((member) => {
      const local = locals.get(member) ?? '';
      const read = this.#read(member, `node.child(${quoted(member.wireName)})`, quoted(member.name));
      const field = member.property === local ? local : `${member.property}: ${local}`;
      return [`const ${local} = ${read};`, `if (${local} !== undefined) input = { ${field} };`];
    });
    this.#generate(shape, 'node', [
      `let input: ${this.#draft(shape)} = { $unknown: node.segments()[0] ?? '' };`,
      ...lines,
      ...this.#end(shape, 'input'),
    ]);
  }

  #generateList(shape: ListShape): void {
    const file = this.#file;
    const list = file.use(value('runtime/form-scalars', 'readFormList'));
    const target = shape.member.targetShape;
    const item = this.#read(shape.member, 'node', 'index');
    addFunction(file, {
      name: functionName(shape),
      parameters: [
        `list: ${this.#node()} | undefined`,
        'item: string | undefined',
        ...this.#problemParameters(),
      ],
      returns: `${this.#draft(shape)} | undefined`,
      body: [
        `const nodes = ${list}(list, item, at, problems);`,
        'if (nodes === undefined) return undefined;',
        'const start = problems.length;',
        `const items: ${this.#draft(target)}[] = [];`,
        `for (const ${item.includes('index') ? '[index, node] of nodes.entries()' : 'node of nodes'}) {`,
        `  const value = ${item};`,
        '  if (value !== undefined) items.push(value);',
        '}',
        ...this.#end(shape, 'items'),
      ],
    });
  }

  #generateMap(shape: MapShape): void {
    const file = this.#file;
    const entries = file.use(value('runtime/form-scalars', 'readFormMap'));
    const put = file.use(value('runtime/problem', 'putEntry'));
    const names = `${quoted(shape.key.wireName)}, ${quoted(shape.value.wireName)}`;
    addFunction(file, {
      name: functionName(shape),
      parameters: [
        `node: ${this.#node()} | undefined`,
        'entry: string | undefined',
        ...this.#problemParameters(),
      ],
      returns: `${this.#draft(shape)} | undefined`,
      body: [
        `const entries = ${entries}(node, entry, ${names}, at, problems);`,
        'if (entries === undefined) return undefined;',
        'const start = problems.length;',
        `const map: Record<string, ${this.#draft(shape.value.targetShape)}> = {};`,
        'for (const { key, value: node } of entries) {',
        `  const value = ${this.#read(shape.value, 'node', 'key')};`,
        `  if (value !== undefined) ${put}(map, key, value);`,
        '}',
        ...this.#end(shape, 'map'),
      ],
    });
  }

  /** A structure's or union's function; it takes a path and a list of problems only where it can have some. */
  #generate(shape: StructureShape | UnionShape, node: string, body: readonly string[]): void {
    const fallible = this.#fallible.has(shape);
    const optional = this.#isNested(shape);
    addFunction(this.#file, {
      name: functionName(shape),
      parameters: [
        `${node}: ${this.#node()}${optional ? ' | undefined' : ''}`,
        ...(fallible ? this.#problemParameters() : []),
      ],
      returns: `${this.#draft(shape)}${optional ? ' | undefined' : ''}`,
      body: [
        ...(optional ? [`if (${node} === undefined) return undefined;`] : []),
        ...(fallible ? ['const start = problems.length;'] : []),
        ...body,
      ],
    });
  }

  #end(shape: Shape, result: string): readonly string[] {
    if (!this.#fallible.has(shape)) return [`return ${result};`];
    const prefix = this.#file.use(value('runtime/problem', 'prefixProblems'));
    return [`${prefix}(problems, start, at);`, `return ${result};`];
  }

  /** An expression for the value below `node`, `undefined` where nothing was sent. */
  #read(member: Member, node: string, at: string): string {
    const shape = member.targetShape;
    if (isSimple(shape)) {
      const reader = scalarReader(member, shape.kind);
      if (reader === undefined) return `${node}${node === 'node' ? '' : '?'}.value()`;
      return `${this.#file.use(value('runtime/form-scalars', `readForm${reader}`))}(${node}, ${at}, problems)`;
    }
    const name = functionName(shape);
    switch (shape.kind) {
      case 'structure':
      case 'union':
        return `${name}(${node}${this.#fallible.has(shape) ? `, ${at}, problems` : ''})`;
      case 'list': {
        const item = member.flattened ? 'undefined' : quoted(shape.member.wireName);
        return `${name}(${node}, ${item}, ${at}, problems)`;
      }
      case 'map':
        return `${name}(${node}, ${member.flattened ? 'undefined' : "'entry'"}, ${at}, problems)`;
    }
  }

  /** True where the shape stands anywhere but at the top of an input. */
  #isNested(shape: Shape): boolean {
    return this.#service.shapes.some((owner) =>
      membersOf(owner).some(({ targetShape }) => targetShape === shape),
    );
  }

  #problemParameters(): readonly string[] {
    const at = this.#file.use(type('runtime/problem', 'ProblemPath'));
    return [`at: ${at}`, `problems: ${this.#file.use(type('runtime/problem', 'Problem'))}[]`];
  }

  #node(): string {
    return this.#file.use(type('runtime/form-reader', 'FormNode'));
  }

  #draft(shape: Shape): string {
    return `${this.#file.use(runtime.Draft)}<${typeOf(shape, this.#file)}>`;
  }
}

function functionName({ name }: Shape): string {
  return `form${upperFirst(name)}`;
}
