/** The plan of every member that carries a constraint, by operation. */
import type { OperationName } from '../../generated/index.js';
import { samlAssertion, webIdentityToken } from '../base-requests.js';
import {
  contextPlans,
  duration,
  mfaPlans,
  numberedTags,
  policy,
  policyArns,
  roleArn,
  roleDuration,
  samlProvider,
  tagPlans,
  wordMember,
} from './members.js';
import { acceptedOnly, orRefusedAs, orRefusedByText, orRefusedSomehow, type MemberPlan } from './plan.js';
import { outsideTagClass, outsideWordClass, padded, stretched, wideLetter } from './texts.js';

type Plans = Readonly<Record<string, MemberPlan>>;

const sessionTagRefusals = ['AccessDenied', 'PackedPolicyTooLarge'];
const edgeKey = 'Ünit 7_.:/=+-@';

/** Keys must be among the tags: the tags hold every key that a legal witness names. */
const transitiveTagKeys: Plans = {
  TransitiveTagKeys: {
    path: ['TransitiveTagKeys'],
    companions: () => ({ Tags: numberedTags(50), TransitiveTagKeys: ['k1'] }),
    tolerance: orRefusedAs(...sessionTagRefusals),
    unicodeClass: true,
    // The 51st repeats the first, so that nothing but the number of keys is wrong.
    ofLength: (length) => Array.from({ length }, (_, index) => `k${(index % 50) + 1}`),
    evidence: { 'length.max': ['B37'] },
  },
  'TransitiveTagKeys.member': {
    path: ['TransitiveTagKeys', 0],
    companions: () => ({
      Tags: ['Project', 'k', 'k'.repeat(128), edgeKey].map((Key) => ({
        Key,
        Value: 'v',
      })),
      TransitiveTagKeys: ['Project'],
    }),
    tolerance: orRefusedAs('InvalidParameterValue', ...sessionTagRefusals),
    unicodeClass: true,
    ofLength: (length) => padded('', 'k', length),
    inPattern: () => [edgeKey],
    outOfPattern: () => outsideTagClass('Project'),
    evidence: { 'length.max': ['B31'], pattern: ['B31'] },
  },
};

const assumeRole: Plans = {
  RoleArn: roleArn('demo', ['B16', 'B19']),
  RoleSessionName: wordMember('RoleSessionName', acceptedOnly),
  'PolicyArns.member.arn': policyArns,
  Policy: policy,
  DurationSeconds: roleDuration('demo'),
  ...tagPlans(sessionTagRefusals),
  ...transitiveTagKeys,
  ExternalId: {
    path: ['ExternalId'],
    companions: () => ({ ExternalId: '123ABC' }),
    tolerance: acceptedOnly,
    ofLength: (length) => padded('', 'x', length),
    inPattern: () => ['A_z0+=,.@:/-'],
    outOfPattern: () => outsideWordClass('123ABC'),
    evidence: { 'length.min': ['B27'], 'length.max': ['B27'], pattern: ['B27'] },
  },
  ...mfaPlans,
  SourceIdentity: {
    // A session that has a source identity already may not set another one, in a text of its own (row B30).
    ...wordMember('SourceIdentity', ({ credentials }) =>
      credentials.sessionToken === undefined ? orRefusedAs('AccessDenied') : orRefusedByText('AccessDenied'),
    ),
    outOfPattern: () => [...outsideWordClass('conformance'), 'aws:conformance'],
    evidence: { 'length.min': ['B28', 'C21'], 'length.max': ['B28', 'H1', 'C21'], pattern: ['B29', 'C21'] },
  },
  ...contextPlans,
};

const assumeRoleWithSaml: Plans = {
  RoleArn: roleArn('saml', ['B17', 'E19']),
  PrincipalArn: samlProvider,
  SAMLAssertion: {
    path: ['SAMLAssertion'],
    tolerance: orRefusedAs('InvalidIdentityToken'),
    toleranceOf: { required: acceptedOnly },
    ofLength: (length, { world, now }) =>
      length < 20_000 ? padded('', 'A', length) : samlAssertion(world, now, length),
    evidence: { 'length.min': ['E17'], 'length.max': ['E17'] },
  },
  'PolicyArns.member.arn': policyArns,
  Policy: policy,
  DurationSeconds: roleDuration('saml'),
};

const assumeRoleWithWebIdentity: Plans = {
  RoleArn: roleArn('web', ['B17', 'E11']),
  RoleSessionName: wordMember('RoleSessionName', acceptedOnly),
  WebIdentityToken: {
    path: ['WebIdentityToken'],
    tolerance: orRefusedAs('InvalidIdentityToken'),
    toleranceOf: { required: acceptedOnly },
    ofLength: (length, { world, now }) =>
      length < 10_000 ? padded('', 'A', length) : webIdentityToken(world, now, length),
    evidence: { 'length.min': ['E2'], 'length.max': ['E2'] },
  },
  ProviderId: {
    path: ['ProviderId'],
    companions: () => ({ ProviderId: 'www.amazon.com' }),
    tolerance: orRefusedSomehow,
    ofLength: (length) => stretched('', 'a', '.io', length, (short) => padded('', 'a', short)),
    wideCharacter: wideLetter,
  },
  'PolicyArns.member.arn': policyArns,
  Policy: policy,
  DurationSeconds: roleDuration('web'),
};

const fiveTaskPolicies = 'five task policies exist, and none of them has an ARN of such a length';

