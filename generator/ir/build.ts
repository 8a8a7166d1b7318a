/** Builds the IR of one service from the AST. Past this point nobody sees the AST. */
import { boundOperations } from '../smithy/ast.js';
import type { Model, ShapeNode } from '../smithy/ast.js';
import { noErrata } from '../smithy/errata.js';
import type { Errata } from '../smithy/errata.js';
import { ModelError, pointerTo } from '../smithy/model-error.js';
import type { Mistake } from '../smithy/model-error.js';
import { prelude, unitId } from '../smithy/prelude.js';
import * as traits from '../smithy/traits.js';
import { plainText } from './documentation.js';
import type { ErrorShape, Operation, Service, ShapeId } from './ir.js';
import { Namer, upperCamel } from './names.js';
import { ShapeBuilder } from './shapes.js';
import { checkService } from './check.js';

export interface BuildOptions {
  /** Absolute or relative shape ID of the service, where a model has several that speak awsQuery. */
  readonly service?: string | undefined;
  readonly errata?: Errata | undefined;
}

/**
 * The service of a model with everything it reaches. Throws `ModelError` where the model has no such service, or
 * what it reaches cannot be expressed.
 */
export function buildService(model: Model, options: BuildOptions = {}): Service {
  const errata = options.errata ?? noErrata;
  const [id, service] = chooseService(model, options.service);
  const operationIds = [...operationsBelow(model, service)];
  const mistakes = [...checkService(model, id, operationIds), ...checkErrata(model, errata)];
  if (mistakes.length > 0) throw new ModelError(mistakes);

  const find = (shapeId: ShapeId): ShapeNode => {
    const shape = model.shapes.get(shapeId) ?? prelude.get(shapeId);
    if (shape === undefined) throw new TypeError(`${shapeId} is not defined`);
    return shape;
  };
  const nameOf = (shapeId: ShapeId): string => service.rename?.[shapeId] ?? simpleName(shapeId);
  const sdkName = upperCamel(traits.awsService.of(service.traits)?.sdkId ?? simpleName(id));
  const namer = new Namer(serviceNameEndings.map((ending) => sdkName + ending));
  const builder = new ShapeBuilder({ find, nameOf, namer, errata });
  const errors = new Map<ShapeId, ErrorShape>();
  const errorOf = (errorId: ShapeId): ErrorShape => {
    const error = errors.get(errorId) ?? builder.error(errorId);
    errors.set(errorId, error);
    return error;
  };
  // Errors first: their names are the ones that people catch, so others give way.
  for (const operationId of operationIds) errorIdsOf(find(operationId), service).forEach(errorOf);
  const operations = operationIds.map((operationId) => {
    return buildOperation(operationId, find(operationId), { builder, errorOf, service });
  });
  const order = new Map([...model.shapes.keys()].map((shapeId, index) => [shapeId, index]));
  const inModelOrder = (a: { id: ShapeId }, b: { id: ShapeId }): number => {
    return (order.get(a.id) ?? -1) - (order.get(b.id) ?? -1);
  };
  return {
    id,
    name: simpleName(id),
    sdkName,
    // A form has no bytes for a lone surrogate.
    version: (service.version ?? '').replace(/\p{Surrogate}/gu, '\ufffd'),
    xmlNamespace: traits.xmlNamespace.of(service.traits)?.uri ?? '',
    signingName: traits.sigv4.of(service.traits)?.name,
    documentation: plainText(traits.documentation.of(service.traits)),
    operations,
    shapes: [...builder.built.values()].sort(inModelOrder),
    errors: [...errors.values()].sort(inModelOrder),
  };
}

/** Endings of the names that are made of the service's own name. */
const serviceNameEndings: readonly string[] = ['Client', 'ClientConfig', 'ServiceException', 'ErrorContent'];

/** Errors of an operation: its own before those of the service, each once. */
function errorIdsOf(operation: ShapeNode, service: ShapeNode): readonly ShapeId[] {
  const references = [...(operation.errors ?? []), ...(service.errors ?? [])];
  return [...new Set(references.map(({ target }) => target))];
}

/** What stands behind the `#`. */
export function simpleName(id: ShapeId): string {
  return id.slice(id.indexOf('#') + 1);
}

