/** Reads one statement of a policy. */
import { below, type Mistakes } from '../mistakes.js';
import { readConditions } from './conditions.js';
import type { Matcher, PolicySetting, PrincipalPattern, Statement } from './document.js';
import { type Pattern, readPattern } from './pattern.js';
import { isRecord, readTexts } from './values.js';

type Fields = Readonly<Record<string, unknown>>;

const known = new Set(
  'Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition'.split(' '),
);
const principalTypes = new Set(['AWS', 'Federated', 'Service', 'CanonicalUser']);

/** One statement; none where nothing of it can be used. */
export function readStatement(
  value: unknown,
  pointer: string,
  setting: PolicySetting,
  mistakes: Mistakes,
): readonly Statement[] {
  if (!isRecord(value)) return mistakes.add(pointer, 'a statement must be a JSON object') ?? [];
  for (const name of Object.keys(value)) {
    if (!known.has(name)) mistakes.add(below(pointer, name), 'statements have no such field');
  }
  const { Sid: sid, Effect: effect } = value;
  if (sid !== undefined && typeof sid !== 'string') mistakes.add(below(pointer, 'Sid'), 'must be a text');
  if (effect !== 'Allow' && effect !== 'Deny') {
    mistakes.add(below(pointer, 'Effect'), 'must be Allow or Deny');
  }
  checkPresence(value, pointer, setting, mistakes);
  const action = readMatcher(value, 'Action', pointer, mistakes, (item, at) =>
    readActions(item, at, mistakes),
  );
  const resource = readMatcher(value, 'Resource', pointer, mistakes, (item, at) =>
    readResources(item, at, setting, mistakes),
  );
  const principal = readMatcher(value, 'Principal', pointer, mistakes, (item, at) =>
    readPrincipals(item, at, mistakes),
  );
  const conditions = readConditions(value['Condition'], below(pointer, 'Condition'), setting, mistakes);
  if (action === undefined) return [];
  return [
    {
      ...(typeof sid === 'string' ? { sid } : {}),
      effect: effect === 'Allow' ? 'Allow' : 'Deny',
      ...(principal === undefined ? {} : { principal }),
      action,
      ...(resource === undefined ? {} : { resource }),
      conditions,
    },
  ];
}

/** A trust policy has principals and no resource, the other kinds the reverse. */
function checkPresence(fields: Fields, pointer: string, { kind }: PolicySetting, mistakes: Mistakes): void {
  const [wanted, excluded] = kind === 'trust' ? ['Principal', 'Resource'] : ['Resource', 'Principal'];
  for (const name of ['Action', wanted]) {
    if (fields[name] === undefined && fields[`Not${name}`] === undefined) {
      mistakes.add(below(pointer, name), 'is missing');
    }
  }
  for (const name of [excluded, `Not${excluded}`]) {
    if (fields[name] !== undefined) mistakes.add(below(pointer, name), 'has no place in this kind of policy');
  }
}

function readMatcher<Item>(
  fields: Fields,
  name: string,
  pointer: string,
  mistakes: Mistakes,
  read: (value: unknown, pointer: string) => readonly Item[],
): Matcher<Item> | undefined {
  const negation = `Not${name}`;
  const negated = fields[negation] !== undefined;
  if (fields[name] === undefined && !negated) return undefined;
  if (fields[name] !== undefined && negated) {
    mistakes.add(below(pointer, negation), `excludes ${name}: a statement has one of them`);
  }
  const used = negated ? negation : name;
  return { negated, patterns: read(fields[used], below(pointer, used)) };
}

/** `*`, or `service:Action` with wildcards. No variables. */
function readActions(value: unknown, pointer: string, mistakes: Mistakes): readonly Pattern[] {
  return readTexts(value, pointer, mistakes).map(({ text, pointer: at }) => {
    if (!/^(?:\*|[\w-]+:[\w*?]+)$/u.test(text)) mistakes.add(at, 'must be * or like service:Action');
    return readPattern(text, at, { hasVariables: false, variables: 'any' }, mistakes);
  });
}

function readResources(
  value: unknown,
  pointer: string,
  setting: PolicySetting,
  mistakes: Mistakes,
): readonly Pattern[] {
  return readTexts(value, pointer, mistakes).map(({ text, pointer: at }) => {
    if (!/^(?:arn:|[*?])/u.test(text)) mistakes.add(at, 'must be an ARN or *');
    return readPattern(text, at, setting, mistakes);
  });
}

function readPrincipals(value: unknown, pointer: string, mistakes: Mistakes): readonly PrincipalPattern[] {
  if (value === '*') return [{ type: 'AWS', value: '*' }];
  if (!isRecord(value)) return mistakes.add(pointer, 'must be * or a JSON object') ?? [];
  return Object.entries(value).flatMap(([type, values]) => {
    const at = below(pointer, type);
    if (!principalTypes.has(type)) mistakes.add(at, 'is no type of principal');
    return readTexts(values, at, mistakes).map(({ text, pointer: textAt }) => {
      // Wildcards stand for everyone or for nobody: part of a principal is never matched.
      if (text !== '*' && /[*?]/u.test(text))
        mistakes.add(textAt, 'has a wildcard, which principals cannot have');
      return { type, value: text };
    });
  });
}
