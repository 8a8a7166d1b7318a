/** Refusals of the service: what a handler throws and the dispatcher writes as an error document. */
import { type ErrorName, errorFacts } from '../generated/index.js';

/** One refusal. Without `text` the document has no Message element, as unparseable integers are answered live. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: string | undefined,
    /** `dispatch` errors carry the namespace of the front end, all others that of the service. */
    readonly source: 'dispatch' | 'service' = 'service',
  ) {
    super(text ?? code);
  }
}

/** 400 ValidationError: common to all operations, declared by none (recorded live). */
export function validationError(text: string): ServiceError {
  return new ServiceError(400, 'ValidationError', text);
}

/** 400 InvalidParameterValue: tag and managed-policy rules (recorded live). */
export function invalidParameterValue(text: string): ServiceError {
  return new ServiceError(400, 'InvalidParameterValue', text);
}

export function accessDenied(text: string): ServiceError {
  return new ServiceError(403, 'AccessDenied', text);
}

/** 403 InvalidClientTokenId: one text for unknown, inactive and wrongly paired keys (recorded live). */
export function invalidClientToken(): ServiceError {
  return new ServiceError(
    403,
    'InvalidClientTokenId',
    'The security token included in the request is invalid.',
  );
}

/**
 * An error that the model declares, with the code and status the generated table has for it.
 *
 * @throws RangeError for a name that the table does not have
 */
export function modeledError(name: ErrorName, text: string): ServiceError {
  const facts = errorFacts.find((candidate) => candidate.name === name);
  if (facts === undefined) throw new RangeError(`the model has no error ${name}`);
  return new ServiceError(facts.status, facts.code, text);
}

/** InvalidIdentityToken: every fault of a web identity token or SAML assertion but its age. */
export function invalidIdentityToken(text: string): ServiceError {
  return modeledError('InvalidIdentityTokenException', text);
}
