/** Emits representable.ts: which values the wire can carry, so that reading what was written gives them back. */
import type { ErrorShape, Member, Service, Shape, SimpleKind } from '../ir/ir.js';
import { upperFirst } from '../ir/names.js';
import { reachable } from '../ir/reach.js';
import { isSimple } from '../ir/shape-kinds.js';
import { codesOf } from './deserialize-errors.js';
import { ModuleFile, type, value } from './file.js';
import { addFunction, indented } from './functions.js';
import { fillsForm, fillsXml } from './defaults.js';
import { scalarReader } from './scalars.js';
import { generated, runtime, serviceName, typeOf } from './symbols.js';
import { propertyKey, quoted } from './text.js';
import { errorContentName, isEnvelope } from './types.js';

export function emitRepresentable(service: Service): ModuleFile {
  const file = new ModuleFile('representable.ts');
  generateTables(file, service);
  const forms = new Representable(file, service, 'form');
  const documents = new Representable(file, service, 'xml');
  for (const { name, input, output } of service.operations) {
    forms.generateExported(`${name}Request`, input, 'input');
    documents.generateExported(`${name}Response`, output, 'output');
  }
  generateErrors(file, service, documents);
  forms.generateShapes(service.operations.map(({ input }) => input));
  const errors = service.errors.filter((error) => codesOf(error, service).length > 0);
  documents.generateShapes(
    service.operations.map(({ output }) => output),
    errors,
  );
  return file;
}

function generateTables(file: ModuleFile, service: Service): void {
  for (const [direction, values] of [
    ['Request', generated.OperationInputs],
    ['Response', generated.OperationOutputs],
  ] as const) {
    const name = `representable${direction}s`;
    const draft = `${file.use(runtime.Draft)}<${file.use(values)}[Name]>`;
    const entries = service.operations.map((operation) => {
      return `  ${propertyKey(operation.name)}: representable${operation.name}${direction},\n`;
    });
    file.addText({
      name,
      isType: false,
      docs: `Whether a ${direction.toLowerCase()} of an operation reads back as it was written, by operation.`,
      text: `const ${name}: { readonly [Name in ${file.use(generated.OperationName)}]: (value: ${draft}) => boolean } = {\n${entries.join('')}};`,
    });
  }
}

function generateErrors(file: ModuleFile, service: Service, documents: Representable): void {
  if (service.errors.length === 0) return;
  const cases = service.errors.flatMap((error) => {
    const isRead = codesOf(error, service).length > 0;
    return [`case ${quoted(error.name)}:`, `  return ${isRead ? documents.call(error, 'error') : 'false'};`];
  });
  addFunction(file, {
    name: 'representableErrorResponse',
    isExported: true,
    docs: 'True for an error that reads back as it was written.',
    parameters: [`error: ${file.use(type('types', serviceName(service, 'ErrorContent')))}`],
    returns: 'boolean',
    body: ['switch (error.name) {', ...indented(cases), '}'],
  });
}

type Shaped = Shape | ErrorShape;

/** One side of the wire: what a form can say of a shape, or what XML can. */
class Representable {
  readonly #file: ModuleFile;
  readonly #service: Service;
  readonly #side: 'form' | 'xml';

  constructor(file: ModuleFile, service: Service, side: 'form' | 'xml') {
    this.#file = file;
    this.#service = service;
    this.#side = side;
  }

