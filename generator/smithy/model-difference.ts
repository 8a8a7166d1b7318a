/** A difference between two models, as data and as a line for people. */
import type { Json } from './model-document.js';
import { property } from './model-document.js';
import { memberKeys } from './model-text.js';

export type DifferenceKind =
  | 'shape-added'
  | 'shape-removed'
  | 'shape-type'
  | 'member-added'
  | 'member-removed'
  | 'member-target'
  /** The members that both have stand in another order. */
  | 'member-order'
  | 'trait-added'
  | 'trait-removed'
  | 'trait-value'
  /** A shape that an operation, service or resource lists: its errors, operations, resources. */
  | 'reference-added'
  | 'reference-removed'
  /** Any other property of a shape: version, input, output, mixins, rename. */
  | 'property'
  /** What stands beside the shapes: the Smithy version, metadata. */
  | 'file';

/** One fact in which two models differ: `added` means that theirs alone has it, `removed` that ours alone does. */
export interface ModelDifference {
  readonly kind: DifferenceKind;
  /** Absolute shape ID, with `$member` for members; undefined where the kind is `file`. */
  readonly shape: string | undefined;
  /** JSON pointer to the fact, as deep as the two differ; into ours where ours has it, else into theirs. */
  readonly pointer: string;
  /** Undefined where our model does not have it. */
  readonly ours: Json | undefined;
  readonly theirs: Json | undefined;
}

/** Longer values are cut: a whole rule set says less than where it is. */
const maxValueLength = 120;

/**
 * One line for each difference, below a line with the shape it is in; empty for no differences. `ours -> theirs`,
 * values as compact JSON, cut where they are long. Characters that could forge a line or drive a terminal are escaped.
 */
export function formatDifferences(differences: readonly ModelDifference[]): string {
  const byHeading = new Map<string, ModelDifference[]>();
  for (const difference of differences) {
    const heading = difference.shape?.split('$', 1)[0] ?? '(beside the shapes)';
    const group = byHeading.get(heading);
    if (group === undefined) byHeading.set(heading, [difference]);
    else group.push(difference);
  }
  return [...byHeading]
    .flatMap(([heading, group]) => [heading, ...group.map((difference) => `  ${describe(difference)}`)])
    .map(printable)
    .join('\n');
}

function describe({ kind, shape, pointer, ours, theirs }: ModelDifference): string {
  const member = shape?.split('$')[1];
  const of = member === undefined ? '' : `member ${member}: `;
  const change = `${show(ours)} -> ${show(theirs)}`;
  switch (kind) {
    case 'shape-added':
      return `shape added: ${show(theirs)}`;
    case 'shape-removed':
      return `shape removed: ${show(ours)}`;
    case 'shape-type':
      return `type: ${change}`;
    case 'member-added':
      return `member ${member} added: ${show(theirs)}`;
    case 'member-removed':
      return `member ${member} removed: ${show(ours)}`;
    case 'member-target':
      return `${of}target: ${change}`;
    case 'member-order':
      return `order of members: ${change}`;
    case 'trait-added':
      return `${of}trait ${traitOf(pointer)} added: ${show(theirs)}`;
    case 'trait-removed':
      return `${of}trait ${traitOf(pointer)} removed: ${show(ours)}`;
    case 'trait-value':
      return `${of}trait ${traitOf(pointer)}: ${change}`;
    case 'reference-added':
      return `${listOf(pointer)} added: ${show(property(theirs, 'target') ?? theirs)}`;
    case 'reference-removed':
      return `${listOf(pointer)} removed: ${show(property(ours, 'target') ?? ours)}`;
    case 'property':
      return `${of}${placeInside(pointer).join('/')}: ${change}`;
    case 'file':
      return `${tokensOf(pointer).join('/')}: ${change}`;
  }
}

function tokensOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What a pointer says below its shape or member. */
function placeInside(pointer: string): readonly string[] {
  const [, , holder = '', ...rest] = tokensOf(pointer);
  if (holder === 'members') return rest.slice(1);
  return memberKeys.has(holder) ? rest : [holder, ...rest];
}

/** The trait, and the place inside its value where there is one: `smithy.api#length at /max`. */
function traitOf(pointer: string): string {
  const [, trait = '', ...inside] = placeInside(pointer);
  return inside.length === 0 ? trait : `${trait} at /${inside.join('/')}`;
}

function listOf(pointer: string): string {
  return placeInside(pointer)[0] ?? '';
}

function show(value: Json | undefined): string {
  if (value === undefined) return '(none)';
  const text = JSON.stringify(value);
  return text.length <= maxValueLength
    ? text
    : `${text.slice(0, maxValueLength)}... (${text.length} characters)`;
}

/** Control characters, line and paragraph separators and bidirectional controls, escaped. */
function printable(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
