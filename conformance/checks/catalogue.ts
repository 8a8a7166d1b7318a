/** The catalogue: every check there is, and every side of a constraint site that has none, with the reason. */
import { operations, type OperationName } from '../../generated/index.js';
import { hasBaseRequest } from '../base-requests.js';
import type { Check } from '../check.js';
import type { UnjudgedSite } from '../report/report.js';
import { buildAuthenticationChecks } from './authentication/checks.js';
import { buildConstraintCatalogue } from './constraint/checks.js';
import { buildRoundTripChecks } from './round-trip/checks.js';
import { buildWireChecks } from './wire/checks.js';

export interface Catalogue {
  /** In the order of their areas, operations and members. */
  readonly checks: readonly Check[];
  readonly unjudged: readonly UnjudgedSite[];
  /** Operations of the model that no check is written for yet: a new revision has brought them. */
  readonly unwritten: readonly OperationName[];
}

/** Builds all checks. Equal from call to call; nothing is sent, minted or read. */
export function buildCatalogue(): Catalogue {
  const all = Object.keys(operations) as OperationName[];
  const names = all.filter(hasBaseRequest);
  const constraint = buildConstraintCatalogue();
  return {
    checks: [
      ...names.flatMap(buildWireChecks),
      ...constraint.checks,
      ...names.flatMap(buildRoundTripChecks),
      ...names.flatMap(buildAuthenticationChecks),
    ],
    unjudged: constraint.unjudged,
    unwritten: all.filter((name) => !hasBaseRequest(name)),
  };
}
