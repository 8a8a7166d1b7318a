/** Reads a model: JSON AST files in, shapes with mixins and `apply` statements resolved out, or all mistakes at once. */
import type { MemberNode, Model, ShapeNode, Traits } from './ast.js';
import { checkTargets, checkTraits, checkWireNames, isRecord, isShapeId, isShapeNode } from './check.js';
import type { Report } from './check.js';
import { jsonText, parseJson } from './json.js';
import { flattenMixins } from './mixins.js';
import { ModelError, pointerTo } from './model-error.js';
import type { Mistake } from './model-error.js';
import { prelude } from './prelude.js';

export interface ModelFile {
  /** How messages call it; never opened. */
  readonly name: string;
  readonly text: string;
}

/**
 * Reads and merges the files of one model. Throws `ModelError` with every mistake of every file: JSON that does not
 * parse (with line and column), shapes defined twice, targets that do not resolve, unknown types and constraint
 * traits, malformed trait values.
 */
export function readModel(files: readonly ModelFile[]): Model {
  const mistakes: Mistake[] = [];
  const merged = mergeFiles(files, mistakes);
  const reportAt = (id: string): Report => {
    return (message, pointer, member) =>
      mistakes.push({
        file: merged.origin.get(id) ?? files[0]?.name ?? '',
        shapeId: member === undefined ? id : `${id}$${member}`,
        pointer: `${pointerTo('shapes', id)}${pointer}`,
        message,
      });
  };
  const left = applyTraits(merged.shapes, merged.applied);
  const shapes = flattenMixins(merged.shapes, reportAt);
  for (const { file, id } of applyTraits(shapes, left)) {
    const message = 'applies traits to what is not defined';
    mistakes.push({ file, shapeId: id, pointer: pointerTo('shapes', id), message });
  }
  const find = (id: string): ShapeNode | undefined => shapes.get(id) ?? prelude.get(id);
  for (const [id, shape] of shapes) {
    checkTargets(shape, find, reportAt(id));
    checkTraits(shape, find, reportAt(id));
    checkWireNames(shape, reportAt(id));
  }
  if (mistakes.length > 0) throw new ModelError(mistakes);
  return { shapes, origin: merged.origin };
}

interface Merged {
  readonly shapes: Map<string, ShapeNode>;
  readonly origin: ReadonlyMap<string, string>;
  readonly applied: readonly Applied[];
}

/** An `apply` statement: traits for a shape or member that is defined elsewhere. */
interface Applied {
  readonly file: string;
  readonly id: string;
  readonly traits: Traits;
}

function mergeFiles(files: readonly ModelFile[], mistakes: Mistake[]): Merged {
  const shapes = new Map<string, ShapeNode>();
  const origin = new Map<string, string>();
  const applied: Applied[] = [];
  for (const { name: file, text } of files) {
    const mistake = (message: string, pointer: string, shapeId?: string): void => {
      mistakes.push({ file, shapeId, pointer, message });
    };
    const json = parseJson(text, mistake, 'exact');
    if (json === undefined) continue;
    if (!isRecord(json.value) || !isRecord(json.value['shapes'])) {
      mistake('is not a Smithy JSON AST: it has no "shapes"', '');
      continue;
    }
    const version = json.value['smithy'];
    if (typeof version !== 'string' || !/^[12](\.\d+)?$/.test(version)) {
      mistake(`has the Smithy version ${jsonText(version)}; 1.0 and 2.0 are known`, '/smithy');
    }
    for (const [id, node] of Object.entries(json.value['shapes'])) {
      const pointer = pointerTo('shapes', id);
      if (isRecord(node) && node['type'] === 'apply') {
        if (isRecord(node['traits'])) applied.push({ file, id, traits: node['traits'] });
        else mistake('applies no traits', `${pointer}/traits`, id);
        continue;
      }
      if (!isShapeId(id)) mistake(`${JSON.stringify(id)} is not an absolute shape ID`, pointer);
      else if (
        isShapeNode(node, (message, at, member) =>
          mistake(message, pointer + at, member === undefined ? id : `${id}$${member}`),
        )
      ) {
        const before = shapes.get(id);
        if (before === undefined) {
          shapes.set(id, node);
          origin.set(id, file);
        } else if (jsonText(before) !== jsonText(node)) {
          mistake(`is already defined, differently, in ${origin.get(id)}`, pointer, id);
        }
      }
    }
  }
  return { shapes, origin, applied };
}

/**
 * Puts the traits of `apply` statements where they belong, and returns the statements that have no place. Members that
 * a shape inherits from a mixin exist only once mixins are flattened, so this runs twice.
 */
function applyTraits(shapes: Map<string, ShapeNode>, applied: readonly Applied[]): readonly Applied[] {
  return applied.filter(({ id, traits }) => {
    const [shapeId = '', name] = id.split('$');
    const shape = shapes.get(shapeId);
    const changed = shape === undefined ? undefined : withTraits(shape, name, traits);
    if (changed !== undefined) shapes.set(shapeId, changed);
    return changed === undefined;
  });
}

/** Of a trait that is there twice lists are joined; of other values the last one holds. */
function joined(before: Traits | undefined, added: Traits): Traits {
  const traits: Record<string, unknown> = { ...before };
  for (const [id, value] of Object.entries(added)) {
    const old = traits[id];
    traits[id] =
      Array.isArray(old) && Array.isArray(value) ? [...(old as unknown[]), ...(value as unknown[])] : value;
  }
  return traits;
}

function withTraits(shape: ShapeNode, name: string | undefined, traits: Traits): ShapeNode | undefined {
  if (name === undefined) return { ...shape, traits: joined(shape.traits, traits) };
  const change = (member: MemberNode): MemberNode => ({ ...member, traits: joined(member.traits, traits) });
  const member =
    shape.members !== undefined && Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
  if (member !== undefined) return { ...shape, members: { ...shape.members, [name]: change(member) } };
  if (name === 'member' && shape.member !== undefined) return { ...shape, member: change(shape.member) };
  if (name === 'key' && shape.key !== undefined) return { ...shape, key: change(shape.key) };
  if (name === 'value' && shape.value !== undefined) return { ...shape, value: change(shape.value) };
  return undefined;
}
