/** All that checks cite, by id: rows of observations, published rules, and facts of the service model. */
import { accessFacts } from './access.js';
import { documentFacts } from './documents.js';
import { envelopeFacts } from './envelopes.js';
import { sources, type EvidenceFact } from './fact.js';
import { operationFacts } from './operations.js';
import { validationFacts } from './validation.js';

export type { EvidenceFact } from './fact.js';

const facts = {
  ...envelopeFacts,
  ...validationFacts,
  ...accessFacts,
  ...operationFacts,
  ...documentFacts,
} as const;

/** `model:`, the shape or member that carries the trait, `$`, the trait: `model:com.amazonaws.sts#tagKeyType$smithy.api#length`. */
export type ModelFactId = `model:${string}`;

export type EvidenceId = keyof typeof facts | ModelFactId;

/** Ids of all facts that are not facts of the model. */
export const evidenceIds: readonly EvidenceId[] = Object.keys(facts).filter(isFactId);

/**
 * Id of a trait in the model.
 *
 * @param trait shape, `$` and trait, as the constraint table spells them
 */
export function modelFact(trait: string): ModelFactId {
  return `model:${trait}`;
}

/**
 * What stands behind an id.
 *
 * @throws RangeError for an id that is neither in the catalogue nor a fact of the model
 */
export function evidenceFact(id: string): EvidenceFact {
  if (isFactId(id)) return facts[id];
  if (!id.startsWith('model:')) throw new RangeError(`no evidence has the id ${id}`);
  const trait = id.slice(id.lastIndexOf('$') + 1);
  const shape = id.slice('model:'.length, id.lastIndexOf('$'));
  return {
    statement: `The service model puts ${trait} on ${shape}.`,
    sources: [sources.model],
    confidence: 'model',
  };
}

function isFactId(id: string): id is keyof typeof facts {
  return Object.hasOwn(facts, id);
}
