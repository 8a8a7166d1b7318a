/** Plans of members that several operations share. */
import { arnOfRole } from '../../world/lookup.js';
import { roleNamed } from '../base-requests.js';
import type { EvidenceId } from '../evidence/catalogue.js';
import {
  acceptedOnly,
  orRefusedAs,
  orRefusedByText,
  orRefusedSomehow,
  type Facts,
  type Input,
  type MemberPlan,
  type Tolerance,
} from './plan.js';
import {
  beyondPlaneZero,
  outsideTagClass,
  outsideWordClass,
  padded,
  policiesInsidePattern,
  policiesOutsidePattern,
  smallPolicy,
  stretched,
  unusableArn,
  wideLetter,
} from './texts.js';

const ordinaryName = 'conformance';
const edgesOfWordClass = 'A_z0+=,.@-';

/** RoleSessionName, SourceIdentity, Name: a text of `[\w+=,.@-]*`. */
export function wordMember(member: string, tolerance: MemberPlan['tolerance']): MemberPlan {
  return {
    path: [member],
    companions: () => ({ [member]: ordinaryName }),
    tolerance,
    ofLength: (length) => padded('', 'a', length),
    inPattern: () => [edgesOfWordClass],
    outOfPattern: () => outsideWordClass(ordinaryName),
  };
}

/**
 * The role to assume. One of 20 or of 2048 characters cannot exist.
 *
 * @param refusals what is known of how such a one is refused, by code or by text
 */
export function roleArn(role: string, refusals: readonly EvidenceId[]): MemberPlan {
  const arnIn = ({ world }: Facts): string => arnOfRole(world, roleNamed(world, role));
  return {
    path: ['RoleArn'],
    tolerance: orRefusedByText('AccessDenied', 'InvalidIdentityToken'),
    toleranceOf: { required: acceptedOnly },
    ofLength: (length, { world }) =>
      stretched(`arn:aws:iam::${world.accountId}:role/`, 'p', `/${role}`, length, unusableArn),
    inPattern: (facts) => [arnIn(facts), `${arnIn(facts)}é`],
    outOfPattern: (facts) => beyondPlaneZero.map((character) => arnIn(facts) + character),
    alsoRefusedByText: { required: true },
    evidence: {
      'length.min': ['B7', 'B18', ...refusals],
      'length.max': ['B14', ...refusals],
      pattern: ['B15', ...refusals],
    },
  };
}

const noShortArn = (what: string): string =>
  `no ARN of a ${what} has 20 characters, and no source says how a text of that length is refused that is none`;

