/** All checks of the area wire: the form of successes and errors, whatever they say. */
import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { contentType } from './content-type.js';
import { envelope } from './envelope.js';
import { namespace } from './namespace.js';
import { sidesOf } from './observe.js';
import { readersAgree } from './readers.js';
import { requestIdForm, requestIdHeader, requestIdUnique } from './request-id.js';
import { wellFormed } from './well-formed.js';

const bothSides = [wellFormed, envelope, namespace, contentType, requestIdHeader, requestIdForm];
const successOnly = [requestIdUnique, readersAgree];

export function buildWireChecks(operation: OperationName): readonly Check[] {
  return [
    ...sidesOf(operation).flatMap((side) => bothSides.map((build) => build(operation, side))),
    ...successOnly.map((build) => build(operation)),
  ];
}
