/** What a sound model can still ask for that awsQuery, or this generator, cannot do. */
import { membersOf } from '../smithy/ast.js';
import type { Model } from '../smithy/ast.js';
import { pointerTo } from '../smithy/model-error.js';
import type { Mistake } from '../smithy/model-error.js';
import * as traits from '../smithy/traits.js';
import type { ShapeId } from './ir.js';

/** Mistakes of a service: no namespace or operations, operations that share a name, errors that are none, endless lists. */
export function checkService(
  model: Model,
  serviceId: ShapeId,
  operations: readonly ShapeId[],
): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const report = (shapeId: ShapeId, pointer: string, message: string): void => {
    const file = model.origin.get(shapeId) ?? '';
    mistakes.push({ file, shapeId, pointer: `${pointerTo('shapes', shapeId)}${pointer}`, message });
  };
  const service = model.shapes.get(serviceId);
  if (traits.xmlNamespace.of(service?.traits) === undefined) {
    report(serviceId, '/traits', 'has no smithy.api#xmlNamespace, which awsQuery needs');
  }
  if (operations.length === 0) report(serviceId, '/operations', 'has no operations');
  const names = new Map<string, ShapeId>();
  for (const id of operations) {
    const name = id.slice(id.indexOf('#') + 1).toLowerCase();
    const other = names.get(name);
    if (other !== undefined) report(id, '', `has the name of another operation of the service, ${other}`);
    names.set(name, id);
    const errors = [...(model.shapes.get(id)?.errors ?? []), ...(service?.errors ?? [])];
    for (const { target } of errors) {
      if (traits.error.of(model.shapes.get(target)?.traits) === undefined) {
        report(id, '/errors', `lists ${target} as an error, which has no smithy.api#error`);
      }
    }
  }
  for (const id of endlessLists(model)) {
    report(id, '', 'contains itself without a structure or union between: no value ends');
  }
  return mistakes;
}

/** Lists and maps that lead back to themselves through lists and maps alone. */
function endlessLists(model: Model): readonly ShapeId[] {
  const isCollection = (id: ShapeId): boolean =>
    ['list', 'set', 'map'].includes(model.shapes.get(id)?.type ?? '');
  const leadsTo = (from: ShapeId, goal: ShapeId, seen: Set<ShapeId>): boolean => {
    const shape = model.shapes.get(from);
    if (shape === undefined || seen.has(from) || !isCollection(from)) return false;
    seen.add(from);
    return membersOf(shape).some(([, { target }]) => target === goal || leadsTo(target, goal, seen));
  };
  return [...model.shapes.keys()].filter((id) => isCollection(id) && leadsTo(id, id, new Set()));
}