export const policyArns: MemberPlan = {
  path: ['PolicyArns', 0, 'arn'],
  companions: ({ world }) => ({
    PolicyArns: [{ arn: world.managedPolicies?.[0]?.arn ?? 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
  }),
  tolerance: orRefusedByText(
    'InvalidParameterValue',
    'MalformedPolicyDocument',
    'PackedPolicyTooLarge',
    'AccessDenied',
  ),
  ofLength: (length, { world }) =>
    stretched(`arn:aws:iam::${world.accountId}:policy/`, 'p', '/policy', length, unusableArn),
  inPattern: ({ world }) => [`arn:aws:iam::${world.accountId}:policy/conformancé`],
  outOfPattern: ({ world }) =>
    beyondPlaneZero.map((character) => `arn:aws:iam::${world.accountId}:policy/${character}`),
  notObservable: { 'length.min': noShortArn('managed policy') },
  evidence: { 'length.max': ['B35'], pattern: ['B15', 'B35'] },
};

export const policy: MemberPlan = {
  path: ['Policy'],
  companions: () => ({ Policy: smallPolicy }),
  tolerance: orRefusedAs('MalformedPolicyDocument', 'PackedPolicyTooLarge'),
  // Which code a policy gets that is too large when packed is not confirmed, and blanks may count.
  toleranceOf: { 'length.max': orRefusedByText('PackedPolicyTooLarge') },
  ofLength: (length) => padded(smallPolicy, ' ', length),
  inPattern: () => policiesInsidePattern,
  outOfPattern: () => policiesOutsidePattern,
  evidence: { 'length.min': ['B39'], 'length.max': ['B40', 'B36'], pattern: ['B39'] },
};

/** DurationSeconds of a role session: the role's own maximum, and one hour for chained roles, have a text of their own. */
export function roleDuration(role: string): MemberPlan {
  return {
    ...duration(acceptedOnly),
    tolerance: ({ world, credentials }) => {
      const limited = roleNamed(world, role).maxSessionDurationSeconds < 43_200;
      return limited || credentials.sessionToken !== undefined ? orRefusedByText() : acceptedOnly;
    },
    alsoRefusedByText: { 'range.max': true },
    evidence: { 'range.min': ['B22'], 'range.max': ['B22', 'B24', 'B25'] },
  };
}

export function duration(tolerance: Tolerance): MemberPlan {
  return { path: ['DurationSeconds'], companions: () => ({ DurationSeconds: 900 }), tolerance };
}

function ordinaryTags(): Input {
  return { Tags: [{ Key: 'Project', Value: 'conformance' }] };
}

/** Tags, their keys and their values; `codes` are the refusals that tags may meet in this operation. */
export function tagPlans(codes: readonly string[]): Readonly<Record<string, MemberPlan>> {
  const tolerance = orRefusedAs(...codes);
  return {
    Tags: {
      path: ['Tags'],
      companions: ordinaryTags,
      tolerance,
      ofLength: (length) => numberedTags(length),
      unicodeClass: true,
      evidence: { 'length.max': ['C22', 'B37'] },
    },
    'Tags.member.Key': {
      path: ['Tags', 0, 'Key'],
      companions: ordinaryTags,
      tolerance,
      ofLength: (length) => padded('', 'k', length),
      unicodeClass: true,
      wideCharacter: wideLetter,
      inPattern: () => ['Ünit 7_.:/=+-@', '中文'],
      outOfPattern: () => outsideTagClass('Project'),
    },
    'Tags.member.Value': {
      path: ['Tags', 0, 'Value'],
      companions: ordinaryTags,
      tolerance,
      ofLength: (length) => padded('', 'v', length),
      unicodeClass: true,
      wideCharacter: wideLetter,
      inPattern: () => ['Ünit 7_.:/=+-@', '中文'],
      outOfPattern: () => outsideTagClass('conformance'),
      further: { required: [{ value: '', level: 'should' }] },
    },
  };
}

/** `k1` and so on, so many of them. */
export function numberedTags(count: number): readonly { readonly Key: string; readonly Value: string }[] {
  return Array.from({ length: count }, (_, index) => ({ Key: `k${index + 1}`, Value: 'v' }));
}

/** SerialNumber and TokenCode: never a real code, since a used one is refused; both refusals are AccessDenied. */
export const mfaPlans: Readonly<Record<'SerialNumber' | 'TokenCode', MemberPlan>> = {
  SerialNumber: {
    path: ['SerialNumber'],
    companions: (facts) => ({ SerialNumber: deviceArn(facts, ordinaryName), TokenCode: '123456' }),
    tolerance: orRefusedAs('AccessDenied'),
    ofLength: (length, facts) =>
      stretched(deviceArn(facts, ''), 'd', 'e', length, (short) => padded('GAHT', '0', short)),
    inPattern: (facts) => [deviceArn(facts, edgesOfWordClass)],
    outOfPattern: (facts) => outsideWordClass(deviceArn(facts, ordinaryName)),
    evidence: { 'length.min': ['C30'], 'length.max': ['C30'], pattern: ['C30'] },
  },
  TokenCode: {
    path: ['TokenCode'],
    companions: (facts) => ({ SerialNumber: deviceArn(facts, ordinaryName), TokenCode: '123456' }),
    tolerance: orRefusedAs('AccessDenied'),
    ofLength: (length) => padded('', '1', length),
    inPattern: () => ['000000', '987654'],
    outOfPattern: () => ['12345a', '12345٣', '１２３４５６', '12345\n'],
    evidence: { 'length.min': ['B12', 'C29'], 'length.max': ['B12', 'C29'], pattern: ['C29'] },
  },
};

function deviceArn({ world }: Facts, name: string): string {
  return `arn:aws:iam::${world.accountId}:mfa/${name}`;
}

const contextProvider = 'arn:aws:iam::aws:contextProvider/IdentityCenter';
const onlyContextProvider =
  'the only context provider that is documented has an ARN of 47 characters; how another is refused is not known';

/** Assertions of an identity context can only be had from IAM Identity Center: a made-up one is refused somehow. */
export const contextPlans: Readonly<Record<string, MemberPlan>> = {
  ProvidedContexts: {
    path: ['ProvidedContexts'],
    companions: contexts,
    tolerance: orRefusedSomehow,
    ofLength: (length) => Array.from({ length }, (_, index) => context(`made-up-assertion-${index + 1}`)),
    outsideLimit: { 'length.min': { level: 'may', evidence: 'spec:aws-query-empty-list' } },
  },
  'ProvidedContexts.member.ProviderArn': {
    path: ['ProvidedContexts', 0, 'ProviderArn'],
    companions: contexts,
    tolerance: orRefusedSomehow,
    ofLength: (length) => padded('arn:aws:iam::aws:contextProvider/', 'p', length),
    inPattern: () => [contextProvider],
    outOfPattern: () => beyondPlaneZero.map((character) => contextProvider + character),
    notObservable: { 'length.min': onlyContextProvider, 'length.max': onlyContextProvider },
  },
  'ProvidedContexts.member.ContextAssertion': {
    path: ['ProvidedContexts', 0, 'ContextAssertion'],
    companions: contexts,
    tolerance: orRefusedSomehow,
    ofLength: (length) => padded('', 'A', length),
    wideCharacter: wideLetter,
  },
};

function contexts(): { readonly ProvidedContexts: readonly object[] } {
  return { ProvidedContexts: [context('made-up-assertion')] };
}

function context(assertion: string): object {
  return { ProviderArn: contextProvider, ContextAssertion: assertion };
}

/** PrincipalArn of AssumeRoleWithSAML: the SAML provider. */
export const samlProvider: MemberPlan = {
  path: ['PrincipalArn'],
  tolerance: orRefusedByText('InvalidIdentityToken', 'AccessDenied'),
  toleranceOf: { required: acceptedOnly },
  ofLength: (length, { world }) => padded(`arn:aws:iam::${world.accountId}:saml-provider/`, 'p', length),
  inPattern: ({ world, base }) => [
    String(base['PrincipalArn']),
    `arn:aws:iam::${world.accountId}:saml-provider/conformancé`,
  ],
  outOfPattern: ({ base }) => beyondPlaneZero.map((character) => String(base['PrincipalArn']) + character),
  notObservable: { 'length.min': noShortArn('SAML provider') },
  evidence: { 'length.max': ['E16'], pattern: ['B15', 'E16'] },
};
