import { Client, errors } from 'undici';
import type { Answer, Exchange, NoAnswer, OutgoingRequest } from './exchange.js';
import type { Target } from './target.js';
import { causeOf } from './transport-errors.js';

/** Sends requests exactly as they are written and survives whatever comes back. */
export interface Transport {
  /**
   * Sends one request. What the target does, or fails to do, is data in the exchange; it throws only for a request
   * that HTTP cannot carry. A connection that the target had closed while it was idle is replaced once, unseen.
   */
  send(request: OutgoingRequest, signal?: AbortSignal): Promise<Exchange>;
  /** Ends every connection. Requests that are under way end as `aborted`. */
  close(): Promise<void>;
}

export interface TransportOptions {
  /** From sending a request to the last byte of its answer. */
  readonly timeoutMs: number;
  /** How much of a body is read; 1 MiB by default. */
  readonly maxBodyBytes?: number;
  /** How long the head of an answer may be; 64 KiB by default. */
  readonly maxHeaderBytes?: number;
}

/**
 * Opens no connection before the first request. Connections are kept alive and never shared between two requests at a
 * time; there are as many as requests are sent at once. Redirects are not followed, bodies not decompressed.
 */
export function createTransport(
  target: Pick<Target, 'endpoint' | 'caCertificate'>,
  options: TransportOptions,
): Transport {
  const limits: Limits = {
    timeoutMs: options.timeoutMs,
    maxBodyBytes: options.maxBodyBytes ?? 1024 * 1024,
    maxHeaderBytes: options.maxHeaderBytes ?? 64 * 1024,
  };
  const idle: Connection[] = [];
  const open = new Set<Connection>();
  let closed = false;

  function take(): Connection {
    const connection = idle.pop();
    if (connection !== undefined) return connection;
    const fresh = connect(target, limits);
    open.add(fresh);
    return fresh;
  }

  async function discard(connection: Connection): Promise<void> {
    open.delete(connection);
    await connection.client.destroy();
  }

  async function attempt(request: OutgoingRequest, deadline: number, signal?: AbortSignal): Promise<Attempt> {
    const connection = take();
    const result = await dispatch(connection, request, { ...limits, deadline, signal });
    if (result.reusable && !closed) idle.push(connection);
    else await discard(connection);
    return result;
  }

  return {
    async send(request, signal) {
      const sentAt = Date.now();
      const started = performance.now();
      const deadline = started + limits.timeoutMs;
      let result = await attempt(request, deadline, signal);
      if (result.stale) {
        // Other idle connections are as old as the one that failed.
        await Promise.all(idle.splice(0).map(discard));
        result = await attempt(request, deadline, signal);
      }
      return { request, response: result.response, sentAt, durationMs: performance.now() - started };
    },
    async close() {
      closed = true;
      await Promise.all([...open].map(discard));
    },
  };
}

type Limits = Required<TransportOptions>;

/** One client of undici holds one connection at a time. */
interface Connection {
  readonly client: Client;
  /** Answers received on the present connection. */
  served: number;
}

interface Attempt {
  readonly response: Answer | NoAnswer;
  /** True where the connection may carry another request. */
  readonly reusable: boolean;
  /** True where the failure may be that of an idle connection, not of this request. */
  readonly stale: boolean;
}

function connect(target: Pick<Target, 'endpoint' | 'caCertificate'>, limits: Limits): Connection {
  const client = new Client(target.endpoint.origin, {
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      timeout: limits.timeoutMs,
      ...(target.caCertificate === undefined ? {} : { ca: target.caCertificate }),
    },
  });
  const connection: Connection = { client, served: 0 };
  client.on('connect', () => (connection.served = 0));
  // Failures reach the request they belong to; without a listener nothing else may hear of them either.
  client.on('connectionError', () => undefined);
  return connection;
}

interface DispatchLimits extends Limits {
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
}

