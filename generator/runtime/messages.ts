/** Violations as text, in the two styles that services use. */
import type { ValuePath, Violation } from './violation.js';

/** One clause of Smithy's ValidationException. */
export interface FieldMessage {
  readonly message: string;
  /** JSON pointer to the value; for a map's key, to the map. */
  readonly path: string;
}

/** What Smithy's ValidationException carries. */
export interface SmithyValidation {
  readonly message: string;
  readonly fieldList: readonly FieldMessage[];
}

/**
 * The message of STS's ValidationError: `1 validation error detected: Value 'a' at 'roleSessionName' failed to
 * satisfy constraint: Member must have length greater than or equal to 2`. Clauses come in the order given, joined
 * by `; `. Values are quoted in full as they are; a sensitive one is left out, a missing one is `null`. Names start
 * in lower case, list positions count from one (`tags.1.member.key`), patterns lose their outer anchors.
 */
export function stsMessage(violations: readonly Violation[]): string {
  return `${errorCount(violations)} detected: ${violations.map(stsClause).join('; ')}`;
}

/**
 * Summary and fields in the conventions of Smithy's ValidationException: `1 validation error detected. Value with
 * length 1 at '/name' failed to satisfy constraint: Member must have length between 2 and 8, inclusive`. Values are
 * never quoted. Two bounds of one trait that are both stated make one sentence, as do several violations there.
 */
export function smithyMessage(violations: readonly Violation[]): SmithyValidation {
  const fieldList = violations.map((violation) => ({
    message: smithyClause(violation),
    path: jsonPointer(violation.path),
  }));
  const clauses = fieldList.map((field) => field.message).join('; ');
  return { message: `${errorCount(violations)} detected. ${clauses}`, fieldList };
}

function errorCount(violations: readonly Violation[]): string {
  return `${violations.length} validation error${violations.length === 1 ? '' : 's'}`;
}

function stsClause(violation: Violation): string {
  return `Value ${stsValue(violation)}at '${stsPath(violation.path)}' failed to satisfy constraint: Member must ${stsRule(violation)}`;
}

function stsValue(violation: Violation): string {
  if (violation.kind === 'required') return 'null ';
  return violation.sensitive || violation.value === undefined ? '' : `'${violation.value}' `;
}

function stsPath(path: ValuePath): string {
  const names: string[] = [];
  let afterEntry = false;
  for (const segment of path) {
    if (typeof segment === 'number') names.push(String(segment + 1), 'member');
    else if (isEntry(segment)) names.push(entryKey(segment));
    else names.push(afterEntry ? segment : segment.charAt(0).toLowerCase() + segment.slice(1));
    afterEntry = typeof segment === 'string' && isEntry(segment);
  }
  return names.join('.');
}

function stsRule(violation: Violation): string {
  const bound = boundText(violation);
  switch (violation.kind) {
    case 'required':
      return 'not be null';
    case 'length.min':
      return `have length greater than or equal to ${bound}`;
    case 'length.max':
      return `have length less than or equal to ${bound}`;
    case 'range.min':
      return `have value greater than or equal to ${bound}`;
    case 'range.max':
      return `have value less than or equal to ${bound}`;
    case 'pattern':
      return `satisfy regular expression pattern: ${withoutAnchors(bound)}`;
    case 'enum':
      return `satisfy enum value set: [${bound}]`;
    case 'uniqueItems':
      return 'have unique values';
  }
}

function smithyClause(violation: Violation): string {
  const isLength = violation.kind === 'length.min' || violation.kind === 'length.max';
  const length = isLength && !violation.sensitive ? ` with length ${violation.length}` : '';
  return `Value${length} at '${jsonPointer(violation.path)}' failed to satisfy constraint: Member must ${smithyRule(violation)}`;
}

function smithyRule(violation: Violation): string {
  const { min, max } = violation.limits ?? {};
  const both = min !== undefined && max !== undefined ? `between ${min} and ${max}, inclusive` : undefined;
  const bound = boundText(violation);
  switch (violation.kind) {
    case 'required':
      return 'not be null';
    case 'length.min':
      return `have length ${both ?? `greater than or equal to ${bound}`}`;
    case 'length.max':
      return `have length ${both ?? `less than or equal to ${bound}`}`;
    case 'range.min':
      return `be ${both ?? `greater than or equal to ${bound}`}`;
    case 'range.max':
      return `be ${both ?? `less than or equal to ${bound}`}`;
    case 'pattern':
      return `satisfy regular expression pattern: ${bound}`;
    case 'enum':
      return `satisfy enum value set: [${bound}]`;
    case 'uniqueItems':
      return 'have unique values';
  }
}

function boundText(violation: Violation): string {
  const { bound } = violation;
  return Array.isArray(bound) ? bound.join(', ') : String(bound);
}

/** The pattern as the live service prints it: without `^` in front and `$` behind. */
function withoutAnchors(pattern: string): string {
  const start = pattern.startsWith('^') ? 1 : 0;
  const isAnchored = pattern.endsWith('$') && (/\\*$/.exec(pattern.slice(0, -1))?.[0].length ?? 0) % 2 === 0;
  return pattern.slice(start, isAnchored ? -1 : undefined);
}

/** RFC 6901; the key of a map's entry stands for the value, and a failing key is the map's failure. */
function jsonPointer(path: ValuePath): string {
  let pointer = '';
  let entry: string | undefined;
  for (const segment of path) {
    if (entry !== undefined) {
      if (segment === 'value') pointer += `/${escapePointer(entryKey(entry))}`;
      entry = undefined;
    } else if (typeof segment === 'string' && isEntry(segment)) entry = segment;
    else pointer += `/${escapePointer(String(segment))}`;
  }
  return pointer;
}

function escapePointer(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isEntry(segment: string): boolean {
  return segment.startsWith('[');
}

function entryKey(segment: string): string {
  return segment.slice(1, -1);
}
