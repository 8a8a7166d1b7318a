/** Text of generated code: literals that no value can break out of, and documentation that stays in its comment. */
import type { Constraint, DefaultValue, Member, Shape } from '../ir/ir.js';

/** A string literal in single quotes. Whatever the text, it is one literal on one line. */
export function quoted(text: string): string {
  return `'${escaped(text, "'")}'`;
}

/** Text for the inside of a template literal. */
export function inTemplate(text: string): string {
  return escaped(text, '`$');
}

/** Characters that end a line, cannot be written, or make text look like other text than it is. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/g;
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

function escaped(text: string, special: string): string {
  return text
    .replace(/[\\'`$]/g, (unit) => (unit === '\\' || special.includes(unit) ? `\\${unit}` : unit))
    .replaceAll('\n', '\\n')
    .replace(unprintable, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A number, bigint, string or list of them as a literal. */
export function literal(
  value: number | bigint | string | DefaultValue | readonly (string | number)[],
): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map((item: string | number) => literal(item)).join(', ')}]`;
  if (typeof value === 'object') return '{}';
  return String(value);
}

/** `name` where it is an identifier, which names of the IR are. `__proto__` must not set a prototype. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) && name !== '__proto__' ? name : `[${quoted(name)}]`;
}

/** Paragraphs as documentation: wrapped, nothing in them ends the comment or starts a tag. */
export function docs(...paragraphs: readonly (string | undefined)[]): string {
  return paragraphs
    .filter((paragraph) => paragraph !== undefined && paragraph !== '')
    .map((paragraph) => (paragraph ?? '').replace(invisible, '').replace(/\p{Surrogate}/gu, '\ufffd'))
    .flatMap((paragraph) => paragraph.split(/\n{2,}/))
    .map((paragraph) => wrap(paragraph.replaceAll('*/', '*\\/').replaceAll('/*', '/\\*'), 100))
    .join('\n\n')
    .replace(/^@/gm, '\\@');
}

function wrap(paragraph: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/[\s\u2028\u2029]+/)) {
    if (line !== '' && line.length + word.length >= width) {
      lines.push(line);
      line = paragraph.startsWith('- ') ? `  ${word}` : word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/** `@deprecated` with its text, as a last paragraph. */
export function deprecation(text: string | undefined): string {
  return text === undefined ? '' : `\n@deprecated ${docs(text).replaceAll('\n', ' ')}`;
}

/** Constraints of a member in words: `20 to 2048 characters; matches ...`. `undefined` where there are none. */
export function boundsOf(member: Pick<Member, 'constraints' | 'targetShape'>): string | undefined {
  const parts: string[] = [];
  const find = <Kind extends Constraint['kind']>(
    kind: Kind,
  ): Extract<Constraint, { kind: Kind }> | undefined => {
    return member.constraints.find(
      (constraint): constraint is Extract<Constraint, { kind: Kind }> => constraint.kind === kind,
    );
  };
  const lengths = bounds(find('length.min'), find('length.max'));
  if (lengths !== undefined) parts.push(`${lengths} ${unitOf(member.targetShape, lengths.endsWith(' 1'))}`);
  const range = bounds(find('range.min'), find('range.max'));
  if (range !== undefined) parts.push(range);
  const pattern = find('pattern');
  if (pattern !== undefined) parts.push(`matches \`${pattern.liveBound}\``);
  if (find('uniqueItems') !== undefined) parts.push('no two items alike');
  const text = parts.join('; ');
  return text === '' ? undefined : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

type BoundConstraint = Extract<Constraint, { kind: 'length.min' | 'length.max' | 'range.min' | 'range.max' }>;

function bounds(min: BoundConstraint | undefined, max: BoundConstraint | undefined): string | undefined {
  if (min !== undefined && max !== undefined) {
    return min.liveBound === max.liveBound
      ? `exactly ${liveBound(min)}`
      : `${liveBound(min)} to ${liveBound(max)}`;
  }
  if (min !== undefined) return `at least ${liveBound(min)}`;
  return max && `at most ${liveBound(max)}`;
}

function liveBound({ liveBound, modelBound }: BoundConstraint): string {
  return liveBound === modelBound ? `${liveBound}` : `${liveBound} (${modelBound} in the model)`;
}

function unitOf(shape: Shape, singular: boolean): string {
  const plural = singular ? '' : 's';
  if (shape.kind === 'list') return `item${plural}`;
  if (shape.kind === 'map') return singular ? 'entry' : 'entries';
  return `${shape.kind === 'blob' ? 'byte' : 'character'}${plural}`;
}
