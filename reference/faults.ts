/** Faults that the endpoint can be started with, so that a suite can prove it would notice them. */
import type { Violation } from '../generated/index.js';
import { spoilOutput } from './output-faults.js';

/** What each fault does; everything it does not name stays right. */
const descriptions = {
  'length-unchecked': 'minimum and maximum lengths are not checked',
  'range-unchecked': 'minimum and maximum numbers are not checked',
  'pattern-unchecked': 'patterns are not checked',
  'required-unchecked': 'missing members are taken as empty',
  'bound-off-by-one': 'a length or number one beyond its bound is accepted',
  'wrong-error-code': 'constraint violations are answered with the code ValidationException',
  'namespace-missing': 'no document has a namespace',
  'member-missing': 'every result lacks the first of its members',
  'result-empty': 'every result is empty',
  'signature-unchecked': 'any signature of a known key is accepted',
  'unsigned-accepted': 'a request without authentication is taken as the first user of the world',
  'unknown-key-accepted': 'an unknown key, or one without its token, is taken as the first user of the world',
  'duration-ignored': 'sessions and tokens last the default time, whatever was asked for',
  'account-constant': 'the account of a caller or a key is always 000000000000',
  'role-id-unstable': 'the id of an assumed role is another in each session',
  'expiration-fractional': 'expirations have milliseconds',
  'packed-size-always': 'sessions of roles have a packed size without policies and tags, too',
  'source-identity-lost': 'no result repeats the source identity',
  'access-key-long-term': 'temporary access keys look like long-term ones',
  'request-id-constant': 'all answers have one request id',
} as const;

export type FaultName = keyof typeof descriptions;

export const faultNames = Object.keys(descriptions) as readonly FaultName[];

/** What a fault does, in a clause. */
export function describeFault(name: FaultName): string {
  return descriptions[name];
}

/** Where the faults take hold. Without faults each seam passes on what it gets. */
export interface Seams {
  /** Decides which violations are answered. */
  isChecked(violation: Violation): boolean;
  readonly constraintCode: string;
  readonly checkSignature: boolean;
  /** True where a refusal by this code, made before the caller is known, is overlooked. */
  forgives(code: string): boolean;
  /** Of a request that is right. */
  input(input: object): object;
  requestId(id: string): string;
  output(output: object): object;
  document(text: string): string;
}

export function buildSeams(names: readonly FaultName[]): Seams {
  const faults = new Set(names);
  return {
    isChecked: (violation) => !isOverlooked(violation, faults),
    constraintCode: faults.has('wrong-error-code') ? 'ValidationException' : 'ValidationError',
    checkSignature: !faults.has('signature-unchecked'),
    forgives: (code) =>
      (code === 'MissingAuthenticationToken' && faults.has('unsigned-accepted')) ||
      (code === 'InvalidClientTokenId' && faults.has('unknown-key-accepted')),
    input: (input) => (faults.has('duration-ignored') ? { ...input, DurationSeconds: undefined } : input),
    requestId: (id) => (faults.has('request-id-constant') ? '00000000-0000-4000-8000-000000000000' : id),
    output: spoilOutput(faults),
    document: (text) => (faults.has('namespace-missing') ? text.replace(/ xmlns="[^"]*"/u, '') : text),
  };
}

function isOverlooked({ kind, bound, length, value }: Violation, faults: ReadonlySet<FaultName>): boolean {
  switch (kind) {
    case 'required':
      return faults.has('required-unchecked');
    case 'pattern':
      return faults.has('pattern-unchecked');
    case 'length.min':
    case 'length.max':
      return faults.has('length-unchecked') || (faults.has('bound-off-by-one') && isNext(length, bound));
    case 'range.min':
    case 'range.max':
      return faults.has('range-unchecked') || (faults.has('bound-off-by-one') && isNext(value, bound));
    case 'enum':
    case 'uniqueItems':
      return false;
  }
}

function isNext(value: number | string | undefined, bound: Violation['bound']): boolean {
  return Math.abs(Number(value) - Number(bound)) === 1;
}

/** Members of inputs that are not texts, by name: what an unchecked missing member is taken for. */
const emptyAggregates: Readonly<Record<string, object>> = { Audience: [], TaskPolicyArn: {} };

/**
 * Puts something empty where a required member is missing, so that handlers can go on without their check. Only at the
 * paths of the violations that were overlooked.
 */
export function fillMissing(input: object, overlooked: readonly Violation[]): object {
  const filled = structuredClone(input) as Record<string, unknown>;
  for (const { path } of overlooked.filter(({ kind }) => kind === 'required')) {
    const name = String(path.at(-1));
    const holder = path
      .slice(0, -1)
      .reduce<unknown>((value, segment) => (value as Record<string, unknown>)[segment], filled) as Record<
      string,
      unknown
    >;
    holder[name] = emptyAggregates[name] ?? '';
  }
  return filled;
}
