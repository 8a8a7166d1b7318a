/** A failing case as a file, as `case.schema.json` describes it: all that is needed to try it again elsewhere. */
import type { OperationName } from '../../generated/index.js';
import type { Area, Level } from '../verdict.js';

export const caseSchema = 'sts-conformance/case/1';

/** No secret is in it: what must not be kept, or does not live long, is made anew for a replay. */
export interface Case {
  readonly schema: typeof caseSchema;
  /** The suite that found it. */
  readonly suite: { readonly version: string; readonly modelSha256: string };
  readonly check: {
    readonly id: string;
    readonly title: string;
    readonly area: Area;
    /** Of the finding. */
    readonly level: Level;
    readonly operation: OperationName;
    readonly evidence: readonly string[];
  };
  /** Seed and runs of the whole run, and the path to the value where a property found it. */
  readonly seed: number;
  readonly runs: number;
  readonly path: string | null;
  /** What is wrong with the request on purpose; null where nothing is. */
  readonly fault: { readonly member: string; readonly constraint: string; readonly side: string } | null;
  readonly reason: string;
  readonly wanted: string;
  readonly got: string;
  /** The input before it was serialized; null where the request was not made from one. */
  readonly input: unknown;
  /** The request that was answered wrongly; null where it cannot be repeated alone. */
  readonly request: CaseRequest | null;
  /** What decides a replay; null where only the check itself can judge, by several requests. */
  readonly expectation: CaseExpectation | null;
}

export interface CaseRequest {
  readonly method: string;
  /** What follows the base path of the endpoint on the request line. */
  readonly path: string;
  /** Without those that come with the signature. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: readonly BodyPart[];
  readonly authentication: CaseAuthentication;
}

/** Bytes of a body, in order. */
export type BodyPart =
  | { readonly text: string }
  | { readonly base64: string }
  /** A token made anew by the keys of the world, percent-encoded; of exactly `length` characters where that is given. */
  | { readonly fresh: FreshMember; readonly length?: number };

export type FreshMember = 'WebIdentityToken' | 'SAMLAssertion' | 'TradeInToken';

/** `sigv4`: by the credentials of whoever replays it. */
export type CaseAuthentication =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'sigv4';
      readonly region?: string;
      readonly service?: string;
      /** From the moment of sending to the moment that the signature claims. */
      readonly offsetSeconds?: number;
    };

/** What the answer has to be. Paths are local names from below the root. */
export type CaseExpectation =
  | { readonly kind: 'answer'; readonly anyOf: readonly WantedAnswer[] }
  | { readonly kind: 'well-formed' }
  | { readonly kind: 'namespace'; readonly equals: string }
  | { readonly kind: 'header'; readonly name: string; readonly matches: string }
  | { readonly kind: 'header-of-element'; readonly name: string; readonly path: readonly string[] }
  | { readonly kind: 'element'; readonly path: readonly string[]; readonly state: 'present' | 'absent' }
  | { readonly kind: 'element-text'; readonly path: readonly string[]; readonly matches: string };

/** All that is given must hold. */
export interface WantedAnswer {
  /** Any client error, 400 to 499, by default. */
  readonly status?: number;
  /** Name of the root of a success, code of an error. */
  readonly name?: string;
  readonly notNamed?: readonly string[];
  readonly message?: { readonly has?: string; readonly lacks?: string };
}
