/** Checks of the AST that need one shape and the set of all: types, required fields, targets, traits. */
import { aggregateTypes, boundOperations, membersOf, serviceTypes, simpleTypes } from './ast.js';
import type { ShapeNode, ShapeType, Traits } from './ast.js';
import { jsonText } from './json.js';
import { pointerTo } from './model-error.js';
import { unitId } from './prelude.js';
import { Complaint, isDefaultOf } from './trait-values.js';
import { defaultTrait, inertTraits, traitById } from './traits.js';

/** Receives one mistake: what it is and where it lies below the shape's own node. */
export type Report = (message: string, pointer: string, member?: string) => void;

const shapeTypes: ReadonlySet<string> = new Set([
  ...aggregateTypes,
  ...serviceTypes,
  ...simpleTypes,
  'apply',
]);
const identifier = /^(_+[A-Za-z0-9]|[A-Za-z])[A-Za-z0-9_]*$/;

/** True for `name.space#Shape`, made of Smithy identifiers. */
export function isShapeId(id: string): boolean {
  const [namespace = '', name = '', ...rest] = id.split('#');
  return (
    rest.length === 0 && identifier.test(name) && namespace.split('.').every((part) => identifier.test(part))
  );
}

/** Checks that a value read from JSON is a shape: an object of a known type with the fields that the type needs. */
export function isShapeNode(value: unknown, report: Report): value is ShapeNode {
  if (!isRecord(value)) {
    report('is not an object', '');
    return false;
  }
  const type = value['type'];
  if (typeof type !== 'string' || !shapeTypes.has(type)) {
    report(`has an unknown shape type ${jsonText(type)}`, '/type');
    return false;
  }
  let sound = true;
  const refuse: Report = (message, pointer, member) => {
    sound = false;
    report(message, pointer, member);
  };
  if (value['traits'] !== undefined && !isRecord(value['traits']))
    refuse('has traits that are no object', '/traits');
  for (const name of memberFields(type)) isMemberNode(value[name], name, `/${name}`, refuse);
  const members = value['members'];
  if (members !== undefined && !isRecord(members)) refuse('has members that are no object', '/members');
  else {
    for (const [name, member] of Object.entries(members ?? {})) {
      const pointer = pointerTo('members', name);
      if (!identifier.test(name))
        refuse(`has a member with the name ${JSON.stringify(name)}, which is no identifier`, pointer);
      else isMemberNode(member, name, pointer, refuse);
    }
  }
  for (const name of ['input', 'output', 'create', 'put', 'read', 'update', 'delete', 'list']) {
    if (value[name] !== undefined) isReference(value[name], pointerTo(name), refuse);
  }
  for (const name of ['errors', 'operations', 'resources', 'collectionOperations', 'mixins']) {
    const references = value[name];
    if (references === undefined) continue;
    if (!Array.isArray(references)) refuse('is not a list of targets', pointerTo(name));
    else references.forEach((reference, index) => isReference(reference, pointerTo(name, index), refuse));
  }
  if (type === 'service' && typeof value['version'] !== 'string') refuse('has no version', '/version');
  return sound;
}

