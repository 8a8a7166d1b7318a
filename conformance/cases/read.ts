/** Reads a case file. It may come from anywhere, and from any version of the suite. */
import { operations } from '../../generated/index.js';
import { UsageError } from '../select.js';
import { caseSchema, type Case } from './case.js';

/** The name of the file of a case, by its check. */
export function caseFileName(id: string): string {
  return `${id.replaceAll('/', '--').replaceAll(/[^\w.-]/g, '_')}.json`;
}

/** The case as indented JSON with a final newline. */
export function formatCase(stored: Case): string {
  return `${JSON.stringify(stored, undefined, 2)}\n`;
}

/**
 * @param file named in errors
 * @throws UsageError naming the first thing, by JSON pointer, that is not as a case has it
 */
export function readCase(text: string, file: string): Case {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const problem = problemOf(data);
  if (problem !== undefined)
    throw new UsageError(`${file} is no case that this version can read: ${problem}`);
  return data as Case;
}

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isNumber: Test = (value) => typeof value === 'number' && Number.isInteger(value);
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);

const partKinds: readonly (readonly [name: string, test: Test])[] = [
  ['text', isText],
  ['base64', isText],
  ['fresh', (value) => ['WebIdentityToken', 'SAMLAssertion', 'TradeInToken'].includes(String(value))],
];

const isPart: Test = (value) => partKinds.some(([name, test]) => test(at(value, name)));
const isHeader: Test = (value) => Array.isArray(value) && value.length === 2 && value.every(isText);
const isPattern: Test = (value) => {
  try {
    return isText(value) && new RegExp(String(value)) instanceof RegExp;
  } catch {
    return false;
  }
};

/** What a replay relies on. */
const rules: readonly (readonly [pointer: string, test: Test, wanted: string])[] = [
  ['/schema', (value) => value === caseSchema, JSON.stringify(caseSchema)],
  ['/check/id', isText, 'a check id'],
  ['/check/operation', (value) => isText(value) && Object.hasOwn(operations, String(value)), 'an operation'],
  ['/check/level', (value) => ['must', 'should', 'may'].includes(String(value)), 'must, should or may'],
  ['/seed', isNumber, 'a whole number'],
  ['/runs', isNumber, 'a whole number'],
  [
    '/path',
    (value) => value === null || (typeof value === 'string' && /^\d+(:\d+)*$/.test(value)),
    'a path or null',
  ],
  ['/reason', isText, 'a text'],
  ['/wanted', isText, 'a text'],
  ['/got', isText, 'a text'],
];

const requestRules: typeof rules = [
  ['/request/method', isText, 'a text'],
  ['/request/path', isText, 'a text'],
  ['/request/headers', listOf(isHeader), 'names and values'],
  ['/request/body', listOf(isPart), 'parts with text, base64 or fresh'],
  ['/request/authentication/kind', (kind) => kind === 'none' || kind === 'sigv4', 'none or sigv4'],
];

const expectationRules: Readonly<Record<string, typeof rules>> = {
  answer: [['/expectation/anyOf', listOf((value) => typeof value === 'object' && value !== null), 'answers']],
  'well-formed': [],
  namespace: [['/expectation/equals', isText, 'a text']],
  header: [
    ['/expectation/name', isText, 'a text'],
    ['/expectation/matches', isPattern, 'a regular expression'],
  ],
  'header-of-element': [
    ['/expectation/name', isText, 'a text'],
    ['/expectation/path', listOf(isText), 'names'],
  ],
  element: [
    ['/expectation/path', listOf(isText), 'names'],
    ['/expectation/state', (state) => state === 'present' || state === 'absent', 'present or absent'],
  ],
  'element-text': [
    ['/expectation/path', listOf(isText), 'names'],
    ['/expectation/matches', isPattern, 'a regular expression'],
  ],
};

function problemOf(data: unknown): string | undefined {
  const problem = firstBroken(data, rules);
  if (problem !== undefined || at(data, 'request') === null || at(data, 'expectation') === null)
    return problem;
  const kind = at(at(data, 'expectation'), 'kind');
  const ofExpectation = typeof kind === 'string' ? expectationRules[kind] : undefined;
  return ofExpectation === undefined
    ? '/expectation/kind: wanted one that is known'
    : firstBroken(data, [...requestRules, ...ofExpectation]);
}

function firstBroken(data: unknown, all: typeof rules): string | undefined {
  const broken = all.find(([pointer, test]) => !test(find(data, pointer)));
  return broken === undefined ? undefined : `${broken[0]}: wanted ${broken[2]}`;
}

function find(data: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce(at, data);
}

function at(data: unknown, name: string): unknown {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, name)) return undefined;
  return (data as Readonly<Record<string, unknown>>)[name];
}
