/** Emits what fills idempotency tokens of inputs, at any depth. */
import type { Member, Service, Shape, SimpleKind } from '../ir/ir.js';
import { upperFirst } from '../ir/names.js';
import { containing, reachable } from '../ir/reach.js';
import { isSimple } from '../ir/shape-kinds.js';
import type { ModuleFile } from './file.js';
import { addFunction, indented } from './functions.js';
import { typeOf } from './symbols.js';
import { propertyKey } from './text.js';

type Aggregate = Exclude<Shape, { readonly kind: SimpleKind }>;

/** Inputs, and shapes within them, that have an idempotency token somewhere. */
export function tokenBearers(service: Service): ReadonlySet<Shape> {
  const bearers = containing(service, ({ idempotencyToken }) => idempotencyToken);
  const inputs = service.operations.map(({ input }) => input);
  return new Set(reachable(service, inputs).filter((shape) => bearers.has(shape)));
}

/** Name of the function that fills the tokens of a shape. */
export function fillName({ name }: Shape): string {
  return `fill${upperFirst(name)}`;
}

/** One function per shape: it returns a copy in which tokens that are not set are. */
export function generateTokenFilling(file: ModuleFile, bearers: ReadonlySet<Shape>): void {
  for (const shape of bearers) {
    if (isSimple(shape)) continue;
    const name = typeOf(shape, file);
    addFunction(file, {
      name: fillName(shape),
      parameters: [`value: ${name}`, 'token: () => string'],
      returns: name,
      body: body(shape, bearers),
    });
  }
}

function body(shape: Aggregate, bearers: ReadonlySet<Shape>): readonly string[] {
  const filled = ({ targetShape }: Member, expression: string): string =>
    bearers.has(targetShape) ? `${fillName(targetShape)}(${expression}, token)` : expression;
  switch (shape.kind) {
    case 'structure': {
      const fields = shape.members.flatMap((member) => {
        const expression = `value.${member.property}`;
        const key = propertyKey(member.property);
        if (member.idempotencyToken) return [`${key}: ${expression} ?? token(),`];
        if (!bearers.has(member.targetShape)) return [];
        return [`...(${expression} !== undefined && { ${key}: ${filled(member, expression)} }),`];
      });
      return ['return {', ...indented(['...value,', ...fields]), '};'];
    }
    case 'union':
      return [
        ...shape.members
          .filter(({ targetShape }) => bearers.has(targetShape))
          .map((member) => {
            const expression = `value.${member.property}`;
            const field = `${propertyKey(member.property)}: ${filled(member, expression)}`;
            return `if (${expression} !== undefined) return { ${field} };`;
          }),
        'return value;',
      ];
    case 'list':
      return [
        `return value.map((item) => ${shape.sparse ? 'item && ' : ''}${filled(shape.member, 'item')});`,
      ];
    case 'map': {
      const item = `${shape.sparse ? 'item && ' : ''}${filled(shape.value, 'item')}`;
      return [`return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, ${item}]));`];
    }
  }
}