/** Reports every target of a shape that is not defined or of the wrong type. */
export function checkTargets(
  shape: ShapeNode,
  find: (id: string) => ShapeNode | undefined,
  report: Report,
): void {
  const check = (
    target: string,
    pointer: string,
    wanted: readonly ShapeType[] | undefined,
    member?: string,
  ): void => {
    const found = find(target);
    if (found === undefined) report(`targets ${target}, which is not defined`, `${pointer}/target`, member);
    else if (wanted !== undefined && !wanted.includes(found.type)) {
      report(
        `targets ${target}, a ${found.type} where a ${wanted.join(' or ')} belongs`,
        `${pointer}/target`,
        member,
      );
    }
  };
  const isEnum = shape.type === 'enum' || shape.type === 'intEnum';
  for (const [name, node, pointer] of membersOf(shape)) {
    check(node.target, pointer, undefined, name);
    const target = find(node.target);
    if (target === undefined || isEnum) continue;
    if ((serviceTypes as readonly string[]).includes(target.type)) {
      report(`targets ${node.target}, a ${target.type}, which holds no value`, `${pointer}/target`, name);
    }
    if (target.type === 'document') {
      report(`targets ${node.target}: awsQuery cannot carry documents`, `${pointer}/target`, name);
    }
    if (name === 'key' && shape.type === 'map' && target.type !== 'string' && target.type !== 'enum') {
      report(`targets ${node.target}, a ${target.type} where a string belongs`, `${pointer}/target`, name);
    }
  }
  if (shape.input !== undefined) check(shape.input.target, '/input', ['structure']);
  if (shape.output !== undefined) check(shape.output.target, '/output', ['structure']);
  shape.errors?.forEach(({ target }, index) => check(target, pointerTo('errors', index), ['structure']));
  shape.resources?.forEach(({ target }, index) => check(target, pointerTo('resources', index), ['resource']));
  for (const { target } of boundOperations(shape)) check(target, '/operations', ['operation']);
}

/** Reports unknown traits of Smithy's own, values of the wrong form, and traits on shapes that they do not fit. */
export function checkTraits(
  shape: ShapeNode,
  find: (id: string) => ShapeNode | undefined,
  report: Report,
): void {
  checkTraitValues(shape.traits, shape.type, '', report);
  for (const [name, node, pointer] of membersOf(shape)) {
    const target = node.target === unitId() ? undefined : find(node.target)?.type;
    checkTraitValues(node.traits, target, pointer, (message, where) => report(message, where, name));
    const assumed = node.traits?.[defaultTrait.id] ?? null;
    if (assumed !== null && target !== undefined && !isDefaultOf(target, assumed)) {
      const at = `${pointer}${pointerTo('traits', defaultTrait.id)}`;
      report(`has a default that is no ${target}`, at, name);
    }
  }
}

/** Reports members of one structure that could not be told apart on the wire. */
export function checkWireNames(shape: ShapeNode, report: Report): void {
  if (shape.type !== 'structure' && shape.type !== 'union') return;
  const owners = new Map<string, string>();
  for (const [name, { traits }, pointer] of membersOf(shape)) {
    const renamed = traits?.['smithy.api#xmlName'];
    const wireName = typeof renamed === 'string' ? renamed : name;
    const owner = owners.get(wireName);
    if (owner !== undefined)
      report(`has the name ${wireName} on the wire, which is that of ${owner}`, pointer, name);
    owners.set(wireName, name);
  }
}

function checkTraitValues(
  traits: Traits | undefined,
  type: ShapeType | undefined,
  pointer: string,
  report: Report,
): void {
  for (const [id, value] of Object.entries(traits ?? {})) {
    const at = `${pointer}${pointerTo('traits', id)}`;
    const trait = traitById(id);
    if (trait === undefined) {
      if (id.startsWith('smithy.api#') && !inertTraits.has(id)) {
        report(`has the trait ${id}, which this generator does not know: it may be a constraint`, at);
      }
      continue;
    }
    if (trait.appliesTo !== undefined && type !== undefined && !trait.appliesTo.includes(type)) {
      report(`has the trait ${id}, which does not apply to ${type}`, at);
    }
    try {
      trait.read(value);
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
      report(`has a malformed ${id}: ${error.message}`, `${at}${error.pointer}`);
    }
  }
}

function memberFields(type: string): readonly string[] {
  if (type === 'list' || type === 'set') return ['member'];
  return type === 'map' ? ['key', 'value'] : [];
}

function isMemberNode(value: unknown, name: string, pointer: string, refuse: Report): void {
  if (!isRecord(value)) refuse('is missing or not an object', pointer, name);
  else {
    isReference(value, pointer, refuse, name);
    if (value['traits'] !== undefined && !isRecord(value['traits'])) {
      refuse('has traits that are no object', `${pointer}/traits`, name);
    }
  }
}

function isReference(value: unknown, pointer: string, refuse: Report, member?: string): void {
  if (!isRecord(value) || typeof value['target'] !== 'string') refuse('names no target', pointer, member);
}

/** True for a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
