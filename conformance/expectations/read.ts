/** Reads a file of expectations and says everything that is wrong with it at once. */
import type { Check } from '../check.js';
import { expectationsSchema, isReasonKey, type ExpectationEntry, type Expectations } from './expectations.js';

export interface Mistake {
  /** JSON pointer into the file; empty for the file itself. */
  readonly pointer: string;
  readonly problem: string;
}

/** A file that cannot be used. */
export class ExpectationsError extends Error {
  override readonly name = 'ExpectationsError';

  constructor(
    file: string,
    readonly mistakes: readonly Mistake[],
  ) {
    const lines = mistakes.map(
      ({ pointer, problem }) => `  ${pointer === '' ? '(file)' : pointer}: ${problem}`,
    );
    super([`${file} cannot be used:`, ...lines].join('\n'));
  }
}

export interface ReadExpectationsOptions {
  /** Named in errors. */
  readonly file: string;
  /** All checks that there are. */
  readonly checks: readonly Pick<Check, 'id' | 'operation'>[];
  /** Takes entries whose reason nobody has written yet; refused by default. */
  readonly allowUnwritten?: boolean;
}

/**
 * The expectations in `text`.
 *
 * @throws ExpectationsError with all mistakes: no JSON, unknown properties, unknown check ids, reasons that nobody wrote
 */
export function readExpectations(text: string, options: ReadExpectationsOptions): Expectations {
  const mistakes: Mistake[] = [];
  const wrong: Report = (pointer, problem) => void mistakes.push({ pointer, problem });
  const data = parse(text, wrong);
  if (data !== undefined) checkFile(data, options, wrong);
  if (mistakes.length > 0) throw new ExpectationsError(options.file, mistakes);
  return data as Expectations;
}

type Report = (pointer: string, problem: string) => void;
type Properties = Readonly<Record<string, unknown>>;

function parse(text: string, wrong: Report): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    wrong('', `no JSON: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function checkFile(data: unknown, options: ReadExpectationsOptions, wrong: Report): void {
  if (!isObject(data)) return wrong('', 'wanted an object');
  checkNames(data, '', ['$schema', 'schema', 'about', 'reasons', 'entries'], wrong);
  if (data['schema'] !== expectationsSchema) {
    wrong('/schema', `wanted ${JSON.stringify(expectationsSchema)}`);
  }
  checkText(data, '', 'about', wrong);
  checkText(data, '', '$schema', wrong);
  const { reasons = {}, entries } = data;
  if (isObject(reasons)) checkReasons(reasons, wrong);
  else wrong('/reasons', 'wanted an object of texts');
  if (!Array.isArray(entries)) return wrong('/entries', 'wanted a list');
  const operationOf = new Map<unknown, string>(options.checks.map(({ id, operation }) => [id, operation]));
  const context: EntryContext = {
    reasons: isObject(reasons) ? reasons : {},
    operationOf,
    operations: new Set(operationOf.values()),
    seen: new Map(),
    allowUnwritten: options.allowUnwritten ?? false,
    wrong,
  };
  entries.forEach((entry, index) => checkEntry(entry, `/entries/${index}`, context));
}

function checkReasons(reasons: Properties, wrong: Report): void {
  for (const [key, reason] of Object.entries(reasons)) {
    const pointer = `/reasons/${escapePointer(key)}`;
    if (!isReasonKey(key)) wrong(pointer, 'the key of a reason is one word');
    if (typeof reason !== 'string' || !/\S\s+\S/.test(reason)) wrong(pointer, 'wanted a reason in words');
  }
}

interface EntryContext {
  readonly reasons: Properties;
  readonly operationOf: ReadonlyMap<unknown, string>;
  readonly operations: ReadonlySet<unknown>;
  /** Where a check, or an operation, was named with a signature first. */
  readonly seen: Map<string, string>;
  readonly allowUnwritten: boolean;
  readonly wrong: Report;
}

const entryNames: readonly (keyof ExpectationEntry)[] = [
  'kind',
  'operation',
  'observed',
  'phase',
  'reason',
  'ticket',
  'expires',
  'checks',
];

function checkEntry(entry: unknown, at: string, context: EntryContext): void {
  const { wrong } = context;
  if (!isObject(entry)) return wrong(at, 'wanted an object');
  checkNames(entry, at, entryNames, wrong);
  const { kind, operation, observed, phase, expires } = entry;
  if (!['known-failing', 'flaky', 'unsupported'].includes(String(kind))) {
    wrong(`${at}/kind`, 'wanted known-failing, flaky or unsupported');
  }
  if (!context.operations.has(operation)) {
    wrong(`${at}/operation`, `no check is about the operation ${JSON.stringify(operation)}`);
  }
  if (typeof observed !== 'string' || observed.trim() === '') {
    wrong(`${at}/observed`, 'wanted the signature that was observed');
  }
  if (phase !== undefined && phase !== 'deterministic' && phase !== 'random') {
    wrong(`${at}/phase`, 'wanted deterministic or random');
  }
  checkReason(entry['reason'], at, context);
  checkText(entry, at, 'ticket', wrong);
  if (expires !== undefined && !isDate(expires)) wrong(`${at}/expires`, 'wanted a date, YYYY-MM-DD');
  checkSubjects(entry, at, context);
}

function checkReason(reason: unknown, at: string, { reasons, allowUnwritten, wrong }: EntryContext): void {
  if (typeof reason !== 'string') return wrong(`${at}/reason`, 'wanted a text');
  if (reason.trim() === '') {
    if (!allowUnwritten) wrong(`${at}/reason`, 'nobody has written the reason yet');
  } else if (isReasonKey(reason) && !Object.hasOwn(reasons, reason)) {
    wrong(
      `${at}/reason`,
      `wanted a reason in words, or a key of /reasons, which has no ${JSON.stringify(reason)}`,
    );
  }
}

function checkSubjects(entry: Properties, at: string, context: EntryContext): void {
  const { operationOf, wrong } = context;
  const { kind, operation, observed, checks } = entry;
  if (checks === undefined) {
    if (kind !== 'unsupported') wrong(`${at}/checks`, 'wanted the ids of the checks that fail');
    return checkOnce(String(operation), String(observed), at, context);
  }
  if (!Array.isArray(checks) || checks.length === 0)
    return wrong(`${at}/checks`, 'wanted a list of check ids');
  checks.forEach((id: unknown, index) => {
    const pointer = `${at}/checks/${index}`;
    const owner = operationOf.get(id);
    if (owner === undefined) wrong(pointer, `no check has the id ${JSON.stringify(id)}`);
    else if (owner !== operation) wrong(pointer, `${String(id)} is about ${owner}`);
    checkOnce(String(id), String(observed), pointer, context);
  });
}

function checkOnce(subject: string, observed: string, pointer: string, { seen, wrong }: EntryContext): void {
  const key = JSON.stringify([subject, observed]);
  const first = seen.get(key);
  if (first === undefined) seen.set(key, pointer);
  else wrong(pointer, `the same as ${first}`);
}

function checkNames(data: Properties, at: string, known: readonly string[], wrong: Report): void {
  for (const name of Object.keys(data)) {
    if (!known.includes(name)) wrong(`${at}/${escapePointer(name)}`, 'there is no such property');
  }
}

function checkText(data: Properties, at: string, name: string, wrong: Report): void {
  const value = data[name];
  if (value !== undefined && (typeof value !== 'string' || value === ''))
    wrong(`${at}/${name}`, 'wanted a text');
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
