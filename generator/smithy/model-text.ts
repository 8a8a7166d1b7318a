/** Where prose stands in a Smithy model: documentation is written for people, and is no fact about the service. */
import type { Json, JsonObject } from './model-document.js';
import { canonical, entriesOf, isArray, isObject, property } from './model-document.js';

/** Path to a text inside a trait value: keys, `*` for any key or index, `rules*` for any depth of nested endpoint rules. */
type TextPath = readonly string[];

const eachDocumentation: readonly TextPath[] = [['*', 'documentation']];
const ruleSetTexts: readonly TextPath[] = [
  ['parameters', '*', 'documentation'],
  ['rules*', 'documentation'],
];

const textsOfTraits: ReadonlyMap<string, readonly TextPath[]> = new Map([
  ['smithy.api#documentation', [[]]],
  ['smithy.api#deprecated', [['message']]],
  ['smithy.api#enum', eachDocumentation],
  [
    'smithy.api#examples',
    [
      ['*', 'title'],
      ['*', 'documentation'],
    ],
  ],
  ['smithy.rules#clientContextParams', eachDocumentation],
  ['smithy.rules#endpointBdd', ruleSetTexts],
  ['smithy.rules#endpointRuleSet', ruleSetTexts],
  ['smithy.rules#endpointTests', [['testCases', '*', 'documentation']]],
  ['smithy.test#httpRequestTests', eachDocumentation],
  ['smithy.test#httpResponseTests', eachDocumentation],
  ['smithy.waiters#waitable', eachDocumentation],
]);

/** Texts without which Smithy refuses the trait: they stay, empty, until someone writes them. */
const requiredText: ReadonlyMap<string, string> = new Map([['title', '']]);

/** Traits without their texts; a trait that is nothing but text is left out. */
export function factsOfTraits(traits: Json | undefined): JsonObject {
  return Object.fromEntries(
    entriesOf(traits).flatMap(([id, value]) => {
      const facts = withoutTexts(value, textsOfTraits.get(id) ?? []);
      return facts === undefined ? [] : [[id, facts] as const];
    }),
  );
}

/** A shape or member without its texts, in nested members too. */
export function factsOfShape(shape: Json): Json {
  if (!isObject(shape)) return shape;
  return Object.fromEntries(
    Object.entries(shape).flatMap(([key, value]) => {
      if (key === 'traits') {
        const facts = factsOfTraits(value);
        return Object.keys(facts).length === 0 ? [] : [[key, facts] as const];
      }
      if (key === 'members' && isObject(value)) {
        const members = Object.entries(value).map(([name, member]) => [name, factsOfShape(member)] as const);
        return [[key, Object.fromEntries(members)] as const];
      }
      return [[key, memberKeys.has(key) ? factsOfShape(value) : value] as const];
    }),
  );
}

/** Keys of a list or map that hold a member. */
export const memberKeys: ReadonlySet<string> = new Set(['member', 'key', 'value']);

/** The facts of `theirs` with the texts of `ours`, none of `theirs`; keys in the order of `theirs`, a text that
 * it lacks where it stands in ours, else in alphabetical order. */
export function traitsWithOurTexts(ours: Json | undefined, theirs: Json | undefined): JsonObject {
  const paths = [...textsOfTraits].flatMap(([id, texts]) => texts.map((text) => [id, ...text]));
  const merged = withOurTexts(ours, isObject(theirs) ? theirs : {}, paths);
  return isObject(merged) ? merged : {};
}

function withoutTexts(value: Json, paths: readonly TextPath[]): Json | undefined {
  if (paths.length === 0) return value;
  if (isText(value, paths)) return undefined;
  if (isArray(value)) {
    return value.map((item, index) => withoutTexts(item, step(paths, String(index))) ?? null);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const facts = withoutTexts(item, step(paths, key));
      return facts === undefined ? [] : [[key, facts] as const];
    }),
  );
}

function withOurTexts(ours: Json | undefined, theirs: Json, paths: readonly TextPath[]): Json | undefined {
  if (paths.length === 0) return theirs;
  if (isText(theirs, paths)) return typeof ours === 'string' ? ours : undefined;
  if (isArray(theirs)) {
    const partners = partnersOf(isArray(ours) ? ours : [], theirs, paths);
    return theirs.map(
      (item, index) => withOurTexts(partners[index], item, step(paths, String(index))) ?? null,
    );
  }
  if (!isObject(theirs)) return theirs;
  const merged = Object.entries(theirs).flatMap(([key, item]): (readonly [string, Json])[] => {
    const value = withOurTexts(property(ours, key), item, step(paths, key)) ?? requiredText.get(key);
    return value === undefined ? [] : [[key, value]];
  });
  const ourKeys = entriesOf(ours).map(([key]) => key);
  for (const [key, text] of entriesOf(ours)) {
    if (Object.hasOwn(theirs, key) || !isText(text, step(paths, key))) continue;
    const before = ourKeys[ourKeys.indexOf(key) - 1];
    const after = merged.findIndex(([other]) => other === before) + 1;
    const sorted = merged.findIndex(([other]) => other > key);
    merged.splice(after > 0 ? after : sorted === -1 ? merged.length : sorted, 0, [key, text]);
  }
  return Object.fromEntries(merged);
}

/** For each item of theirs our item with the same facts, else the one in the same place that nobody else took. */
function partnersOf(
  ours: readonly Json[],
  theirs: readonly Json[],
  paths: readonly TextPath[],
): readonly (Json | undefined)[] {
  const factsAt = (item: Json, index: number): string =>
    canonical(withoutTexts(item, step(paths, String(index))) ?? null);
  const free = new Map(ours.map((item, index) => [index, factsAt(item, index)]));
  const partners: (Json | undefined)[] = theirs.map((item, index) => {
    const facts = factsAt(item, index);
    const found = free.get(index) === facts ? index : [...free].find(([, other]) => other === facts)?.[0];
    if (found === undefined) return undefined;
    free.delete(found);
    return ours[found];
  });
  return partners.map((partner, index) => partner ?? (free.has(index) ? ours[index] : undefined));
}

function isText(value: Json, paths: readonly TextPath[]): boolean {
  return typeof value === 'string' && paths.some((path) => path.length === 0);
}

/** The paths that go on below `key`. */
function step(paths: readonly TextPath[], key: string): readonly TextPath[] {
  return paths.flatMap((path) => {
    const [first, ...rest] = path;
    if (first === undefined) return [];
    if (first === 'rules*') {
      const deeper = key === 'rules' || /^\d+$/.test(key) ? [path] : [];
      return [...deeper, ...step([rest], key)];
    }
    return first === '*' || first === key ? [rest] : [];
  });
}
