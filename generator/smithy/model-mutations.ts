/**
 * One change of each kind to the STS model, with the one difference that must be found for it. Shared by the tests and
 * by continuous integration, which runs the command line over each.
 */
import type { Json, ModelDocument } from './model-document.js';
import { isObject } from './model-document.js';
import type { ModelDifference } from './model-difference.js';
import { pointerTo } from './model-error.js';

export interface ModelMutation {
  readonly name: string;
  readonly expected: ModelDifference;
}

type Path = readonly (string | number)[];

const ns = 'com.amazonaws.sts#';
const service = `${ns}AWSSecurityTokenServiceV20110615`;
const request = `${ns}AssumeRoleRequest`;
const at = (shape: string, ...path: Path): Path => ['shapes', shape, ...path];

/** `ours` undefined: the fact is new in theirs; `theirs` undefined: it is gone. */
function mutation(
  kind: ModelDifference['kind'],
  path: Path,
  ours: Json | undefined,
  theirs: Json | undefined,
  member = '',
): ModelMutation {
  const shape = path[0] === 'shapes' ? `${String(path[1])}${member === '' ? '' : `$${member}`}` : undefined;
  const pointer = pointerTo(...path);
  return { name: `${kind} ${pointer}`, expected: { kind, shape, pointer, ours, theirs } };
}

const target = (name: string): Json => ({ target: name.includes('#') ? name : `${ns}${name}` });

