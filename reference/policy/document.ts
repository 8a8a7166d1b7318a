/** IAM policy documents, read strictly into statements. */
import { modeledError } from '../service-error.js';

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  /** Absent in identity and session policies. */
  readonly principal?: Matcher<readonly PrincipalPattern[]>;
  readonly action: Matcher<readonly string[]>;
  /** Absent in trust policies: their resource is the role. */
  readonly resource?: Matcher<readonly string[]>;
  readonly conditions: readonly Condition[];
}

/** `negated`: NotPrincipal, NotAction, NotResource. */
export interface Matcher<Patterns> {
  readonly negated: boolean;
  readonly patterns: Patterns;
}

/** `{ "AWS": "..." }` and its like; `"*"` is of type `AWS`. */
export interface PrincipalPattern {
  readonly type: string;
  readonly value: string;
}

/** One key of one operator. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** What a policy is attached to decides what it may contain. */
export type PolicyKind = 'trust' | 'identity' | 'session';

/**
 * Reads a policy document.
 *
 * @throws ServiceError MalformedPolicyDocument, saying what is wrong (live texts drift; the code is the stable part)
 */
export function readPolicy(json: string, kind: PolicyKind): readonly Statement[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw malformed('The policy is not in the valid JSON format.');
  }
  return readStatements(value, kind);
}

const remembered = new WeakMap<object, readonly Statement[]>();

/** Statements of a policy that the world holds. Read once per document. */
export function policyOf(document: object, kind: PolicyKind): readonly Statement[] {
  const known = remembered.get(document);
  if (known !== undefined) return known;
  const statements = readStatements(document, kind);
  remembered.set(document, statements);
  return statements;
}

const documentFields = new Set(['Version', 'Id', 'Statement']);
const statementFields = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

function readStatements(value: unknown, kind: PolicyKind): readonly Statement[] {
  const document = requireObject(value, 'The policy');
  requireFields(document, documentFields, ['Id']);
  const version = document['Version'];
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') {
    throw malformed('The policy has an unknown Version.');
  }
  const statements = document['Statement'];
  if (statements === undefined) throw malformed('The policy has no Statement.');
  return (Array.isArray(statements) ? statements : [statements]).map((statement) =>
    readStatement(requireObject(statement, 'A statement'), kind),
  );
}

function readStatement(fields: Readonly<Record<string, unknown>>, kind: PolicyKind): Statement {
  requireFields(fields, statementFields, ['Sid']);
  const effect = fields['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') throw malformed('A statement needs an Effect: Allow or Deny.');
  const action = readMatcher(fields, 'Action', readTexts);
  if (action === undefined) throw malformed('A statement needs an Action.');
  const resource = readMatcher(fields, 'Resource', readTexts);
  const principal = readMatcher(fields, 'Principal', readPrincipals);
  if (kind === 'trust' && principal === undefined) throw malformed('A trust policy needs a Principal.');
  if (kind === 'trust' && resource !== undefined) throw malformed('A trust policy has no Resource.');
  if (kind !== 'trust' && principal !== undefined) throw malformed('This policy must not have a Principal.');
  if (kind !== 'trust' && resource === undefined) throw malformed('A statement needs a Resource.');
  return {
    effect,
    action,
    ...(principal === undefined ? {} : { principal }),
    ...(resource === undefined ? {} : { resource }),
    conditions: readConditions(fields['Condition']),
  };
}

function readMatcher<Patterns>(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  read: (value: unknown, name: string) => Patterns,
): Matcher<Patterns> | undefined {
  const plain = fields[name];
  const negated = fields[`Not${name}`];
  if (plain !== undefined && negated !== undefined)
    throw malformed(`${name} and Not${name} exclude each other.`);
  if (plain !== undefined) return { negated: false, patterns: read(plain, name) };
  return negated === undefined ? undefined : { negated: true, patterns: read(negated, name) };
}

function readPrincipals(value: unknown): readonly PrincipalPattern[] {
  if (value === '*') return [{ type: 'AWS', value: '*' }];
  return Object.entries(requireObject(value, 'Principal')).flatMap(([type, values]) =>
    readTexts(values, 'Principal').map((text) => ({ type, value: text })),
  );
}

function readConditions(value: unknown): readonly Condition[] {
  if (value === undefined) return [];
  return Object.entries(requireObject(value, 'Condition')).flatMap(([operator, keys]) =>
    Object.entries(requireObject(keys, 'Condition')).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: readTexts(values, 'Condition'),
    })),
  );
}

function readTexts(value: unknown, name: string): readonly string[] {
  const texts = (Array.isArray(value) ? value : [value]).map((item: unknown) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'boolean' || typeof item === 'number') return String(item);
    throw malformed(`${name} must be text or a list of texts.`);
  });
  if (texts.length === 0) throw malformed(`${name} must not be empty.`);
  return texts;
}

function requireFields(
  fields: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
  texts: readonly string[],
): void {
  if (Object.keys(fields).some((name) => !known.has(name))) {
    throw malformed('The policy has a field that policies do not have.');
  }
  if (texts.some((name) => fields[name] !== undefined && typeof fields[name] !== 'string')) {
    throw malformed('Id and Sid must be texts.');
  }
}

function requireObject(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed(`${what} must be a JSON object.`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function malformed(text: string): Error {
  return modeledError('MalformedPolicyDocumentException', text);
}
