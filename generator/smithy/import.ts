/** `model import`: takes over the facts of a new revision and keeps the documentation that is ours. */
import type { ModelDifference } from './diff.js';
import { diffModels } from './diff.js';
import type { Json, JsonObject, ModelDocument } from './model-document.js';
import { entriesOf, isObject, property } from './model-document.js';
import { memberKeys, traitsWithOurTexts } from './model-text.js';

export interface ModelImport {
  /** The facts of theirs, in the order of theirs, with the documentation of ours and no other. */
  readonly model: ModelDocument;
  /** Services, resources, operations, structures, unions and their members that still need documentation, in model order. */
  readonly undocumented: readonly string[];
  /** What the import changes, as `model diff` would have said before it. */
  readonly differences: readonly ModelDifference[];
}

/**
 * Pure and deterministic. `diffModels(importModel(a, b).model, b)` is empty, and `importModel(a, a).model` is `a`
 * down to the order of its keys. Documentation follows the shape ID and the member name; inside examples and
 * endpoint tests it follows the case with the same facts, else the one in the same place.
 */
export function importModel(ours: ModelDocument, theirs: ModelDocument): ModelImport {
  const shapes = Object.fromEntries(
    Object.entries(theirs.shapes).map(
      ([id, shape]) => [id, importShape(property(ours.shapes, id), shape)] as const,
    ),
  );
  return {
    model: { ...theirs, shapes },
    undocumented: Object.entries(shapes).flatMap(([id, shape]) => undocumentedIn(id, shape)),
    differences: diffModels(ours, theirs),
  };
}

/** The text of a model file: two spaces, the order of keys as it is, a newline at the end. */
export function formatModel(model: ModelDocument): string {
  return `${JSON.stringify(model, undefined, 2)}\n`;
}

function importShape(ours: Json | undefined, theirs: Json): Json {
  if (!isObject(theirs)) return theirs;
  const fields = Object.entries(theirs).flatMap(([key, value]): (readonly [string, Json])[] => {
    const our = property(ours, key);
    if (key === 'traits') return [];
    if (key === 'members' && isObject(value)) return [[key, importMembers(our, value)]];
    return [[key, memberKeys.has(key) ? importShape(our, value) : value]];
  });
  const theirTraits = property(theirs, 'traits');
  const traits = traitsWithOurTexts(property(ours, 'traits'), theirTraits);
  const hadOnlyTexts = entriesOf(theirTraits).length > 0 || theirTraits === undefined;
  if (hadOnlyTexts && Object.keys(traits).length === 0) return Object.fromEntries(fields);
  const place = Object.keys(theirs).indexOf('traits');
  return Object.fromEntries(fields.toSpliced(place === -1 ? fields.length : place, 0, ['traits', traits]));
}

function importMembers(ours: Json | undefined, theirs: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(theirs).map(
      ([name, member]) => [name, importShape(property(ours, name), member)] as const,
    ),
  );
}

const documentedTypes: ReadonlySet<Json | undefined> = new Set([
  'service',
  'resource',
  'operation',
  'structure',
  'union',
]);

function undocumentedIn(id: string, shape: Json): string[] {
  if (!documentedTypes.has(property(shape, 'type'))) return [];
  const members = entriesOf(property(shape, 'members'));
  return [
    ...(isDocumented(shape) ? [] : [id]),
    ...members.filter(([, member]) => !isDocumented(member)).map(([name]) => `${id}$${name}`),
  ];
}

function isDocumented(node: Json): boolean {
  const documentation = property(property(node, 'traits'), 'smithy.api#documentation');
  return typeof documentation === 'string' && documentation !== '';
}
