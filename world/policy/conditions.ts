/** Reads the Condition element of a statement. */
import { isIP } from 'node:net';
import { below, type Mistakes } from '../mistakes.js';
import type { Condition, PolicySetting } from './document.js';
import { findOperator, type Operator } from './operators.js';
import { readPattern } from './pattern.js';
import { isRecord, readTexts } from './values.js';

export function readConditions(
  value: unknown,
  pointer: string,
  setting: PolicySetting,
  mistakes: Mistakes,
): readonly Condition[] {
  if (value === undefined) return [];
  if (!isRecord(value)) return mistakes.add(pointer, 'must be a JSON object') ?? [];
  return Object.entries(value).flatMap(([name, keys]) => {
    const at = below(pointer, name);
    const operator = findOperator(name);
    if (operator === undefined) return mistakes.add(at, 'is no condition operator that is known') ?? [];
    if (!isRecord(keys)) return mistakes.add(at, 'must be a JSON object') ?? [];
    return Object.entries(keys).map(([key, values]) => {
      const keyAt = below(at, key);
      if (!/^[^\s:]+:\S(?:.*\S)?$/u.test(key))
        mistakes.add(keyAt, 'is no condition key: those have a prefix and a colon');
      return {
        operator,
        key: key.toLowerCase(),
        values: readTexts(values, keyAt, mistakes).map(({ text, pointer: textAt }) => {
          const wanted = expectation(operator, text);
          if (wanted !== undefined) mistakes.add(textAt, wanted);
          return readPattern(text, textAt, setting, mistakes);
        }),
      };
    });
  });
}

/** What the operator wants of a value that it cannot use; undefined for one that it can. */
function expectation({ test }: Operator, text: string): string | undefined {
  switch (test.kind) {
    case 'text':
    case 'like':
    case 'arn':
      return undefined;
    case 'number':
      return /^-?\d+(?:\.\d+)?$/u.test(text) ? undefined : 'must be a number';
    case 'date':
      return Number.isNaN(policyTime(text))
        ? 'must be a date in ISO 8601 or seconds of the epoch'
        : undefined;
    case 'bool':
    case 'null':
      return /^(?:true|false)$/iu.test(text) ? undefined : 'must be true or false';
    case 'address':
      return readBlock(text) === undefined
        ? 'must be an IP address or a block of them in CIDR form'
        : undefined;
  }
}

/** Milliseconds of a date in a policy: ISO 8601, or seconds since the epoch. NaN for anything else. */
export function policyTime(text: string): number {
  if (/^\d+$/u.test(text) && text.length > 4) return Number(text) * 1000;
  return /^\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/u.test(text) ? Date.parse(text) : NaN;
}

export interface Block {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** An address block in CIDR form; an address alone is a block of one. */
export function readBlock(text: string): Block | undefined {
  const [, address = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/u.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return undefined;
  const widest = version === 4 ? 32 : 128;
  const bits = Number(length ?? widest);
  return bits > widest ? undefined : { address, bits, family: version === 4 ? 'ipv4' : 'ipv6' };
}
