/** Sends bytes over loopback and reads what comes back. */
import { connect, type Socket } from 'node:net';
import { readResponses, type WireResponse } from './http-response.js';
import type { PlannedRequest } from './plan.js';

/** Longest wait for an answer; the endpoint needs milliseconds. */
const patienceMs = 15_000;
/** How long broken framing may stay without an answer before the fuzzer says that nothing more comes. */
const quietMs = 25;

export interface Received {
  readonly responses: readonly WireResponse[];
  /** What is wrong with the bytes or their end. */
  readonly problem?: string;
}

/** One connection that framed requests share as long as it lives. */
export class Connection {
  #socket: Socket | undefined;

  constructor(readonly port: number) {}

  send(planned: PlannedRequest): Promise<Received> {
    return planned.framed ? this.#sendFramed(planned) : sendUnframed(this.port, planned.bytes);
  }

  close(): void {
    this.#socket?.destroy();
  }

  #sendFramed({ bytes, isHead }: PlannedRequest): Promise<Received> {
    if (this.#socket?.writable !== true) this.#socket = open(this.port);
    const socket = this.#socket;
    return collect(
      socket,
      (got, ended) => {
        const { responses, rest } = readResponses(got, isHead);
        const [response] = responses;
        if (response === undefined) {
          return ended
            ? { responses, problem: `closed without an answer, after ${got.length} bytes` }
            : undefined;
        }
        const problem = rest > 0 || responses.length > 1 ? 'more than one answer' : undefined;
        const closes = response.headers.some(([name, value]) => name === 'connection' && value === 'close');
        if (closes || problem !== undefined) socket.destroy();
        return { responses, ...(problem === undefined ? {} : { problem }) };
      },
      bytes,
    );
  }
}

/** Broken framing: whatever is answered must be whole; when nothing comes any more the request is ended. */
function sendUnframed(port: number, bytes: Buffer): Promise<Received> {
  const socket = open(port);
  const quiet = setTimeout(() => socket.end(), quietMs);
  socket.on('data', () => quiet.refresh());
  socket.once('close', () => clearTimeout(quiet));
  return collect(
    socket,
    (got, ended) => {
      if (!ended) return undefined;
      const { responses, rest } = readResponses(got, false);
      return { responses, ...(rest > 0 ? { problem: `${rest} bytes of an answer without end` } : {}) };
    },
    bytes,
  );
}

/** Reads until `finish` has a result; it is asked after every chunk and at the end. */
function collect(
  socket: Socket,
  finish: (got: Buffer, ended: boolean) => Received | undefined,
  bytes: Buffer,
): Promise<Received> {
  return new Promise((resolve) => {
    let got: Buffer = Buffer.alloc(0);
    const settle = (received: Received): void => {
      clearTimeout(patience);
      socket.off('data', onData).off('close', onClose);
      if (received.problem !== undefined) socket.destroy();
      resolve(received);
    };
    const attempt = (ended: boolean): void => {
      try {
        const received = finish(got, ended);
        if (received !== undefined) settle(received);
      } catch (error) {
        settle({ responses: [], problem: String(error) });
      }
    };
    const onData = (chunk: Buffer): void => {
      got = got.length === 0 ? chunk : Buffer.concat([got, chunk]);
      attempt(false);
    };
    const onClose = (): void => attempt(true);
    const patience = setTimeout(() => settle({ responses: [], problem: 'no answer in time' }), patienceMs);
    socket.on('data', onData).on('close', onClose);
    socket.write(bytes);
  });
}

/** A reset while the rest of a request is on its way is no answer, but no wrong one either: `close` follows. */
function open(port: number): Socket {
  return connect(port, '127.0.0.1')
    .setNoDelay()
    .on('error', () => undefined);
}