  generateExported(name: string, shape: Shape, parameter: 'input' | 'output'): void {
    const isEmpty = this.#isEmpty(shape);
    addFunction(this.#file, {
      name: `representable${name}`,
      isExported: true,
      docs: `True for a value that reads back as it was written; sizes beyond the limits of readers apart.`,
      parameters: [`${isEmpty ? '_' : ''}${parameter}: ${this.#draft(shape)}`],
      returns: 'boolean',
      body: [`return ${isEmpty ? 'true' : this.call(shape, parameter)};`],
    });
  }

  /** The functions behind them, one per shape that a root reaches; roots without members have none. */
  generateShapes(roots: readonly Shape[], errors: readonly ErrorShape[] = []): void {
    const structures = roots.filter((shape) => shape.kind === 'structure');
    for (const shape of reachable(this.#service, [...structures, ...errors])) {
      if (!isSimple(shape) && !this.#isEmpty(shape)) this.#generate(shape);
    }
    for (const error of errors) this.#generate(error);
  }

  call(shape: Shaped, expression: string): string {
    return `${this.#side}${upperFirst(shape.name)}(${expression})`;
  }

  #generate(shape: Exclude<Shaped, { readonly kind: SimpleKind }>): void {
    const content = isError(shape)
      ? this.#file.use(type('types', errorContentName(shape)))
      : this.#draft(shape);
    const body = this.#body(shape);
    const isUsed = body.some((line) => line.includes('value'));
    addFunction(this.#file, {
      name: `${this.#side}${upperFirst(shape.name)}`,
      parameters: [`${isUsed ? '' : '_'}value: ${content}`],
      returns: 'boolean',
      body,
    });
  }

  #body(shape: Exclude<Shaped, { readonly kind: SimpleKind }>): readonly string[] {
    switch (shape.kind) {
      case 'structure':
      case 'error':
        return conjunction(
          shape.members
            .map((member) =>
              isError(shape) && isEnvelope(member) ? envelope(member, shape) : this.#member(member),
            )
            .filter((text) => text !== ''),
        );
      case 'union':
        return [
          ...shape.members.map((member) => {
            const expression = `value.${member.property}`;
            return `if (${expression} !== undefined) return ${this.#content(member, expression) ?? 'true'};`;
          }),
          'return false;',
        ];
      case 'list': {
        const item = this.#content(shape.member, 'item');
        return [`return value.every((item) => item != null${item === undefined ? '' : ` && ${item}`});`];
      }
      case 'map': {
        const parts = [this.#content(shape.key, 'key'), 'item != null', this.#content(shape.value, 'item')];
        const test = parts.filter((part) => part !== undefined).join(' && ');
        return [`return Object.entries(value).every(([key, item]) => ${test});`];
      }
    }
  }

  /** A condition for a member of a structure; empty where every value of it will do. */
  #member(member: Member): string {
    const expression = `value.${member.property}`;
    const content = this.#content(member, expression);
    const isFilled = this.#side === 'form' ? fillsForm(member) : member.required || fillsXml(member);
    if (isFilled) return `${expression} !== undefined${content === undefined ? '' : ` && ${content}`}`;
    return content === undefined ? '' : `(${expression} === undefined || ${content})`;
  }

  /** A condition for a value that is there; undefined where all are representable. */
  #content(member: Member, expression: string): string | undefined {
    const shape = member.targetShape;
    if (isSimple(shape)) return this.#scalar(member, shape.kind, expression);
    const parts: string[] = [];
    if (this.#side === 'form') {
      // A form has no key for what is empty, lists apart.
      if (shape.kind === 'structure') parts.push(`${this.#helper('saysSomething')}(${expression})`);
      if (shape.kind === 'map' && !fillsForm(member)) parts.push(`Object.keys(${expression}).length > 0`);
    } else if (member.flattened && !fillsXml(member)) {
      parts.push(`${shape.kind === 'map' ? `Object.keys(${expression})` : expression}.length > 0`);
    }
    if (!this.#isEmpty(shape)) parts.push(this.call(shape, expression));
    return parts.length === 0 ? undefined : parts.join(' && ');
  }

  #scalar(member: Member, kind: SimpleKind, expression: string): string | undefined {
    const text = this.#side === 'form' ? 'isFormText' : 'isXmlText';
    const call = (name: string): string => `${this.#helper(name)}(${expression})`;
    switch (kind) {
      case 'string':
      case 'enum':
        return call(text);
      case 'boolean':
      case 'blob':
      case 'double':
        return undefined;
      case 'byte':
      case 'short':
      case 'integer':
      case 'intEnum':
      case 'long':
      case 'bigInteger':
      case 'bigDecimal':
      case 'float':
      case 'timestamp':
        return call(`is${scalarReader(member, kind) ?? ''}`);
    }
  }

  #isEmpty(shape: Shape): boolean {
    return shape.kind === 'structure' && shape.members.length === 0;
  }

  #helper(name: string): string {
    return this.#file.use(value('runtime/representable', name));
  }

  #draft(shape: Shape): string {
    return `${this.#file.use(runtime.Draft)}<${typeOf(shape, this.#file)}>`;
  }
}

function isError(shape: Shaped): shape is ErrorShape {
  return shape.kind === 'error';
}

/** What the envelope of an error says is all that such a member can be. */
function envelope({ property, wireName }: Member, { code, fault }: ErrorShape): string {
  const said = wireName === 'Code' ? code : fault === 'client' ? 'Sender' : 'Receiver';
  return `value.${property} === ${quoted(said)}`;
}

/** `return a && b`, one condition a line where there are several. */
function conjunction(conditions: readonly string[]): readonly string[] {
  if (conditions.length === 0) return ['return true;'];
  if (conditions.length === 1) return [`return ${conditions[0] ?? ''};`];
  const lines = conditions.map((text, index) => `${text}${index === conditions.length - 1 ? '' : ' &&'}`);
  return ['return (', ...indented(lines), ');'];
}
