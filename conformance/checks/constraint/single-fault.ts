/**
 * Proof that a request is what a check believes it is: the constraints that it breaks are computed again from the bytes
 * that were sent, never remembered from how the input was made.
 */
import { codec, type OperationName, type ValuePath, type Violation } from '../../../generated/index.js';
import { parseForm, type FormNode } from '../../../generated/runtime/form-reader.js';
import type { OutgoingRequest } from '../../exchange.js';
import { HarnessError } from '../../verdict.js';

/**
 * Constraints that a sent request breaks.
 *
 * @throws DeserializationError when the body is no request of the operation
 */
export function brokenConstraints(operation: OperationName, request: OutgoingRequest): readonly Violation[] {
  // One operation's reader and validator fit each other; the union of all operations hides that.
  const { deserializeRequest, validateRequest } = codec[operation] as {
    readonly deserializeRequest: (form: FormNode) => unknown;
    readonly validateRequest: (draft: unknown) => readonly Violation[];
  };
  return validateRequest(deserializeRequest(parseForm(request.body)));
}

/** @throws HarnessError when a request that should be legal breaks a constraint: our fault */
export function assertLegal(operation: OperationName, request: OutgoingRequest): void {
  const broken = brokenConstraints(operation, request);
  if (broken.length > 0) throw harnessFault('a request that should be legal', broken);
}

/**
 * Holds a sent request to one fault: `kind` at `path`. An empty text may break length and pattern at once.
 *
 * @throws HarnessError when the request breaks nothing, something else or more: our fault
 */
export function assertSingleFault(
  operation: OperationName,
  request: OutgoingRequest,
  path: ValuePath,
  kind: Violation['kind'],
): void {
  const broken = brokenConstraints(operation, request);
  const here = JSON.stringify(path);
  const isWanted = broken.some((violation) => violation.kind === kind);
  const isMinimal = broken.every(
    (violation) =>
      JSON.stringify(violation.path) === here && (violation.kind === kind || isEmptyTwin(violation, kind)),
  );
  if (!isWanted || !isMinimal) throw harnessFault(`a request that should break ${kind} alone`, broken);
}

/** At length 1 with a `+` pattern the empty text breaks both, whichever of them is meant. */
function isEmptyTwin({ kind, value, length }: Violation, wanted: Violation['kind']): boolean {
  const both = new Set<Violation['kind']>(['length.min', 'pattern']);
  return both.has(kind) && both.has(wanted) && (value === '' || length === 0);
}

function harnessFault(what: string, broken: readonly Violation[]): HarnessError {
  const found = broken.map(({ path, kind }) => `${kind} at ${path.join('.')}`);
  return new HarnessError(`${what} breaks ${found.length === 0 ? 'nothing' : found.join(', ')}`);
}
