/** What a handler is given beside its input, and how handlers are declared. */
import type { OperationInputs, OperationName, OperationOutputs } from '../generated/index.js';
import type { World } from '../world/world.js';
import type { Caller } from './caller.js';
import type { State } from './state.js';

export interface OperationContext {
  readonly world: World;
  readonly state: State;
  /** The instant of the request: its Date header, and the start of what it issues. */
  readonly now: Date;
  readonly requestId: string;
  readonly client: Client;
  /** URL of the endpoint itself, without a slash at the end. */
  readonly endpointUrl: string;
}

/** What is known of the connection of a request. */
export interface Client {
  /** IP address. */
  readonly address: string | undefined;
  /** True over TLS. */
  readonly secure: boolean;
  readonly userAgent: string | undefined;
}

export interface SignedContext extends OperationContext {
  readonly caller: Caller;
}

type Answer<Name extends OperationName> = OperationOutputs[Name] | Promise<OperationOutputs[Name]>;

/** One operation. Refusals are thrown as ServiceError. The input satisfies every constraint of its shape. */
export type Handler<Name extends OperationName> =
  | { readonly auth: 'signed'; handle(input: OperationInputs[Name], context: SignedContext): Answer<Name> }
  | { readonly auth: 'none'; handle(input: OperationInputs[Name], context: OperationContext): Answer<Name> };
