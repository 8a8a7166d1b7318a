/** `model diff`: every difference in facts between two revisions of a model. Documentation is no fact. */
import type { Json, ModelDocument } from './model-document.js';
import { entriesOf, isArray, isObject, property, sameValue } from './model-document.js';
import type { DifferenceKind, ModelDifference } from './model-difference.js';
import { pointerTo } from './model-error.js';
import { factsOfShape, memberKeys } from './model-text.js';

export { formatDifferences } from './model-difference.js';
export type { DifferenceKind, ModelDifference } from './model-difference.js';

type Path = readonly (string | number)[];

/** Differences in the order of our file, what theirs adds after what ours has. Empty for models of equal facts. */
export function diffModels(ours: ModelDocument, theirs: ModelDocument): ModelDifference[] {
  const beside = unionOfKeys(ours, theirs).filter((key) => key !== 'shapes');
  return [
    ...beside.flatMap((key) =>
      diffValues('file', undefined, [key], property(ours, key), property(theirs, key)),
    ),
    ...unionOfKeys(ours.shapes, theirs.shapes).flatMap((id) =>
      diffShapes(id, factsOf(ours, id), factsOf(theirs, id)),
    ),
  ];
}

function factsOf(model: ModelDocument, id: string): Json | undefined {
  const shape = property(model.shapes, id);
  return shape === undefined ? undefined : factsOfShape(shape);
}

function diffShapes(id: string, ours: Json | undefined, theirs: Json | undefined): ModelDifference[] {
  const path = ['shapes', id];
  if (!isObject(ours) || !isObject(theirs)) return diffPresence('shape', id, path, ours, theirs);
  return unionOfKeys(ours, theirs).flatMap((key) => {
    const [our, their] = [property(ours, key), property(theirs, key)];
    if (key === 'type') return diffWhole('shape-type', id, [...path, key], our, their);
    if (key === 'traits') return diffTraits(id, [...path, key], our, their);
    if (key === 'members') return diffMembers(id, [...path, key], our, their);
    if (memberKeys.has(key)) return diffMember(`${id}$${key}`, [...path, key], our, their);
    if (isReferenceList(our) && isReferenceList(their)) return diffReferences(id, [...path, key], our, their);
    return diffValues('property', id, [...path, key], our, their);
  });
}

function diffMembers(
  id: string,
  path: Path,
  ours: Json | undefined,
  theirs: Json | undefined,
): ModelDifference[] {
  const [our, their] = [isObject(ours) ? ours : {}, isObject(theirs) ? theirs : {}];
  const ourOrder = Object.keys(our).filter((name) => Object.hasOwn(their, name));
  const theirOrder = Object.keys(their).filter((name) => Object.hasOwn(our, name));
  return [
    ...diffWhole('member-order', id, path, ourOrder, theirOrder),
    ...unionOfKeys(our, their).flatMap((name) =>
      diffMember(`${id}$${name}`, [...path, name], property(our, name), property(their, name)),
    ),
  ];
}

function diffMember(
  id: string,
  path: Path,
  ours: Json | undefined,
  theirs: Json | undefined,
): ModelDifference[] {
  if (!isObject(ours) || !isObject(theirs)) return diffPresence('member', id, path, ours, theirs);
  return unionOfKeys(ours, theirs).flatMap((key) => {
    const [our, their] = [property(ours, key), property(theirs, key)];
    if (key === 'target') return diffWhole('member-target', id, [...path, key], our, their);
    if (key === 'traits') return diffTraits(id, [...path, key], our, their);
    return diffValues('property', id, [...path, key], our, their);
  });
}

function diffTraits(
  id: string,
  path: Path,
  ours: Json | undefined,
  theirs: Json | undefined,
): ModelDifference[] {
  return unionOfKeys(ours, theirs).flatMap((trait) => {
    const [our, their] = [property(ours, trait), property(theirs, trait)];
    if (our === undefined || their === undefined)
      return diffPresence('trait', id, [...path, trait], our, their);
    return diffValues('trait-value', id, [...path, trait], our, their);
  });
}

/** Lists of shapes are sets: the order in which a service lists its operations says nothing. */
function diffReferences(
  id: string,
  path: Path,
  ours: readonly Json[],
  theirs: readonly Json[],
): ModelDifference[] {
  return [
    ...ours
      .filter((item) => !includesValue(theirs, item))
      .map((item) => difference('reference-removed', id, [...path, ours.indexOf(item)], item, undefined)),
    ...theirs
      .filter((item) => !includesValue(ours, item))
      .map((item) => difference('reference-added', id, [...path, theirs.indexOf(item)], undefined, item)),
  ];
}

function includesValue(list: readonly Json[], value: Json): boolean {
  return list.some((item) => sameValue(item, value));
}

function isReferenceList(value: Json | undefined): value is readonly Json[] {
  return isArray(value) && value.every((item) => typeof property(item, 'target') === 'string');
}

/** Goes down to the innermost values that differ. */
function diffValues(
  kind: 'trait-value' | 'property' | 'file',
  id: string | undefined,
  path: Path,
  ours: Json | undefined,
  theirs: Json | undefined,
): ModelDifference[] {
  if (isObject(ours) && isObject(theirs)) {
    return unionOfKeys(ours, theirs).flatMap((key) =>
      diffValues(kind, id, [...path, key], property(ours, key), property(theirs, key)),
    );
  }
  if (isArray(ours) && isArray(theirs)) {
    return alignItems(ours, theirs).flatMap(([index, our, their]) =>
      diffValues(kind, id, [...path, index], our, their),
    );
  }
  return diffWhole(kind, id, path, ours, theirs);
}

type AlignedItem = readonly [index: number, ours: Json | undefined, theirs: Json | undefined];

/** Pairs what lies between the equal start and the equal end of two lists, so that one item more is one difference. */
function alignItems(ours: readonly Json[], theirs: readonly Json[]): AlignedItem[] {
  const shorter = Math.min(ours.length, theirs.length);
  let start = 0;
  while (start < shorter && sameValue(ours[start], theirs[start])) start += 1;
  let end = 0;
  while (end < shorter - start && sameValue(ours.at(-1 - end), theirs.at(-1 - end))) end += 1;
  const count = Math.max(ours.length, theirs.length) - end - start;
  return Array.from({ length: count }, (_, offset) => {
    const index = start + offset;
    return [
      index,
      index < ours.length - end ? ours[index] : undefined,
      index < theirs.length - end ? theirs[index] : undefined,
    ];
  });
}

function diffPresence(
  what: 'shape' | 'member' | 'trait',
  id: string,
  path: Path,
  ours: Json | undefined,
  theirs: Json | undefined,
): ModelDifference[] {
  if (sameValue(ours, theirs)) return [];
  return [difference(ours === undefined ? `${what}-added` : `${what}-removed`, id, path, ours, theirs)];
}

function diffWhole(
  kind: DifferenceKind,
  id: string | undefined,
  path: Path,
  ours: Json | undefined,
  theirs: Json | undefined,
): ModelDifference[] {
  return sameValue(ours, theirs) ? [] : [difference(kind, id, path, ours, theirs)];
}

function difference(
  kind: DifferenceKind,
  shape: string | undefined,
  path: Path,
  ours: Json | undefined,
  theirs: Json | undefined,
): ModelDifference {
  return { kind, shape, pointer: pointerTo(...path), ours, theirs };
}

function unionOfKeys(ours: Json | undefined, theirs: Json | undefined): string[] {
  const keys = [...entriesOf(ours), ...entriesOf(theirs)].map(([key]) => key);
  return [...new Set(keys)];
}
