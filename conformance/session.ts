/** What all checks of one run share: the way to the target, its pace, its death, its secrets. */
import type { OperationInputs, OperationName } from '../generated/index.js';
import type { World } from '../world/world.js';
import { createBreaker, type Breaker } from './breaker.js';
import type { Authentication } from './check.js';
import type { Exchange, OutgoingRequest } from './exchange.js';
import { createRateLimit } from './rate-limit.js';
import type { Recorder } from './recorder.js';
import { Redactor } from './redact.js';
import { sign } from './signer.js';
import { suiteFacts } from './suite-facts.js';
import type { Target } from './target.js';
import { createTransport, type Transport } from './transport.js';

/** Makes the input of an operation's base request. Throws where the world lacks what it needs. */
export type BaseInput = <Name extends OperationName>(
  operation: Name,
  world: World,
  now: Date,
) => Promise<OperationInputs[Name]>;

/** Thrown out of a request when the run is interrupted. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  constructor() {
    super('the run was interrupted');
  }
}

export interface SessionOptions {
  readonly target: Target;
  readonly world: World;
  readonly baseInput: BaseInput;
  readonly timeoutMs: number;
  /** Requests a second at most. */
  readonly rate?: number | undefined;
  readonly probePausesMs?: readonly number[] | undefined;
  readonly signal: AbortSignal;
}

export interface Session extends SessionOptions {
  readonly redactor: Redactor;
  readonly breaker: Breaker;
  readonly basePath: string;
  /** Requests sent so far. */
  readonly requests: number;
  /**
   * Authenticates and sends. A request that a dying connection took along is sent once more when the target lives.
   *
   * @throws InterruptedError, and TargetDiedError when the target is dead
   */
  send(request: OutgoingRequest, authentication: Authentication, from: Sender): Promise<Exchange>;
  close(): Promise<void>;
}

/** On whose behalf a request is sent. */
export interface Sender {
  readonly check?: string;
  readonly recorder?: Recorder;
}

export function openSession(options: SessionOptions): Session {
  const { target, signal } = options;
  const transport: Transport = createTransport(target, { timeoutMs: options.timeoutMs });
  const limit = createRateLimit(options.rate);
  const redactor = new Redactor();
  const { secretAccessKey, sessionToken } = target.credentials;
  redactor.learn(secretAccessKey);
  redactor.learn(sessionToken);
  const basePath = target.endpoint.pathname;
  let requests = 0;

  async function transmit(request: OutgoingRequest, authentication: Authentication): Promise<Exchange> {
    requests += 1;
    const exchange = await transport.send(await authenticate(request, authentication, target), signal);
    redactor.learnFrom(exchange);
    return exchange;
  }

  const breaker = createBreaker({
    ...(options.probePausesMs === undefined ? {} : { pausesMs: options.probePausesMs }),
    async probe() {
      const exchange = await transmit(
        buildFormRequest(basePath, 'Action=GetCallerIdentity&Version=2011-06-15'),
        {
          kind: 'none',
        },
      );
      return exchange.response.kind === 'answer' || exchange.response.cause === 'aborted';
    },
  });

  async function attempt(
    request: OutgoingRequest,
    authentication: Authentication,
    from: Sender,
  ): Promise<Exchange> {
    await breaker.gate();
    await limit.acquire(signal);
    if (signal.aborted) throw new InterruptedError();
    const exchange = await transmit(request, authentication);
    from.recorder?.add(exchange);
    if (from.recorder !== undefined) from.recorder.requests += 1;
    if (exchange.response.kind === 'answer') {
      breaker.answered();
      return exchange;
    }
    if (exchange.response.cause === 'aborted') throw new InterruptedError();
    await breaker.unanswered(exchange, from.check);
    return exchange;
  }

  return {
    ...options,
    redactor,
    breaker,
    basePath,
    get requests() {
      return requests;
    },
    async send(request, authentication, from) {
      const exchange = await attempt(request, authentication, from);
      const { response } = exchange;
      const lost =
        response.kind === 'no-answer' && (response.cause === 'refused' || response.cause === 'reset');
      // The target lives, so this request alone met it, or stood beside the one that did: its own answer tells.
      return lost ? attempt(request, authentication, from) : exchange;
    },
    close: () => transport.close(),
  };
}

async function authenticate(
  request: OutgoingRequest,
  authentication: Authentication,
  target: Target,
): Promise<OutgoingRequest> {
  if (authentication.kind === 'none') return request;
  const { credentials, region = target.region, service, date, tamper } = authentication;
  const signed = await sign(request, target.endpoint.host, { credentials, region, service, date });
  return tamper === undefined ? signed : tamper(signed);
}

/** A POST of an awsQuery form, as SDKs send it. */
export function buildFormRequest(path: string, form: string): OutgoingRequest {
  return {
    method: 'POST',
    path,
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'],
      ['User-Agent', `sts-conformance/${suiteFacts().version}`],
    ],
    body: form,
  };
}
