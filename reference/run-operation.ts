/** One operation from form to document: authentication, reading, validation, handler. */
import {
  codec,
  type Draft,
  type OperationInputs,
  type OperationName,
  type OperationOutputs,
  operations,
} from '../generated/index.js';
import type { FormNode } from '../generated/runtime/form-reader.js';
import { stsMessage } from '../generated/runtime/messages.js';
import { DeserializationError } from '../generated/runtime/problem.js';
import { type Format, jsonDocument } from './answer.js';
import { authenticate } from './auth/authenticate.js';
import type { ReceivedRequest } from './auth/request.js';
import type { Caller } from './caller.js';
import type { Handler, OperationContext } from './context.js';
import { fillMissing, type Seams } from './faults.js';
import { inLiveOrder } from './member-order.js';
import { handlers } from './operations/index.js';
import { modeledError, ServiceError } from './service-error.js';

export interface OperationCall {
  readonly request: ReceivedRequest;
  readonly form: FormNode;
  readonly context: OperationContext;
  readonly seams: Seams;
  readonly format: Format;
}

/**
 * The success document of an operation. Authentication comes before parameters are read; that order is inferred.
 *
 * @throws ServiceError for every refusal
 */
export async function runOperation(name: OperationName, call: OperationCall): Promise<string> {
  return writeDocument(name, await callHandler(name, call), call);
}

function writeDocument<Name extends OperationName>(
  name: Name,
  answered: OperationOutputs[Name],
  { seams, format, context }: OperationCall,
): string {
  const output = seams.output(answered) as Draft<OperationOutputs[Name]>;
  return format === 'json'
    ? jsonDocument(name, output, context.requestId)
    : inLiveOrder(name, codec[name].serializeResponse(output, context.requestId));
}

async function callHandler<Name extends OperationName>(
  name: Name,
  call: OperationCall,
): Promise<OperationOutputs[Name]> {
  const handler: Handler<Name> | undefined = handlers[name];
  if (handler === undefined) {
    throw new ServiceError(501, 'NotImplemented', `This endpoint does not implement ${name}.`);
  }
  const { context, request } = call;
  if (handler.auth === 'none') return handler.handle(readInput(name, call), context);
  const caller = callerOf(request, call);
  return handler.handle(readInput(name, call), { ...context, caller });
}

function callerOf(request: ReceivedRequest, { context, seams }: OperationCall): Caller {
  const { world, state, now } = context;
  try {
    return authenticate(request, { state, now, checkSignature: seams.checkSignature });
  } catch (error) {
    if (!(error instanceof ServiceError) || !seams.forgives(error.code)) throw error;
    const [user] = world.users;
    return user === undefined ? { kind: 'root', accountId: world.accountId } : { kind: 'user', user };
  }
}

/** Reads the input, then checks every constraint of it at once, then the region. */
function readInput<Name extends OperationName>(
  name: Name,
  { form, seams, context }: OperationCall,
): OperationInputs[Name] {
  const input = read(name, form);
  const violations = codec[name].validateRequest(input);
  const checked = violations.filter((violation) => seams.isChecked(violation));
  if (checked.length > 0) throw new ServiceError(400, seams.constraintCode, stsMessage(checked));
  checkRegion(name, context);
  const whole = violations.length === 0 ? input : fillMissing(input, violations);
  return seams.input(whole) as OperationInputs[Name];
}

/** Unparseable integers have no message, empty ones this one (recorded live). */
function read<Name extends OperationName>(name: Name, form: FormNode): Draft<OperationInputs[Name]> {
  try {
    return codec[name].deserializeRequest(form);
  } catch (error) {
    if (!(error instanceof DeserializationError)) throw error;
    const isEmpty = error.problems[0]?.kind === 'empty';
    throw new ServiceError(400, 'MalformedInput', isEmpty ? 'missing value for decimal type' : undefined);
  }
}

/** Where STS is off in a region, operations that declare it say so (reported text). */
function checkRegion(name: OperationName, { world }: OperationContext): void {
  const { region, enabledRegions, accountId } = world;
  if (region === 'aws-global' || enabledRegions.includes(region)) return;
  if (!operations[name].errors.includes('RegionDisabledException')) return;
  throw modeledError(
    'RegionDisabledException',
    `STS is not activated in this region for account:${accountId}. Your account administrator can activate STS in this ` +
      'region using the IAM Console.',
  );
}
