/** One call that every client makes, and what it must return or raise. Plain data: drivers read it as JSON. */
import type { OperationName } from '../generated/index.js';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * `home` has the built-in world, `unfederated` the same without outbound federation; `disabled` is a region that the account
 * has not activated, `global` is the global endpoint.
 */
export type EndpointName = 'home' | 'unfederated' | 'disabled' | 'global';

/** Members by dotted path, each with a regular expression for its whole text. A missing member reads as the empty text. */
export type WantedMembers = Readonly<Record<string, string>>;

export interface WantedError {
  readonly code: string;
  readonly status: number;
  /** Name of the error shape where the operation's model declares it: clients raise a class of that name. */
  readonly modeled?: string;
  /** Regular expression for the whole message. */
  readonly message?: string;
}

export interface ClientCase {
  /** Unique among the cases. */
  readonly name: string;
  readonly operation: OperationName;
  readonly input: Readonly<Record<string, unknown>>;
  /** The same input as options of the AWS CLI, which gets JSON otherwise. */
  readonly arguments?: readonly string[];
  readonly endpoint: EndpointName;
  /** Keys, or the name of an earlier case whose `Credentials` sign this one. */
  readonly signer: Keys | { readonly from: string };
  /** Pause before the call, for credentials that have to expire. */
  readonly afterSeconds?: number;
  readonly want: { readonly members: WantedMembers } | { readonly error: WantedError };
}

/** What a driver prints per case, as one line of JSON. */
export interface ClientResult {
  readonly name: string;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly error?: RaisedError;
}

export interface RaisedError {
  /** Class that was raised; empty where the client has no classes. */
  readonly type: string;
  readonly code: string;
  /** 0 where the client does not tell. */
  readonly status: number;
  readonly message: string;
}
