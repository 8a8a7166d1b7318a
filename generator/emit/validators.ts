/** Emits validators.ts: one function per shape that has constraints, or leads to some, over the runtime's checks. */
import type {
  Constraint,
  ListShape,
  MapShape,
  Member,
  Service,
  Shape,
  StructureShape,
  UnionShape,
} from '../ir/ir.js';
import { lowerCamel, upperFirst } from '../ir/names.js';
import { capOf } from '../ir/patterns.js';
import { containing } from '../ir/reach.js';
import { classExpression } from './class-expression.js';
import { ModuleFile, value } from './file.js';
import { addFunction, indented } from './functions.js';
import { runtime, typeOf } from './symbols.js';
import { literal, quoted } from './text.js';

export function emitValidators(service: Service): ModuleFile {
  return new Validators(service).emit();
}

/** A constant of the file, below the functions that use it. */
interface Constant {
  readonly name: string;
  readonly text: string;
  readonly docs: string | undefined;
}

class Validators {
  readonly #file = new ModuleFile('validators.ts');
  readonly #service: Service;
  /** Shapes whose content has something to check. */
  readonly #constrained: ReadonlySet<Shape>;
  /** Constants for patterns and enums, by their text, in the order of their use. */
  readonly #constants = new Map<string, Constant>();

  constructor(service: Service) {
    this.#service = service;
    this.#constrained = containing(service, ({ constraints }) => constraints.length > 0);
  }

