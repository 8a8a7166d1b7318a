/** Rules of session tags that the constraint validator does not know. Keys are case-insensitive throughout. */
import { type Tag as WireTag, validateTag } from '../../generated/index.js';
import type { Tag } from '../../world/world.js';
import { invalidParameterValue } from '../service-error.js';
import type { Session } from '../session.js';

export interface RequestedTags {
  /** Tags of the request, in its order. */
  readonly tags: readonly Tag[];
  readonly transitiveTagKeys: readonly string[];
}

/**
 * @throws ServiceError InvalidParameterValue for duplicate keys, and for a transitive key without its tag (texts recorded
 *   live); for a key that begins with the reserved `aws:` (documented rule, text not known)
 */
export function readTags(
  tags: readonly WireTag[] | undefined,
  transitiveTagKeys: readonly string[] | undefined,
): RequestedTags {
  const requested = (tags ?? []).map(({ Key: key, Value: value }) => ({ key, value }));
  return checkTags({ tags: requested, transitiveTagKeys: transitiveTagKeys ?? [] });
}

/**
 * The same rules for tags that come in tokens and assertions, and the constraints that the model has for tags of requests.
 * What live STS answers to those is not known.
 *
 * @throws ServiceError as `readTags`
 */
export function checkFederatedTags(requested: RequestedTags): RequestedTags {
  if (requested.tags.some(({ key, value }) => validateTag({ Key: key, Value: value }).length > 0)) {
    throw invalidParameterValue('A tag has a key or a value out of its bounds.');
  }
  return checkTags(requested);
}

function checkTags(requested: RequestedTags): RequestedTags {
  const { tags, transitiveTagKeys } = requested;
  const keys = new Set(tags.map(({ key }) => key.toLowerCase()));
  if (keys.size < tags.length) {
    throw invalidParameterValue('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  if ([...keys].some((key) => key.startsWith('aws:'))) {
    throw invalidParameterValue('Tag keys must not begin with the reserved prefix aws:.');
  }
  if (transitiveTagKeys.some((key) => !keys.has(key.toLowerCase()))) {
    throw invalidParameterValue('The specified transitive tag key must be included in the requested tags.');
  }
  return requested;
}

/**
 * Adds the transitive tags of the calling session.
 *
 * @throws ServiceError InvalidParameterValue where the request sets one of them anew (recorded live)
 */
export function inheritTags(requested: RequestedTags, calling: Session | undefined): RequestedTags {
  if (calling === undefined || calling.transitiveTagKeys.length === 0) return requested;
  const inherited = new Set(calling.transitiveTagKeys.map((key) => key.toLowerCase()));
  if (requested.tags.some(({ key }) => inherited.has(key.toLowerCase()))) {
    throw invalidParameterValue(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the " +
        'calling session.',
    );
  }
  return {
    tags: [...calling.tags.filter(({ key }) => inherited.has(key.toLowerCase())), ...requested.tags],
    transitiveTagKeys: [...calling.transitiveTagKeys, ...requested.transitiveTagKeys],
  };
}
