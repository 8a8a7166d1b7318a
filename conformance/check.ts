import type { OperationInputs, OperationName } from '../generated/index.js';
import type { World } from '../world/world.js';
import type { EvidenceId } from './evidence/catalogue.js';
import type { Exchange, OutgoingRequest } from './exchange.js';
import type { Area, Level, Outcome } from './verdict.js';

/** One requirement that an endpoint meets or does not. Plain data and one function. */
export interface Check {
  /** Its path: area, operation, what is judged; `constraint/AssumeRole/RoleArn/length.max/outside`. Never changes. */
  readonly id: string;
  /** The requirement as a sentence in the present tense. */
  readonly title: string;
  readonly area: Area;
  readonly level: Level;
  /** The operation whose base request must have been accepted before this check can say anything. */
  readonly operation: OperationName;
  /** Constraint checks: member path without positions, kind of constraint and side. */
  readonly member?: string;
  readonly constraint?: string;
  readonly side?: 'inside' | 'outside';
  /** What the expectation rests on; at least one. */
  readonly evidence: readonly EvidenceId[];
  run(context: CheckContext): Promise<Outcome>;
}

/** A check that tries in its random phase the one value to which `path` led. */
export function atPath(check: Check, path: string): Check {
  return { ...check, run: (context) => check.run({ ...context, path }) };
}

/** How a request is authenticated. */
export type Authentication =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'sigv4';
      readonly credentials: SigningCredentials;
      /** What the signature is scoped to, where not the run's region and `sts`. */
      readonly region?: string;
      readonly service?: string;
      /** When the request claims to be signed; now by default. */
      readonly date?: Date;
      /** Changes the request after it was signed. */
      readonly tamper?: (request: OutgoingRequest) => OutgoingRequest;
    };

export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** What a check may use. One per check and run: everything sent through it is recorded for the report. */
export interface CheckContext {
  readonly world: World;
  readonly credentials: SigningCredentials;
  readonly region: string;
  /** Seed of this check, derived from the run's seed and the check's id. */
  readonly seed: number;
  /** Runs of the random phase; 0 switches it off. */
  readonly runs: number;
  /** Where an earlier run of the random phase found a counterexample: that value alone is tried again. */
  readonly path?: string | undefined;
  /** The input of the operation's base request, freshly made (tokens and codes may be short-lived). */
  baseInput<Name extends OperationName>(operation: Name): Promise<OperationInputs[Name]>;
  /** The exchange by which the operation was found to be supported. */
  readonly accepted: Exchange;
  /** Serializes with the generated serializer, authenticates as the operation demands, sends. */
  call(operation: OperationName, input: unknown, authentication?: Authentication): Promise<Exchange>;
  /** Sends an awsQuery body that no serializer would write. Signed with the run's credentials unless told otherwise. */
  callForm(form: string, authentication?: Authentication): Promise<Exchange>;
  /** Sends any request. `path` must hold the target's base path, which `basePath` gives. Not signed unless told. */
  send(request: OutgoingRequest, authentication?: Authentication): Promise<Exchange>;
  /** Path of the target's endpoint, with a leading slash. */
  readonly basePath: string;
  /** Aborted when the run is interrupted. Requests of this context end by themselves then. */
  readonly signal: AbortSignal;
}