const assumeRoot: Plans = {
  TargetPrincipal: {
    path: ['TargetPrincipal'],
    tolerance: orRefusedSomehow,
    toleranceOf: { required: acceptedOnly, 'length.min': acceptedOnly },
    ofLength: (length, { base }) => {
      const account = String(base['TargetPrincipal']);
      return length <= account.length
        ? account.slice(0, length)
        : padded(`arn:aws:iam::${account}:user/`, 'u', length);
    },
    evidence: { 'length.min': ['F1'] },
  },
  TaskPolicyArn: { path: ['TaskPolicyArn'], tolerance: acceptedOnly },
  'TaskPolicyArn.arn': {
    path: ['TaskPolicyArn', 'arn'],
    tolerance: acceptedOnly,
    ofLength: (length) => padded('arn:aws:iam::aws:policy/root-task/', 'p', length),
    inPattern: () => ['arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials'],
    outOfPattern: () => ['\u{1F600}', '\u{1D49C}'].map((end) => `arn:aws:iam::aws:policy/root-task/${end}`),
    notObservable: { 'length.min': fiveTaskPolicies, 'length.max': fiveTaskPolicies },
    evidence: { pattern: ['B15', 'F2'] },
    noRandomInside: true,
  },
  DurationSeconds: {
    ...duration(acceptedOnly),
    // Nobody has shown a session of no seconds.
    toleranceOf: { 'range.min': orRefusedSomehow },
    evidence: { 'range.min': ['F1'], 'range.max': ['F1'] },
  },
};

const getWebIdentityToken: Plans = {
  Audience: {
    path: ['Audience'],
    tolerance: orRefusedAs('AccessDenied', 'JWTPayloadSizeExceededException'),
    toleranceOf: { required: acceptedOnly },
    ofLength: (length) => Array.from({ length }, (_, index) => `https://audience-${index + 1}.example`),
    outsideLimit: { 'length.min': { level: 'may', evidence: 'spec:aws-query-empty-list' } },
    evidence: { 'length.min': ['F6'], 'length.max': ['F6'] },
  },
  'Audience.member': {
    path: ['Audience', 0],
    tolerance: orRefusedAs('AccessDenied', 'JWTPayloadSizeExceededException'),
    ofLength: (length) => padded('', 'a', length),
    wideCharacter: wideLetter,
    evidence: { 'length.min': ['F6'], 'length.max': ['F6'] },
  },
  DurationSeconds: {
    ...duration(orRefusedAs('SessionDurationEscalationException')),
    companions: () => ({ DurationSeconds: 300 }),
    evidence: { 'range.min': ['F6'], 'range.max': ['F6'] },
  },
  SigningAlgorithm: {
    path: ['SigningAlgorithm'],
    tolerance: acceptedOnly,
    ofLength: (length) => padded('RS256', '6', length),
    further: { 'length.min': [{ value: 'ES384' }], 'length.max': [{ value: 'ES384' }] },
    evidence: { 'length.min': ['F6'], 'length.max': ['F6'] },
    // Only two of all texts of five characters name an algorithm.
    noRandomInside: true,
  },
  ...tagPlans(['AccessDenied', 'JWTPayloadSizeExceededException']),
};

const plans: Readonly<Partial<Record<OperationName, Plans>>> = {
  AssumeRole: assumeRole,
  AssumeRoleWithSAML: assumeRoleWithSaml,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  AssumeRoot: assumeRoot,
  DecodeAuthorizationMessage: {
    EncodedMessage: {
      path: ['EncodedMessage'],
      tolerance: orRefusedAs('InvalidAuthorizationMessageException'),
      toleranceOf: { required: acceptedOnly },
      ofLength: (length) => padded('', 'A', length),
      wideCharacter: wideLetter,
      evidence: { 'length.min': ['G11'], 'length.max': ['G11'] },
    },
  },
  GetAccessKeyInfo: {
    AccessKeyId: {
      path: ['AccessKeyId'],
      tolerance: orRefusedSomehow,
      toleranceOf: { required: acceptedOnly, pattern: acceptedOnly },
      ofLength: (length) => padded('AKIA', 'A', length),
      inPattern: ({ base }) => [String(base['AccessKeyId'])],
      outOfPattern: ({ base }) =>
        ['-', 'é', '٣', '\n'].map((character) => String(base['AccessKeyId']) + character),
    },
  },
  GetCallerIdentity: {},
  GetDelegatedAccessToken: { TradeInToken: { path: ['TradeInToken'], tolerance: acceptedOnly } },
  GetFederationToken: {
    Name: {
      ...wordMember('Name', acceptedOnly),
      evidence: { 'length.max': ['B13'] },
    },
    Policy: policy,
    'PolicyArns.member.arn': policyArns,
    DurationSeconds: duration(acceptedOnly),
    ...tagPlans(sessionTagRefusals),
  },
  GetSessionToken: { DurationSeconds: duration(acceptedOnly), ...mfaPlans },
  GetWebIdentityToken: getWebIdentityToken,
};

/** The plan of a member, by its path without positions; undefined for a member that nobody has planned yet. */
export function planOf(operation: OperationName, member: string): MemberPlan | undefined {
  return plans[operation]?.[member];
}

/** Members planned for an operation: what the constraint table must know. */
export function plannedMembers(operation: OperationName): readonly string[] {
  return Object.keys(plans[operation] ?? {});
}
