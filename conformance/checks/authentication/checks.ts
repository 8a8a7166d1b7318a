/** All checks of the area authentication: what an operation asks of a signature. */
import { operations, type OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { tamperedBody, tamperedSignature } from './tampered.js';
import { unknownKey } from './unknown-key.js';
import { unsigned, unsignedAccepted } from './unsigned.js';

export function buildAuthenticationChecks(operation: OperationName): readonly Check[] {
  return operations[operation].signed
    ? [unsigned, unknownKey, tamperedSignature, tamperedBody].map((build) => build(operation))
    : [unsignedAccepted(operation)];
}
