/** Session policies of a request, and how much room they and the tags take. */
import { deflateRawSync } from 'node:zlib';
import type { PolicyDescriptorType } from '../../generated/index.js';
import type { Tag, World } from '../../world/world.js';
import { readSessionPolicy } from '../policy/document.js';
import { invalidParameterValue, modeledError } from '../service-error.js';

/** Bytes that packed policies and packed tags may take. How the live service packs is not known. */
const packedBytes = 1024;

export interface PolicyRequest {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
}

export interface SessionPolicies {
  /** The inline document, minified. */
  readonly policy: string | undefined;
  readonly policyArns: readonly string[];
}

/**
 * Session policies of a request. The managed ones stay ARNs: what they allow is looked up when the session is used.
 *
 * @throws ServiceError MalformedPolicyDocument; InvalidParameterValue for an ARN of no managed policy (text reported)
 */
export function readSessionPolicies(world: World, { Policy, PolicyArns }: PolicyRequest): SessionPolicies {
  if (Policy !== undefined) readSessionPolicy(Policy);
  const known = new Set((world.managedPolicies ?? []).map(({ arn }) => arn));
  const policyArns = (PolicyArns ?? []).map(({ arn = '' }) => arn);
  if (!policyArns.every((arn) => known.has(arn))) {
    throw invalidParameterValue(
      'At least one Policy ARN in the PolicyArns parameter does not match an existing IAM Managed Policy ARN.',
    );
  }
  return { policy: Policy === undefined ? undefined : JSON.stringify(JSON.parse(Policy)), policyArns };
}

/**
 * Percent of the room taken; 0 for no policies and no tags.
 *
 * @throws ServiceError PackedPolicyTooLarge past 100 (texts reported; code and status as the model has them)
 */
export function packedPolicySize({ policy, policyArns }: SessionPolicies, tags: readonly Tag[]): number {
  const ofTags = percentOf(tags.map(({ key, value }) => `${key}=${value}`));
  if (ofTags > 100) {
    throw tooLarge(`Packed size of session tags consumes ${ofTags}% of allotted space.`);
  }
  const percent = ofTags + percentOf(policy === undefined ? policyArns : [policy, ...policyArns]);
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