function buildOperation(
  id: ShapeId,
  node: ShapeNode,
  context: { builder: ShapeBuilder; errorOf: (id: ShapeId) => ErrorShape; service: ShapeNode },
): Operation {
  const name = simpleName(id);
  const { builder, errorOf, service } = context;
  const schemes = traits.auth.of(node.traits) ?? traits.auth.of(service.traits) ?? schemesOf(service);
  return {
    id,
    name,
    input: builder.structure(node.input?.target ?? unitId(), `${name}Request`),
    output: builder.structure(node.output?.target ?? unitId(), `${name}Response`),
    hasOutput: (node.output?.target ?? unitId()) !== unitId(),
    errors: errorIdsOf(node, service).map(errorOf),
    auth: schemes,
    optionalAuth: traits.optionalAuth.of(node.traits) !== undefined,
    documentation: plainText(traits.documentation.of(node.traits)),
    deprecated: traits.deprecated.of(node.traits)?.message,
    hostPrefix: traits.endpoint.of(node.traits),
    requestCompression: traits.requestCompression.of(node.traits)?.includes('gzip') ?? false,
  };
}

function schemesOf(service: ShapeNode): readonly string[] {
  return Object.keys(service.traits ?? {}).filter((id) => id.startsWith('aws.auth#sigv4'));
}

function chooseService(model: Model, wanted: string | undefined): readonly [ShapeId, ShapeNode] {
  const services = [...model.shapes].filter(([, shape]) => shape.type === 'service');
  const speaking = services.filter(([, shape]) => traits.awsQuery.of(shape.traits) !== undefined);
  const chosen = speaking.filter(
    ([id]) => wanted === undefined || id === wanted || simpleName(id) === wanted,
  );
  const [first] = chosen;
  if (first !== undefined && chosen.length === 1) return first;
  const names = (chosen.length > 1 ? chosen : services).map(([id]) => id).join(', ');
  const message =
    chosen.length > 1
      ? `has several services that speak awsQuery, name one of them: ${names}`
      : `has no service ${wanted === undefined ? '' : `${wanted} `}with aws.protocols#awsQuery; its services: ${names || 'none'}`;
  const file = [...new Set(model.origin.values())].join(', ');
  throw new ModelError([{ file, shapeId: undefined, pointer: '', message }]);
}

/** Operations of a service or resource and of all resources below it, each once, in model order. */
function* operationsBelow(model: Model, shape: ShapeNode, seen = new Set<ShapeId>()): Generator<ShapeId> {
  for (const { target } of boundOperations(shape)) {
    if (!seen.has(target)) yield target;
    seen.add(target);
  }
  for (const { target } of shape.resources ?? []) {
    const resource = model.shapes.get(target);
    if (resource !== undefined && !seen.has(target)) {
      seen.add(target);
      yield* operationsBelow(model, resource, seen);
    }
  }
}

/** An erratum whose shape or trait the model no longer has would be silently without effect. */
function checkErrata(model: Model, errata: Errata): readonly Mistake[] {
  return errata.entries.flatMap((entry, index) => {
    const mistake = (message: string, field: string): Mistake => {
      return { file: errata.file, shapeId: undefined, pointer: pointerTo('entries', index, field), message };
    };
    const mistakes: Mistake[] = [];
    const bound = entry.bound;
    if (bound !== undefined && !Object.hasOwn(traitsOf(model, bound.shape) ?? {}, bound.trait)) {
      mistakes.push(mistake(`${entry.id}: ${bound.shape} has no ${bound.trait} in the model`, 'bound'));
    }
    if (entry.sensitive !== undefined && traitsOf(model, entry.sensitive) === undefined) {
      mistakes.push(mistake(`${entry.id}: ${entry.sensitive} is not in the model`, 'sensitive'));
    }
    return mistakes;
  });
}

function traitsOf(model: Model, id: ShapeId): ShapeNode['traits'] {
  const [shapeId = '', name] = id.split('$');
  const shape = model.shapes.get(shapeId);
  if (shape === undefined) return undefined;
  if (name === undefined) return shape.traits ?? {};
  const member = shape.members?.[name];
  return member && (member.traits ?? {});
}
