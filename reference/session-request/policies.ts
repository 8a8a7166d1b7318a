/** Session policies of a request, and how much room they and the tags take. */
import { deflateRawSync } from 'node:zlib';
import type { PolicyDescriptorType } from '../../generated/index.js';
import type { World } from '../../world/world.js';
import { readPolicy } from '../policy/document.js';
import { invalidParameterValue, modeledError } from '../service-error.js';
import type { Tag } from '../session.js';

/** Bytes that packed policies and packed tags may take. How the live service packs is not known. */
const packedBytes = 1024;

export interface PolicyRequest {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
}

/**
 * Session policies as minified documents, the inline one first.
 *
 * @throws ServiceError MalformedPolicyDocument; InvalidParameterValue for an ARN of no managed policy (text reported)
 */
export function readSessionPolicies(world: World, request: PolicyRequest): readonly string[] {
  const policies: string[] = [];
  if (request.Policy !== undefined) {
    readPolicy(request.Policy, 'session');
    policies.push(JSON.stringify(JSON.parse(request.Policy)));
  }
  for (const { arn } of request.PolicyArns ?? []) {
    const managed = world.managedPolicies?.find((policy) => policy.arn === arn);
    if (managed === undefined) {
      throw invalidParameterValue(
        'At least one Policy ARN in the PolicyArns parameter does not match an existing IAM Managed Policy ARN.',
      );
    }
    policies.push(JSON.stringify(managed.document));
  }
  return policies;
}

/**
 * Percent of the room taken; 0 for no policies and no tags.
 *
 * @throws ServiceError PackedPolicyTooLarge past 100 (texts reported; code and status as the model has them)
 */
export function packedPolicySize(policies: readonly string[], tags: readonly Tag[]): number {
  const ofTags = percentOf(tags.map(({ key, value }) => `${key}=${value}`));
  if (ofTags > 100) {
    throw tooLarge(`Packed size of session tags consumes ${ofTags}% of allotted space.`);
  }
  const percent = ofTags + percentOf(policies);
  if (percent > 100) {
    throw tooLarge(`Packed policy consumes ${percent}% of allotted space, please use smaller policy.`);
  }
  return percent;
}

function percentOf(texts: readonly string[]): number {
  if (texts.length === 0) return 0;
  return Math.ceil((deflateRawSync(texts.join('\n')).length * 100) / packedBytes);
}

function tooLarge(text: string): Error {
  return modeledError('PackedPolicyTooLargeException', text);
}