function dispatch(
  connection: Connection,
  request: OutgoingRequest,
  limits: DispatchLimits,
): Promise<Attempt> {
  return new Promise((resolve, reject) => {
    const reused = connection.served > 0;
    const received: Buffer[] = [];
    let length = 0;
    let status: number | undefined;
    let headers: Answer['headers'] = [];
    let stop: ((reason: Error) => void) | undefined;
    let settled = false;

    const timer = setTimeout(
      () => {
        giveUp('timeout', `no complete answer within ${limits.timeoutMs} ms`);
      },
      Math.max(0, limits.deadline - performance.now()),
    );
    const onAbort = (): void => giveUp('aborted', 'the run was interrupted');
    limits.signal?.addEventListener('abort', onAbort);
    if (limits.signal?.aborted) return onAbort();

    function settle(attempt: Attempt): void {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      limits.signal?.removeEventListener('abort', onAbort);
      resolve(attempt);
    }

    function answer(truncated: boolean): Answer {
      const body = Buffer.concat(received, Math.min(length, limits.maxBodyBytes));
      return { kind: 'answer', status: status ?? 0, headers, body, text: body.toString('utf8'), truncated };
    }

    function noAnswer(cause: NoAnswer['cause'], detail: string): NoAnswer {
      if (status === undefined) return { kind: 'no-answer', cause, detail };
      const far = `${detail}, after status ${status} and ${length} bytes of the body`;
      return { kind: 'no-answer', cause, detail: far, status };
    }

    function giveUp(cause: NoAnswer['cause'], detail: string): void {
      settle({ response: noAnswer(cause, detail), reusable: false, stale: false });
      stop?.(new errors.RequestAbortedError());
    }

    connection.client.dispatch(
      {
        path: request.path,
        method: request.method,
        headers: request.headers.flatMap(([name, value]) => [name, value]),
        body: request.body,
      },
      {
        onRequestStart(controller) {
          stop = (reason) => controller.abort(reason);
          if (settled) stop(new errors.RequestAbortedError());
        },
        onRequestUpgrade(_controller, statusCode, _headers, socket) {
          socket.destroy();
          status = statusCode;
          settle({ response: answer(false), reusable: false, stale: false });
        },
        onResponseStart(controller, statusCode) {
          if (statusCode < 200) return;
          status = statusCode;
          headers = readHeaders(controller.rawHeaders);
        },
        onResponseData(controller, chunk) {
          const room = limits.maxBodyBytes - length;
          if (room > 0) received.push(chunk.subarray(0, room));
          length += chunk.length;
          if (length <= limits.maxBodyBytes) return;
          settle({ response: answer(true), reusable: false, stale: false });
          controller.abort(new errors.RequestAbortedError());
        },
        onResponseEnd() {
          connection.served += 1;
          settle({ response: answer(false), reusable: true, stale: false });
        },
        onResponseError(_controller, error) {
          if (settled) return;
          if (isOurFault(error)) {
            settled = true;
            clearTimeout(timer);
            limits.signal?.removeEventListener('abort', onAbort);
            reject(error);
            return;
          }
          const { cause, detail } = causeOf(error);
          const stale = reused && status === undefined && (cause === 'reset' || cause === 'not-http');
          settle({ response: noAnswer(cause, detail), reusable: false, stale });
        },
      },
    );
  });
}

/** A request that HTTP cannot carry: a control character in a header, a length that is not the body's. */
function isOurFault(error: Error): boolean {
  return (
    error instanceof errors.InvalidArgumentError ||
    error instanceof errors.NotSupportedError ||
    error instanceof errors.RequestContentLengthMismatchError
  );
}

function readHeaders(raw: unknown): Answer['headers'] {
  const headers: [string, string][] = [];
  if (!Array.isArray(raw)) return headers;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    headers.push([latin1(raw[i]).toLowerCase(), latin1(raw[i + 1])]);
  }
  return headers;
}

/** Header bytes one to one: what is not ASCII must neither fail nor merge. */
function latin1(part: unknown): string {
  return Buffer.isBuffer(part) ? part.toString('latin1') : String(part);
}
