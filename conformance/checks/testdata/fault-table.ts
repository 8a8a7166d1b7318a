/**
 * What must turn each check red: faults of the reference endpoint, or, for what they do not touch, ways to spoil its
 * answers. Every check has at least one row; every fault and every way has at least one check.
 */
import type { FaultName } from '../../../reference/index.js';
import type { DistortionName } from './distorting-proxy.js';

interface FaultRow {
  /** Ids of checks. */
  readonly checks: RegExp;
  readonly faults?: readonly FaultName[];
  readonly distortions?: readonly DistortionName[];
}

export const faultTable: readonly FaultRow[] = [
  { checks: /^constraint\/.*\/required\/outside$/u, faults: ['required-unchecked', 'wrong-error-code'] },
  { checks: /^constraint\/.*\/length\.(min|max)\/outside$/u, faults: ['wrong-error-code'] },
  // The empty text breaks the patterns of policies and tag keys, too: such an endpoint still refuses it.
  {
    checks: /^constraint\/(?!.*\/(Policy|Tags\.member\.Key|TransitiveTagKeys\.member)\/length\.min).*\/length\.(min|max)\/outside$/u,
    faults: ['length-unchecked'],
  },
  { checks: /^constraint\/.*\/range\.(min|max)\/outside$/u, faults: ['range-unchecked', 'wrong-error-code'] },
  { checks: /^constraint\/.*\/pattern\/outside$/u, faults: ['pattern-unchecked', 'wrong-error-code'] },
  { checks: /^constraint\/.*\/(length|range)\.max\/outside$/u, faults: ['bound-off-by-one'] },
  { checks: /^constraint\/.*\/inside$/u, distortions: ['refuses-all'] },
  { checks: /^constraint\/.*\/RoleSessionName\/required\/inside$/u, faults: ['required-unchecked'] },
  { checks: /^constraint\/.*\/(RoleSessionName|ExternalId|Name)\/length\.\w+\/inside$/u, faults: ['length-unchecked'] },
  { checks: /^constraint\/.*\/(RoleSessionName|ExternalId|Name)\/pattern\/inside$/u, faults: ['pattern-unchecked'] },
  { checks: /^constraint\/.*\/DurationSeconds\/range\.min\/inside$/u, faults: ['range-unchecked', 'bound-off-by-one'] },
  { checks: /^wire\/.*\/namespace$/u, faults: ['namespace-missing'] },
  { checks: /^wire\/.*\/well-formed$/u, distortions: ['ill-formed'] },
  { checks: /^wire\/.*\/envelope$/u, distortions: ['other-root'] },
  { checks: /^wire\/.*\/success\/envelope$/u, distortions: ['other-status'] },
  { checks: /^wire\/.*\/(well-formed|readers-agree)$/u, distortions: ['not-utf-8'] },
  { checks: /^wire\/.*\/readers-agree$/u, distortions: ['other-root'] },
  { checks: /^wire\/.*\/content-type$/u, distortions: ['other-type'] },
  { checks: /^wire\/.*\/request-id-header$/u, distortions: ['other-header-id'] },
  { checks: /^wire\/.*\/request-id-form$/u, distortions: ['no-uuid'] },
  { checks: /^wire\/.*\/request-id-unique$/u, distortions: ['one-id'] },
  { checks: /^round-trip\/(?!GetCallerIdentity\/session-caller)/u, faults: ['result-empty'] },
  { checks: /^round-trip\/GetCallerIdentity\/(presence|account|session-caller)$/u, faults: ['member-missing'] },
  { checks: /^round-trip\/.*\/presence$/u, faults: ['member-missing'] },
  { checks: /^round-trip\/AssumeRole\/assumed-role-(arn|id)$/u, faults: ['member-missing'] },
  { checks: /^round-trip\/(AssumeRoot|GetSessionToken)\//u, faults: ['member-missing'] },
  { checks: /^authentication\/.*\/tampered-(body|signature)$/u, faults: ['signature-unchecked'] },
  { checks: /^authentication\/.*\/unsigned$/u, faults: ['unsigned-accepted'] },
  { checks: /^authentication\/.*\/unknown-key$/u, faults: ['unknown-key-accepted'] },
  { checks: /^round-trip\/GetCallerIdentity\/account$/u, faults: ['account-constant'] },
  { checks: /^round-trip\/.*\/assumed-role-id$/u, faults: ['role-id-unstable'] },
  { checks: /^round-trip\/.*\/expiration-format$/u, faults: ['expiration-fractional'] },
  { checks: /^round-trip\/AssumeRole\/packed-policy-size$/u, faults: ['packed-size-always'] },
  // A delegated token has no duration to ask for.
  {
    checks: /^round-trip\/(?!GetDelegatedAccessToken\/).*\/(expiration|default-duration)$/u,
    faults: ['duration-ignored'],
  },
  { checks: /^round-trip\/AssumeRole\/source-identity$/u, faults: ['source-identity-lost'] },
  { checks: /^round-trip\/.*\/access-key-id$/u, faults: ['access-key-long-term'] },
  { checks: /^wire\/.*\/request-id-unique$/u, faults: ['request-id-constant'] },
  { checks: /^authentication\/.*\/(unsigned|unknown-key|unsigned-accepted)$/u, distortions: ['never-refuses'] },
];

/** All faults and distortions that must turn a check red. */
export function provedBy(checkId: string): {
  readonly faults: readonly FaultName[];
  readonly distortions: readonly DistortionName[];
} {
  const rows = faultTable.filter(({ checks }) => checks.test(checkId));
  return {
    faults: [...new Set(rows.flatMap(({ faults = [] }) => faults))],
    distortions: [...new Set(rows.flatMap(({ distortions = [] }) => distortions))],
  };
}
