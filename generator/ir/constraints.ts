/** Constraints of a shape or member: the model's traits, a member's own before its target's, under the errata. */
import type { ShapeNode, Traits } from '../smithy/ast.js';
import type { Errata, Erratum } from '../smithy/errata.js';
import * as traits from '../smithy/traits.js';
import type { Bounds } from '../smithy/trait-values.js';
import type { Constraint, EnumValue, ShapeId } from './ir.js';

/** A shape or member that carries traits. */
export interface Carrier {
  readonly id: ShapeId;
  readonly traits: Traits | undefined;
}

/**
 * What holds for a value: `carriers` by precedence, the first that has a trait decides. The order of the result is
 * fixed: required, length, range, pattern, enum, uniqueItems; minima before maxima.
 */
export function buildConstraints(
  carriers: readonly Carrier[],
  enumValues: readonly EnumValue[] | undefined,
  errata: Errata,
): readonly Constraint[] {
  const constraints: Constraint[] = [];
  const source = (carrier: Carrier, trait: string): Constraint['source'] => ({ shape: carrier.id, trait });
  const withBounds = (trait: traits.Trait<Bounds>, kind: 'length' | 'range'): void => {
    const carrier = carrierOf(carriers, trait.id);
    const model = trait.of(carrier?.traits);
    if (carrier === undefined || model === undefined) return;
    const erratum = erratumFor(errata, carrier, trait.id);
    const live = typeof erratum?.bound?.live === 'object' ? erratum.bound.live : undefined;
    for (const side of ['min', 'max'] as const) {
      const modelBound = model[side];
      if (modelBound === undefined) continue;
      const liveBound = live?.[side] ?? modelBound;
      const evidence = liveBound === modelBound ? undefined : erratum?.id;
      constraints.push({
        kind: `${kind}.${side}`,
        modelBound,
        liveBound,
        source: source(carrier, trait.id),
        evidence,
      });
    }
  };

  // `required` says something about the member alone.
  const [first] = carriers;
  if (first !== undefined && traits.required.of(first.traits) !== undefined) {
    constraints.push({ kind: 'required', source: source(first, traits.required.id), evidence: undefined });
  }
  withBounds(traits.length, 'length');
  withBounds(traits.range, 'range');
  const patterned = carrierOf(carriers, traits.pattern.id);
  const modelBound = traits.pattern.of(patterned?.traits);
  if (patterned !== undefined && modelBound !== undefined) {
    const erratum = erratumFor(errata, patterned, traits.pattern.id);
    const live = erratum?.bound?.live;
    const liveBound = typeof live === 'string' ? live : modelBound;
    const evidence = liveBound === modelBound ? undefined : erratum?.id;
    constraints.push({
      kind: 'pattern',
      modelBound,
      liveBound,
      source: source(patterned, traits.pattern.id),
      evidence,
    });
  }
  const target = carriers.at(-1);
  if (enumValues !== undefined && target !== undefined) {
    const values = enumValues.map(({ value }) => value);
    constraints.push({
      kind: 'enum',
      values,
      source: source(target, 'smithy.api#enum'),
      evidence: undefined,
    });
  }
  const unique = carrierOf(carriers, traits.uniqueItems.id);
  if (unique !== undefined) {
    constraints.push({
      kind: 'uniqueItems',
      source: source(unique, traits.uniqueItems.id),
      evidence: undefined,
    });
  }
  return constraints;
}

/** Members of an enum with their values: `enumValue`, else the name (strings), or Smithy 1.0's `enum` trait. */
export function buildEnumValues(
  shape: ShapeNode,
  describe: (traits: Traits | undefined) => string | undefined,
): readonly EnumValue[] | undefined {
  if (shape.type === 'enum' || shape.type === 'intEnum') {
    return Object.entries(shape.members ?? {}).map(([name, member]) => ({
      name,
      value: traits.enumValue.of(member.traits) ?? name,
      documentation: describe(member.traits),
    }));
  }
  const definitions = shape.type === 'string' ? traits.enumTrait.of(shape.traits) : undefined;
  return definitions?.map(({ name, value }) => ({ name: name ?? value, value, documentation: undefined }));
}

function carrierOf(carriers: readonly Carrier[], trait: string): Carrier | undefined {
  return carriers.find((carrier) => carrier.traits !== undefined && Object.hasOwn(carrier.traits, trait));
}

function erratumFor(errata: Errata, { id }: Carrier, trait: string): Erratum | undefined {
  return errata.entries.find(({ bound }) => bound?.shape === id && bound.trait === trait);
}
