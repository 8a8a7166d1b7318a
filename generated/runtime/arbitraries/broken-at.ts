// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Puts a broken leaf at its place in an input that is right everywhere else. */
import * as fc from 'fast-check';
import { entrySegment } from '../constraints.js';
import type { Draft } from '../draft.js';
import type { ValuePath } from '../violation.js';
import type { Broken, BrokenLeaf } from './broken.js';

/** One step from a value to the part of it that is broken. What `create` makes stands in where there is nothing yet. */
export type Step =
  /**
   * A member of a structure, or of a union, where it becomes the one that is set; `create` makes a right value of it,
   * for an optional parent that is absent. `inPaths` is its name in paths where its property has another.
   */
  | {
      readonly kind: 'member' | 'variant';
      readonly name: string;
      readonly inPaths?: string;
      readonly create?: () => fc.Arbitrary<unknown>;
    }
  /** One item of a list, whichever; `create` makes the item of an empty list. */
  | { readonly kind: 'item'; readonly create?: () => fc.Arbitrary<unknown> }
  /** One key or value of a map; `create` makes the entry of an empty map. */
  | {
      readonly kind: 'key' | 'value';
      readonly create: () => fc.Arbitrary<readonly [key: string, value: unknown]>;
      readonly isKeySensitive?: boolean;
    };

/**
 * Inputs that are right but for one leaf. Shrinks the input, the leaf and the choice of the item or entry, each
 * within its own arbitrary, so the constraint stays broken and all others hold. An absent leaf (`value: undefined`)
 * takes its member out.
 */
export function brokenAtArb<Input>(
  input: fc.Arbitrary<Input>,
  steps: readonly Step[],
  leaf: fc.Arbitrary<BrokenLeaf>,
): fc.Arbitrary<Broken<Draft<Input>>> {
  const spares = fc.tuple(...steps.map((step) => step.create?.() ?? fc.constant(undefined)));
  const choices = fc.tuple(...steps.map(() => fc.nat({ max: 31 })));
  return fc.tuple(leaf, input, choices, spares).map(([{ value, kinds }, whole, choice, spare]) => {
    const path: (string | number)[] = [];
    const put = (current: unknown, depth: number): unknown => {
      const step = steps[depth];
      if (step === undefined) return value;
      const parts = partsOf(step, current, spare[depth]);
      const part = parts[(choice[depth] ?? 0) % Math.max(1, parts.length)];
      if (part === undefined) return value;
      const next = put(part.value, depth + 1);
      path.unshift(...part.path(next));
      return part.replace(next);
    };
    const broken = put(whole, 0) as Draft<Input>;
    const where: ValuePath = path;
    return { input: broken, violations: kinds.map((kind) => ({ path: where, kind })) };
  });
}

/** A part of a value that a step may lead to. */
interface Part {
  readonly value: unknown;
  readonly path: (next: unknown) => ValuePath;
  readonly replace: (next: unknown) => unknown;
}

function partsOf(step: Step, current: unknown, spare: unknown): Part[] {
  switch (step.kind) {
    case 'member':
      return [memberPart(entriesOf(current), step, spare)];
    case 'variant':
      return [
        memberPart(
          entriesOf(current).filter(([name]) => name === step.name),
          step,
          spare,
        ),
      ];
    case 'item': {
      const list: readonly unknown[] = Array.isArray(current) && current.length > 0 ? current : [spare];
      return list.map((value, index) => ({
        value,
        path: () => [index],
        replace: (next) => list.with(index, next),
      }));
    }
    case 'key':
    case 'value':
      return entryParts(step, entriesOf(current), spare);
  }
}

function memberPart(
  members: readonly (readonly [string, unknown])[],
  { name, inPaths = name }: Extract<Step, { kind: 'member' | 'variant' }>,
  spare: unknown,
): Part {
  return {
    value: new Map(members).get(name) ?? spare,
    path: () => [inPaths],
    replace: (next) => {
      const rest = members.filter(([other]) => other !== name);
      return Object.fromEntries(next === undefined ? rest : [...rest, [name, next]]);
    },
  };
}

function entryParts(
  step: Step & { readonly kind: 'key' | 'value' },
  present: readonly (readonly [string, unknown])[],
  spare: unknown,
): Part[] {
  const entries = present.length > 0 ? present : isEntry(spare) ? [spare] : [];
  return entries.map(([key, value], index) => {
    const keyOf = (next: unknown): string => (step.kind === 'key' ? String(next) : key);
    return {
      value: step.kind === 'key' ? key : value,
      path: (next) => [entrySegment(keyOf(next), step.isKeySensitive === true), step.kind],
      replace: (next) =>
        Object.fromEntries(entries.with(index, [keyOf(next), step.kind === 'key' ? value : next])),
    };
  });
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function isEntry(value: unknown): value is readonly [string, unknown] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}
