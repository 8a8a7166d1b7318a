/** Refusals that policies decided. */
import type { Statement } from '../../world/policy/document.js';
import { ServiceError } from '../service-error.js';
import type { ConditionKeys } from './conditions.js';

/** What an encoded authorization message tells. */
export interface DenialFacts {
  readonly principal: { readonly id: string; readonly name: string; readonly arn: string };
  readonly action: string;
  readonly resource: string;
  readonly keys: ConditionKeys;
  /** The statement that denied; absent where none allowed. */
  readonly statement: Statement | undefined;
}

/** 403 AccessDenied of a signed caller, with what led to it. */
export class AuthorizationError extends ServiceError {
  constructor(
    text: string,
    readonly facts: DenialFacts,
  ) {
    super(403, 'AccessDenied', text);
  }
}