  emit(): ModuleFile {
    const structures = this.#service.shapes.filter((shape) => shape.kind === 'structure');
    for (const shape of structures) this.#generateExported(shape);
    for (const shape of this.#service.shapes) {
      if (!this.#constrained.has(shape)) continue;
      if (shape.kind === 'structure' || shape.kind === 'union') this.#generateStructure(shape);
      else if (shape.kind === 'list') this.#generateList(shape);
      else if (shape.kind === 'map') this.#generateMap(shape);
    }
    for (const { name, docs, text } of this.#constants.values()) {
      this.#file.addText({ name, isType: false, isExported: false, docs, text: `const ${name} = ${text};` });
    }
    return this.#file;
  }

  #generateExported(shape: StructureShape): void {
    const isChecked = this.#constrained.has(shape);
    const violation = this.#file.use(runtime.Violation);
    addFunction(this.#file, {
      name: `validate${upperFirst(shape.name)}`,
      isExported: true,
      docs: `What a \`${shape.name}\` violates, members in model order; empty where it is right. Live bounds hold.`,
      parameters: [`${isChecked ? 'value' : '_value'}: ${this.#draft(shape)}`],
      returns: `${violation}[]`,
      body: isChecked
        ? [
            `const violations: ${violation}[] = [];`,
            `${functionName(shape)}(value, violations);`,
            'return violations;',
          ]
        : ['return [];'],
    });
  }

  #generateStructure(shape: StructureShape | UnionShape): void {
    const body = shape.members.flatMap((member) => {
      const expression = `value.${member.property}`;
      const name = quoted(member.name);
      const lines = this.#checks(member, expression, name);
      const isRequired = member.constraints.some(({ kind }) => kind === 'required');
      if (!isRequired) return lines.length === 0 ? [] : conditional(`if (${expression} != null)`, lines);
      const missing = this.#call('reportMissing', name, String(member.sensitive));
      const start = `if (${expression} == null) ${missing}`;
      return lines.length === 0 ? [start] : [start, ...conditional('else', lines)];
    });
    this.#generate(shape, `value: ${this.#draft(shape)}`, body);
  }

  #generateList(shape: ListShape): void {
    const { member } = shape;
    const lines = this.#checks(member, 'item', 'index');
    const missing = this.#call('reportMissing', 'index', String(member.sensitive));
    const guard = shape.sparse ? [] : [`if (item == null) ${missing}`];
    const checks = shape.sparse
      ? conditional('if (item != null)', lines)
      : [...guard, ...conditional('else', lines)];
    this.#generate(shape, `items: ${this.#draft(shape)}`, [
      'items.forEach((item, index) => {',
      ...indented(checks),
      '});',
    ]);
  }

  #generateMap(shape: MapShape): void {
    const keys = this.#checks(shape.key, 'key', "'key'");
    const values = this.#checks(shape.value, 'item', "'value'");
    const entry = this.#file.use(value('runtime/constraints', 'entrySegment'));
    this.#generate(shape, `map: ${this.#draft(shape)}`, [
      `for (const ${values.length > 0 ? '[key, item] of Object.entries(map)' : 'key of Object.keys(map)'}) {`,
      '  const start = violations.length;',
      ...indented(keys),
      ...(values.length > 0 ? indented(conditional('if (item != null)', values)) : []),
      `  if (violations.length > start) ${this.#file.use(value('runtime/constraints', 'within'))}(violations, start, ${entry}(key, ${String(shape.key.sensitive)}));`,
      '}',
    ]);
  }

  #generate(shape: Shape, parameter: string, body: readonly string[]): void {
    const violation = this.#file.use(runtime.Violation);
    addFunction(this.#file, {
      name: functionName(shape),
      parameters: [parameter, `violations: ${violation}[]`],
      returns: 'void',
      body,
    });
  }

  /** Statements that check a value that is there: its own constraints, then its content. */
  #checks(member: Member, expression: string, name: string): readonly string[] {
    return [...this.#ownChecks(member, expression, name), ...this.#contentChecks(member, expression, name)];
  }

  #ownChecks(member: Member, expression: string, name: string): readonly string[] {
    const { targetShape: shape, constraints } = member;
    const sensitive = String(member.sensitive);
    const [shortest, longest] = [bound(constraints, 'length.min'), bound(constraints, 'length.max')];
    const [least, greatest] = [bound(constraints, 'range.min'), bound(constraints, 'range.max')];
    const pattern = constraints.find(({ kind }) => kind === 'pattern');
    const values = constraints.find(({ kind }) => kind === 'enum');
    const lines: string[] = [];
    const hasLength = shortest !== 'undefined' || longest !== 'undefined';
    if (values?.kind === 'enum') {
      lines.push(
        this.#call('checkEnum', name, expression, this.#valuesConstant(shape, values.values), sensitive),
      );
    }
    const patternName =
      pattern?.kind === 'pattern' ? this.#patternConstant(member, pattern.liveBound) : undefined;
    if (shape.kind === 'list' || shape.kind === 'map' || shape.kind === 'blob') {
      const count = shape.kind === 'map' ? `Object.keys(${expression}).length` : `${expression}.length`;
      if (hasLength) lines.push(this.#call('checkCount', name, count, shortest, longest, sensitive));
    } else if (hasLength && patternName !== undefined) {
      lines.push(this.#call('checkText', name, expression, shortest, longest, patternName, sensitive));
    } else if (hasLength)
      lines.push(this.#call('checkLength', name, expression, shortest, longest, sensitive));
    else if (patternName !== undefined)
      lines.push(this.#call('checkPattern', name, expression, patternName, sensitive));
    if (least !== 'undefined' || greatest !== 'undefined') {
      const check = shape.kind === 'bigDecimal' ? 'checkDecimalRange' : 'checkRange';
      lines.push(this.#call(check, name, expression, least, greatest, sensitive));
    }
    if (constraints.some(({ kind }) => kind === 'uniqueItems')) {
      lines.push(this.#call('checkUnique', name, expression, sensitive));
    }
    return lines;
  }

  #contentChecks(
    { targetShape: shape, sensitive }: Member,
    expression: string,
    name: string,
  ): readonly string[] {
    if (!this.#constrained.has(shape)) return [];
    const within = this.#file.use(value('runtime/constraints', 'within'));
    return [
      'const start = violations.length;',
      `${functionName(shape)}(${expression}, violations);`,
      ...(sensitive
        ? [`${this.#file.use(value('runtime/constraints', 'hideValues'))}(violations, start);`]
        : []),
      `if (violations.length > start) ${within}(violations, start, ${name});`,
    ];
  }

  #call(name: string, ...parameters: readonly string[]): string {
    return `${this.#file.use(value('runtime/constraints', name))}(violations, ${parameters.join(', ')});`;
  }

  /** One constant per pattern, named after the shape or member that sets it. */
  #patternConstant({ constraints }: Member, source: string): string {
    const known = this.#constants.get(source);
    if (known !== undefined) return known.name;
    const origin = constraints.find(({ kind }) => kind === 'pattern')?.source.shape ?? '';
    const cap = capOf(source);
    const docs = cap === undefined ? undefined : `The pattern ${cap}.`;
    const text = `/* @__PURE__ */ ${this.#pattern(source)}`;
    return this.#constant(source, `${nameOf(origin)}Pattern`, text, docs);
  }

  /** A pattern that is one class of characters comes compiled; every other one brings the compiler along. */
  #pattern(source: string): string {
    const found = classExpression(source);
    if (found === undefined) {
      return `${this.#file.use(value('runtime/pattern/pattern', 'compilePattern'))}(${quoted(source)})`;
    }
    const { text, min, max } = found;
    const bounds = max === Infinity ? (min === 0 ? [] : [min]) : [min, max];
    const make = this.#file.use(value('runtime/class-pattern', 'classPattern'));
    return `${make}(${[quoted(source), text, ...bounds].join(', ')})`;
  }

  #valuesConstant({ name }: Shape, values: readonly (string | number)[]): string {
    const text = literal(values);
    return this.#constants.get(text)?.name ?? this.#constant(text, `${lowerCamel(name)}Values`, text);
  }

  #constant(key: string, wanted: string, text: string, docs?: string): string {
    const taken = new Set(['classPattern', 'compilePattern']);
    for (const { name } of this.#constants.values()) taken.add(name);
    let name = wanted;
    for (let suffix = 2; taken.has(name); suffix += 1) name = `${wanted}${suffix}`;
    this.#constants.set(key, { name, text, docs });
    return name;
  }

  #draft(shape: Shape): string {
    return `${this.#file.use(runtime.Draft)}<${typeOf(shape, this.#file)}>`;
  }
}

/** `head statement` for one statement, a block for several. */
function conditional(head: string, lines: readonly string[]): readonly string[] {
  const [only] = lines;
  if (only !== undefined && lines.length === 1) return [`${head} ${only}`];
  return lines.length === 0 ? [] : [`${head} {`, ...indented(lines), '}'];
}

function bound(
  constraints: readonly Constraint[],
  kind: 'length.min' | 'length.max' | 'range.min' | 'range.max',
): string {
  const found = constraints.find((constraint) => constraint.kind === kind);
  return found !== undefined && 'liveBound' in found ? literal(found.liveBound) : 'undefined';
}

/** The shape's or member's own name within a shape ID. */
function nameOf(id: string): string {
  return lowerCamel(id.slice(id.search(/[#$][^#$]*$/) + 1));
}

function functionName({ name }: Shape): string {
  return `check${upperFirst(name)}Content`;
}
