/**
 * Which members an answer has, by operation and request. The model requires none at the top of any output, so without
 * this table an empty result would do.
 */
import type { OperationName } from '../generated/index.js';
import { evidenceFact, type EvidenceId } from './evidence/catalogue.js';
import { highestLevel, type Level } from './verdict.js';

export interface PresenceRule {
  /** Path of the element below the Result. */
  readonly member: string;
  /** `must`: there, and not empty. `may`: either way. `must-not`: not there at all. */
  readonly presence: 'must' | 'may' | 'must-not';
  /** Weight of a finding: at most what the evidence may carry. */
  readonly level: Level;
  readonly evidence: EvidenceId;
}

const required = (shape: string, member: string): EvidenceId =>
  `model:com.amazonaws.sts#${shape}$${member}$smithy.api#required`;

function rule(member: string, presence: PresenceRule['presence'], evidence: EvidenceId): PresenceRule {
  return { member, presence, level: highestLevel(evidenceFact(evidence).confidence), evidence };
}

const must = (member: string, evidence: EvidenceId): PresenceRule => rule(member, 'must', evidence);
const may = (member: string, evidence: EvidenceId): PresenceRule => rule(member, 'may', evidence);
const mustNot = (member: string, evidence: EvidenceId): PresenceRule => rule(member, 'must-not', evidence);

const credentials = ['AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration'].map((member) =>
  must(`Credentials.${member}`, required('Credentials', member)),
);

const assumedRoleUser = ['AssumedRoleId', 'Arn'].map((member) =>
  must(`AssumedRoleUser.${member}`, required('AssumedRoleUser', member)),
);

/** Answers to the base requests: no policies, no tags, no source identity. */
export const presenceOfBase: Readonly<Partial<Record<OperationName, readonly PresenceRule[]>>> = {
  AssumeRole: [
    must('Credentials', 'A10'),
    ...credentials,
    must('AssumedRoleUser', 'A10'),
    ...assumedRoleUser,
    mustNot('PackedPolicySize', 'A21'),
    mustNot('SourceIdentity', 'A10'),
  ],
  AssumeRoleWithSAML: [
    must('Credentials', 'E24'),
    ...credentials,
    must('AssumedRoleUser', 'E24'),
    ...assumedRoleUser,
    must('Subject', 'E24'),
    must('SubjectType', 'E24'),
    must('Issuer', 'E24'),
    must('Audience', 'E24'),
    must('NameQualifier', 'E24'),
    may('PackedPolicySize', 'E24'),
    may('SourceIdentity', 'E24'),
  ],
  AssumeRoleWithWebIdentity: [
    must('Credentials', 'E15'),
    ...credentials,
    must('AssumedRoleUser', 'E15'),
    ...assumedRoleUser,
    must('SubjectFromWebIdentityToken', 'E15'),
    must('Audience', 'E15'),
    must('Provider', 'E15'),
    may('PackedPolicySize', 'E15'),
    may('SourceIdentity', 'E15'),
  ],
  AssumeRoot: [must('Credentials', 'F1'), ...credentials, may('SourceIdentity', 'F1')],
  DecodeAuthorizationMessage: [must('DecodedMessage', 'G10')],
  GetAccessKeyInfo: [must('Account', 'G6')],
  GetCallerIdentity: [must('Account', 'G1'), must('Arn', 'G1'), must('UserId', 'G1')],
  GetDelegatedAccessToken: [
    must('Credentials', 'F12'),
    ...credentials,
    must('AssumedPrincipal', 'F12'),
    may('PackedPolicySize', 'F12'),
  ],
  GetFederationToken: [
    must('Credentials', 'A20'),
    ...credentials,
    must('FederatedUser', 'A20'),
    must('FederatedUser.FederatedUserId', required('FederatedUser', 'FederatedUserId')),
    must('FederatedUser.Arn', required('FederatedUser', 'Arn')),
    must('PackedPolicySize', 'A23'),
  ],
  GetSessionToken: [must('Credentials', 'doc:temporary-credentials'), ...credentials],
  GetWebIdentityToken: [must('WebIdentityToken', 'F6'), must('Expiration', 'F6')],
};
