/** How long issued credentials live. Ranges of the model are checked before. */
import type { Role } from '../../world/world.js';
import { validationError } from '../service-error.js';

const defaultRoleSeconds = 3600;
const chainedSeconds = 3600;
const defaultTokenSeconds = 43_200;
const rootTokenSeconds = 3600;

/**
 * Seconds for a role session: the role's maximum first, then one hour for role chaining (order and texts recorded live).
 *
 * @throws ServiceError ValidationError
 */
export function roleDuration(role: Role, requested: number | undefined, chained: boolean): number {
  const seconds = requested ?? defaultRoleSeconds;
  if (seconds > role.maxSessionDurationSeconds) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  if (chained && seconds > chainedSeconds) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  return seconds;
}

/** GetSessionToken and GetFederationToken: 12 hours; the root user gets an hour at most (documented as capped, not refused). */
export function tokenDuration(requested: number | undefined, isRoot: boolean): number {
  const seconds = requested ?? defaultTokenSeconds;
  return isRoot ? Math.min(seconds, rootTokenSeconds) : seconds;
}