export const modelMutations: readonly ModelMutation[] = [
  mutation('shape-added', at(`${ns}NewShape`), undefined, { type: 'string' }),
  mutation('shape-removed', at(`${ns}Issuer`), { type: 'string' }, undefined),
  mutation('shape-type', at(`${ns}dateType`, 'type'), 'timestamp', 'string'),
  mutation('member-added', at(request, 'members', 'New'), undefined, target('Issuer'), 'New'),
  mutation(
    'member-removed',
    at(`${ns}GetSessionTokenRequest`, 'members', 'TokenCode'),
    target('tokenCodeType'),
    undefined,
    'TokenCode',
  ),
  mutation(
    'member-target',
    at(request, 'members', 'Tags', 'target'),
    `${ns}tagListType`,
    `${ns}tagKeyListType`,
    'Tags',
  ),
  mutation(
    'member-target',
    at(`${ns}tagListType`, 'member', 'target'),
    `${ns}Tag`,
    `${ns}tagKeyType`,
    'member',
  ),
  mutation('member-order', at(`${ns}Tag`, 'members'), ['Key', 'Value'], ['Value', 'Key']),
  mutation('trait-added', at(`${ns}tokenType`, 'traits', 'smithy.api#sensitive'), undefined, {}),
  mutation('trait-removed', at(`${ns}SAMLAssertionType`, 'traits', 'smithy.api#sensitive'), {}, undefined),
  mutation(
    'trait-added',
    at(request, 'members', 'Policy', 'traits', 'smithy.api#required'),
    undefined,
    {},
    'Policy',
  ),
  mutation(
    'trait-removed',
    at(request, 'members', 'RoleArn', 'traits', 'smithy.api#required'),
    {},
    undefined,
    'RoleArn',
  ),
  mutation(
    'trait-added',
    at(`${ns}tagListType`, 'member', 'traits', 'smithy.api#xmlName'),
    undefined,
    'item',
    'member',
  ),
  mutation('trait-value', at(`${ns}sourceIdentityType`, 'traits', 'smithy.api#length', 'max'), 64, 256),
  mutation(
    'trait-value',
    at(`${ns}sessionPolicyDocumentType`, 'traits', 'smithy.api#length', 'max'),
    2048,
    undefined,
  ),
  mutation(
    'trait-value',
    at(`${ns}nonNegativeIntegerType`, 'traits', 'smithy.api#range', 'max'),
    undefined,
    100,
  ),
  mutation('trait-value', at(`${ns}durationSecondsType`, 'traits', 'smithy.api#range', 'min'), 900, 60),
  mutation('trait-value', at(`${ns}tokenCodeType`, 'traits', 'smithy.api#pattern'), '^[\\d]*$', '^[\\d]{6}$'),
  mutation(
    'trait-value',
    at(`${ns}IDPRejectedClaimException`, 'traits', 'aws.protocols#awsQueryError', 'code'),
    'IDPRejectedClaim',
    'IdpRejectedClaim',
  ),
  mutation('trait-value', at(`${ns}RegionDisabledException`, 'traits', 'smithy.api#httpError'), 403, 400),
  mutation(
    'trait-value',
    at(`${ns}RegionDisabledException`, 'traits', 'smithy.api#error'),
    'client',
    'server',
  ),
  mutation(
    'trait-removed',
    at(`${ns}AssumeRoleWithSAML`, 'traits', 'smithy.api#optionalAuth'),
    {},
    undefined,
  ),
  mutation(
    'trait-value',
    at(`${ns}AssumeRoleWithSAML`, 'traits', 'smithy.api#auth', 0),
    undefined,
    'aws.auth#sigv4',
  ),
  mutation(
    'trait-value',
    at(service, 'traits', 'smithy.rules#endpointRuleSet', 'parameters', 'UseFIPS', 'default'),
    false,
    true,
  ),
  mutation(
    'trait-value',
    at(service, 'traits', 'smithy.rules#endpointTests', 'testCases', 0, 'expect', 'endpoint', 'url'),
    'https://sts.af-south-1.amazonaws.com',
    'https://sts.af-south-1.api.aws',
  ),
  mutation(
    'trait-value',
    at(`${ns}AssumeRole`, 'traits', 'smithy.api#examples', 0, 'output', 'PackedPolicySize'),
    8,
    6,
  ),
  mutation(
    'property',
    at(`${ns}GetSessionToken`, 'input', 'target'),
    `${ns}GetSessionTokenRequest`,
    'smithy.api#Unit',
  ),
  mutation(
    'property',
    at(`${ns}GetSessionToken`, 'output', 'target'),
    `${ns}GetSessionTokenResponse`,
    'smithy.api#Unit',
  ),
  mutation(
    'reference-added',
    at(`${ns}GetSessionToken`, 'errors', 1),
    undefined,
    target('ExpiredTokenException'),
  ),
  mutation(
    'reference-removed',
    at(`${ns}AssumeRoot`, 'errors', 1),
    target('RegionDisabledException'),
    undefined,
  ),
  mutation('reference-added', at(service, 'operations', 11), undefined, target('GetNothing')),
  mutation('reference-removed', at(service, 'operations', 10), target('GetWebIdentityToken'), undefined),
  mutation('property', at(service, 'version'), '2011-06-15', '2027-01-01'),
  mutation('property', at(`${ns}Tag`, 'mixins'), undefined, [target('Credentials')]),
  mutation('file', ['metadata', 'suppressions', 0, 'id'], 'HttpMethodSemantics', 'Other'),
  mutation('file', ['smithy'], '2.0', '2.1'),
];

/** A copy of the model in which the one fact of the mutation is changed. */
export function mutateModel(model: ModelDocument, { expected }: ModelMutation): ModelDocument {
  const tokens = expected.pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const value = expected.kind === 'member-order' ? reordered : () => expected.theirs;
  return changeAt(model, tokens, value) as ModelDocument;
}

type Change = (value: Json | undefined) => Json | undefined;

function reordered(members: Json | undefined): Json | undefined {
  return isObject(members) ? Object.fromEntries(Object.entries(members).toReversed()) : members;
}

function changeAt(holder: Json | undefined, tokens: readonly string[], change: Change): Json | undefined {
  const [token, ...rest] = tokens;
  if (token === undefined) return change(holder);
  if (Array.isArray(holder)) {
    const items = holder as readonly Json[];
    const changed = changeAt(items[Number(token)], rest, change);
    return items.toSpliced(Number(token), 1, ...(changed === undefined ? [] : [changed]));
  }
  const entries = isObject(holder) ? Object.entries(holder) : [];
  const index = entries.findIndex(([key]) => key === token);
  const changed = changeAt(entries[index]?.[1], rest, change);
  const replacement = changed === undefined ? [] : [[token, changed] as [string, Json]];
  return Object.fromEntries(entries.toSpliced(index === -1 ? entries.length : index, 1, ...replacement));
}
