/** Expressions for arbitraries of members and shapes, valid and broken. */
import type { Constraint, Member, Service, Shape } from '../ir/ir.js';
import { lowerCamel } from '../ir/names.js';
import { recursiveGroups } from '../ir/recursion.js';
import { value } from './file.js';
import type { ModuleFile } from './file.js';
import { literal, quoted } from './text.js';

/** Names and expressions of one file; remembers which shapes are recursive. */
export class ArbitraryExpressions {
  readonly #file: ModuleFile;
  readonly #groups: ReadonlyMap<Shape, ReadonlySet<Shape>>;

  constructor(file: ModuleFile, service: Service) {
    this.#file = file;
    this.#groups = recursiveGroups(service);
  }

  /** True where the function of a shape takes the depth that is left. */
  isRecursive(shape: Shape): boolean {
    return this.#groups.has(shape);
  }

  /** True where `target` leads back to `owner`: it may only be drawn while depth is left. */
  leadsBack(owner: Shape, target: Shape): boolean {
    return this.#groups.get(owner)?.has(target) === true;
  }

  /** Shapes with a function of their own; other simple ones are written out where they are used. */
  hasFunction(shape: Shape): boolean {
    return isAggregate(shape) || shape.constraints.some(({ kind }) => kind !== 'required');
  }

  /** An arbitrary of legal values of a member. `owner` decides whether depth is used up. */
  valid({ targetShape: shape, constraints }: Member, owner?: Shape): string {
    const own = constraints.filter(({ kind }) => kind !== 'required');
    if (
      isAggregate(shape)
        ? sameBounds(own, shape.constraints)
        : this.hasFunction(shape) && sameBounds(own, shape.constraints)
    ) {
      const depth = owner !== undefined && this.leadsBack(owner, shape) ? 'depth - 1' : '';
      return `${arbName(shape)}(${depth})`;
    }
    return this.ofShape(shape, own);
  }

  /** An arbitrary of values of a shape under the given constraints, written out. */
  ofShape(shape: Shape, constraints: readonly Constraint[]): string {
    const call = (module: string, name: string, ...parameters: readonly string[]): string => {
      const given = parameters.filter((parameter) => parameter !== '{}');
      return `${this.#helper(module, name)}(${given.join(', ')})`;
    };
    switch (shape.kind) {
      case 'string':
        return `${this.#helper('strings', 'stringArb')}(${rules(constraints)})`;
      case 'enum':
      case 'intEnum':
        return call('simple', 'enumArb', literal((shape.enumValues ?? []).map(({ value: own }) => own)));
      case 'boolean':
        return 'fc.boolean()';
      case 'byte':
      case 'short':
      case 'integer':
        return call('numbers', 'integerArb', quoted(shape.kind), rules(constraints));
      case 'long':
      case 'bigInteger':
        return call('numbers', 'bigintArb', quoted(shape.kind), rules(constraints));
      case 'float':
      case 'double':
        return call('numbers', 'floatArb', quoted(shape.kind), rules(constraints));
      case 'bigDecimal':
        return call('numbers', 'decimalArb', rules(constraints));
      case 'blob':
        return call('collections', 'blobArb', rules(constraints));
      case 'timestamp':
        return call('simple', 'timestampArb');
      case 'list':
        return call('collections', 'listArb', this.valid(shape.member, shape), rules(constraints));
      case 'map':
        return call(
          'collections',
          'mapArb',
          this.valid(shape.key),
          this.valid(shape.value, shape),
          rules(constraints),
        );
      case 'structure':
      case 'union':
        return `${arbName(shape)}()`;
    }
  }

  /** An arbitrary of leaves that break one constraint of a member. */
  breaking(member: Member, constraint: Constraint): string {
    const values = member.constraints.find(({ kind }) => kind === 'enum');
    const broken = this.#breaking(member, constraint);
    if (values?.kind !== 'enum' || !['pattern', 'length.min', 'length.max'].includes(constraint.kind))
      return broken;
    return `${this.#helper('simple', 'alsoNotInEnum')}(${literal(values.values)}, ${broken})`;
  }

  #breaking({ targetShape: shape, constraints }: Member, constraint: Constraint): string {
    const bounds = rules(constraints);
    switch (constraint.kind) {
      case 'required':
        return `${this.#helper('simple', 'missingArb')}()`;
      case 'pattern':
        return `${this.#helper('strings', 'outsidePatternArb')}(${bounds})`;
      case 'enum':
        return `${this.#helper('simple', 'notInEnumArb')}(${literal(constraint.values)}${bounds === '{}' ? '' : `, ${bounds}`})`;
      case 'range.min':
        if (shape.kind === 'bigDecimal')
          return `${this.#helper('numbers', 'decimalBelowArb')}(${literal(constraint.liveBound)})`;
        return `${this.#helper('numbers', 'belowMinArb')}(${quoted(shape.kind)}, ${literal(constraint.liveBound)})`;
      case 'range.max':
        if (shape.kind === 'bigDecimal')
          return `${this.#helper('numbers', 'decimalAboveArb')}(${literal(constraint.liveBound)})`;
        return `${this.#helper('numbers', 'aboveMaxArb')}(${quoted(shape.kind)}, ${literal(constraint.liveBound)})`;
      case 'uniqueItems':
        return `${this.#helper('collections', 'duplicateItemsArb')}(${this.#content(shape)}${bounds})`;
      case 'length.min':
      case 'length.max': {
        const isMin = constraint.kind === 'length.min';
        if (shape.kind === 'list')
          return `${this.#helper('collections', isMin ? 'tooFewItemsArb' : 'tooManyItemsArb')}(${this.#content(shape)}${bounds})`;
        if (shape.kind === 'map')
          return `${this.#helper('collections', isMin ? 'tooFewEntriesArb' : 'tooManyEntriesArb')}(${this.#content(shape)}${bounds})`;
        if (shape.kind === 'blob')
          return `${this.#helper('collections', isMin ? 'tooFewBytesArb' : 'tooManyBytesArb')}(${bounds})`;
        return `${this.#helper('strings', isMin ? 'tooShortArb' : 'tooLongArb')}(${bounds})`;
      }
    }
  }

  #content(shape: Shape): string {
    if (shape.kind === 'list') return `${this.valid(shape.member)}, `;
    return shape.kind === 'map' ? `${this.valid(shape.key)}, ${this.valid(shape.value)}, ` : '';
  }

  #helper(module: string, name: string): string {
    return this.#file.use(value(`runtime/arbitraries/${module}`, name));
  }
}

/** Name of the function that makes values of a shape. */
export function arbName({ name }: { readonly name: string }): string {
  return `${lowerCamel(name)}Arb`;
}

/** Bounds as the helpers take them, `{ min: 1, max: 5, pattern: '...' }`. */
function rules(constraints: readonly Constraint[]): string {
  const fields = constraints.flatMap((constraint) => {
    switch (constraint.kind) {
      case 'length.min':
      case 'range.min':
        return [`min: ${literal(constraint.liveBound)}`];
      case 'length.max':
      case 'range.max':
        return [`max: ${literal(constraint.liveBound)}`];
      case 'pattern':
        return [`pattern: ${quoted(constraint.liveBound)}`];
      case 'uniqueItems':
        return ['unique: true'];
      case 'required':
      case 'enum':
        return [];
    }
  });
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function isAggregate(shape: Shape): boolean {
  return (
    shape.kind === 'structure' || shape.kind === 'union' || shape.kind === 'list' || shape.kind === 'map'
  );
}

function sameBounds(a: readonly Constraint[], b: readonly Constraint[]): boolean {
  return rules(a) === rules(b);
}
