import { describe, expect, it } from 'vitest';
import {
  checkCount,
  checkEnum,
  checkPattern,
  checkRange,
  checkText,
  checkUnique,
  entrySegment,
  reportMissing,
  within,
} from './constraints.js';
import { smithyMessage, stsMessage } from './messages.js';
import { compilePattern } from './pattern/pattern.js';
import type { Violation } from './violation.js';

const SESSION_NAME = compilePattern('^[\\w+=,.@-]*$');
const ARN = compilePattern(
  '^[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+$',
);

function collect(...checks: readonly ((violations: Violation[]) => void)[]): Violation[] {
  const violations: Violation[] = [];
  for (const check of checks) check(violations);
  return violations;
}

function missingAt(...segments: readonly (string | number)[]): Violation[] {
  const violations = collect((v) => reportMissing(v, segments.at(-1) ?? '', false));
  within(violations, 0, ...segments.slice(0, -1));
  return violations;
}

/** The path in a message in the style of STS. */
function stsPath(...segments: readonly (string | number)[]): string {
  return /at '([^']*)'/.exec(stsMessage(missingAt(...segments)))?.[1] ?? '';
}

function pointer(...segments: readonly (string | number)[]): string {
  return smithyMessage(missingAt(...segments)).fieldList[0]?.path ?? '';
}

function printed(source: string): string {
  const pattern = compilePattern(source);
  return stsMessage(collect((v) => checkPattern(v, 'X', '!', pattern, false))).split('pattern: ')[1] ?? '';
}

function clause(check: (violations: Violation[]) => void): string {
  return smithyMessage(collect(check)).fieldList[0]?.message ?? '';
}

describe('stsMessage', () => {
  it.each<[string, (violations: Violation[]) => void]>([
    [
      `1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null`,
      (v) => reportMissing(v, 'RoleArn', false),
    ],
    [
      `1 validation error detected: Value null at 'webIdentityToken' failed to satisfy constraint: Member must not be null`,
      (v) => reportMissing(v, 'WebIdentityToken', true),
    ],
    [
      `1 validation error detected: Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2`,
      (v) => checkText(v, 'RoleSessionName', 'a', 2, 64, SESSION_NAME, false),
    ],
    [
      `1 validation error detected: Value '' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2`,
      (v) => checkText(v, 'RoleSessionName', '', 2, 64, SESSION_NAME, false),
    ],
    [
      `1 validation error detected: Value '${'x'.repeat(65)}' at 'roleSessionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
      (v) => checkText(v, 'RoleSessionName', 'x'.repeat(65), 2, 64, SESSION_NAME, false),
    ],
    [
      `1 validation error detected: Value 'bad/name' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
      (v) => checkText(v, 'RoleSessionName', 'bad/name', 2, 64, SESSION_NAME, false),
    ],
    [
      `1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900`,
      (v) => checkRange(v, 'DurationSeconds', 899, 900, 43200, false),
    ],
    [
      `1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200`,
      (v) => checkRange(v, 'DurationSeconds', 43201, 900, 43200, false),
    ],
    [
      `2 validation errors detected: Value '' at 'roleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+; Value '' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20`,
      (v) => checkText(v, 'RoleArn', '', 20, 2048, ARN, false),
    ],
    [
      `1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must have length greater than or equal to 4`,
      (v) => checkText(v, 'WebIdentityToken', 'abc', 4, 20000, undefined, true),
    ],
    [
      `1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50`,
      (v) => checkCount(v, 'Tags', 51, 0, 50, false),
    ],
    [
      `1 validation error detected: Value 'x' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]`,
      (v) => checkEnum(v, 'Status', 'x', ['Active', 'Inactive'], false),
    ],
  ])('%s', (message, check) => {
    expect(stsMessage(collect(check))).toBe(message);
  });

  it('counts list positions from one, and leaves keys of maps as they are', () => {
    expect(stsPath('Tags', 0, 'Key')).toBe('tags.1.member.key');
    expect(stsPath('TransitiveTagKeys', 9)).toBe('transitiveTagKeys.10.member');
    expect(stsPath('Attributes', entrySegment('Colour', false), 'value', 'Name')).toBe(
      'attributes.Colour.value.name',
    );
  });

  it('prints only anchors that are there', () => {
    expect(printed('^a\\$$')).toBe('a\\$');
    expect(printed('^a\\$')).toBe('a\\$');
    expect(printed('^a\\\\$')).toBe('a\\\\');
  });
});

describe('smithyMessage', () => {
  it.each<[string, (violations: Violation[]) => void]>([
    [
      `Value at '/string' failed to satisfy constraint: Member must not be null`,
      (v) => reportMissing(v, 'string', false),
    ],
    [
      `Value with length 1 at '/string' failed to satisfy constraint: Member must have length between 2 and 8, inclusive`,
      (v) => checkText(v, 'string', '👍', 2, 8, undefined, false),
    ],
    [
      `Value with length 1 at '/min' failed to satisfy constraint: Member must have length greater than or equal to 2`,
      (v) => checkText(v, 'min', '👍', 2, undefined, undefined, false),
    ],
    [
      `Value with length 9 at '/max' failed to satisfy constraint: Member must have length less than or equal to 8`,
      (v) => checkText(v, 'max', '123456789', undefined, 8, undefined, false),
    ],
    [
      `Value at '/byte' failed to satisfy constraint: Member must be between 2 and 8, inclusive`,
      (v) => checkRange(v, 'byte', 1, 2, 8, false),
    ],
    [
      `Value at '/byte' failed to satisfy constraint: Member must be greater than or equal to 2`,
      (v) => checkRange(v, 'byte', 1, 2, undefined, false),
    ],
    [
      `Value at '/string' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-m]+$`,
      (v) => checkPattern(v, 'string', 'xyz', compilePattern('^[a-m]+$'), false),
    ],
    [
      `Value at '/enum' failed to satisfy constraint: Member must satisfy enum value set: [abc, def]`,
      (v) => checkEnum(v, 'enum', 'ABC', ['abc', 'def'], false),
    ],
    [
      `Value at '/set' failed to satisfy constraint: Member must have unique values`,
      (v) => checkUnique(v, 'set', ['a', 'a'], false),
    ],
  ])('%s', (message, check) => {
    expect(clause(check)).toBe(message);
  });

  it('points into lists and maps, and at the map for its keys', () => {
    expect(pointer('list', 0)).toBe('/list/0');
    expect(pointer('map', entrySegment('abc', false), 'value')).toBe('/map/abc');
    expect(pointer('map', entrySegment('abc', false), 'key')).toBe('/map');
    expect(pointer('map', entrySegment('a/b~c', false), 'value', 'string')).toBe('/map/a~1b~0c/string');
  });

  it('joins several failures', () => {
    const { message, fieldList } = smithyMessage(
      collect(
        (v) => reportMissing(v, 'a', false),
        (v) => reportMissing(v, 'b', false),
      ),
    );
    expect(fieldList).toHaveLength(2);
    expect(message).toBe(
      `2 validation errors detected. ${fieldList.map((field) => field.message).join('; ')}`,
    );
  });

  it('shows nothing of a sensitive value, its length included', () => {
    expect(clause((v) => checkText(v, 'token', 'secret', 20, undefined, undefined, true))).toBe(
      `Value at '/token' failed to satisfy constraint: Member must have length greater than or equal to 20`,
    );
  });
});
