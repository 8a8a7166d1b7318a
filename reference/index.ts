/** A reference STS endpoint: answers as the evidence says the live one does. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { defaultWorld } from '../world/default.js';
import { readWorld } from '../world/read.js';
import type { World } from '../world/world.js';
import { answer } from './dispatch.js';
import { buildSeams, type FaultName } from './faults.js';
import { pooled } from './random-pool.js';
import { createEndpointServer } from './server.js';
import { type RandomBytes, State } from './state.js';

export { describeFault, type FaultName, faultNames } from './faults.js';
export { operationsWithoutHandler } from './operations/index.js';
export type { RandomBytes } from './state.js';

export interface ReferenceOptions {
  /** The built-in world unless given. */
  readonly world?: World | undefined;
  /** The current time unless given: of the Date header, of expirations, of signature ages. */
  readonly clock?: (() => Date) | undefined;
  /** Gives that many random bytes. With clock and randomness given, equal requests get equal bytes (but for ES384 tokens, and for the port in issuers). */
  readonly random?: RandomBytes | undefined;
  /** What the endpoint gets wrong on purpose. */
  readonly faults?: readonly FaultName[] | undefined;
  /** A free port unless given. */
  readonly port?: number | undefined;
  /** 127.0.0.1 unless given. */
  readonly host?: string | undefined;
  /** PEM texts: the endpoint then speaks https alone. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Secret that seals session tokens and authorization messages: with one that is kept they survive a restart. */
  readonly stateKey?: Uint8Array | undefined;
  /** Told of exceptions behind an InternalFailure: defects of the endpoint. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

export interface Reference {
  /** `http://127.0.0.1:port`, or `https://...`, without a slash at the end. */
  readonly url: string;
  /**
   * Stops listening and resolves once every request in flight is answered. After `graceMs`, where given, the connections that
   * are left are cut.
   */
  close(graceMs?: number): Promise<void>;
}

/**
 * Starts an endpoint.
 *
 * @throws WorldError for a world with mistakes
 * @throws Error of the listening socket, such as EADDRINUSE, and of TLS material that cannot be used
 */
export async function startReference(options: ReferenceOptions = {}): Promise<Reference> {
  const { clock = () => new Date(), random = pooled(randomBytes), host = '127.0.0.1' } = options;
  const world = options.world === undefined ? defaultWorld : readWorld(options.world);
  let url = '';
  const endpoint = {
    url: () => url,
    state: new State(world, random, clock, options.stateKey),
    seams: buildSeams(options.faults ?? []),
    onError: options.onError ?? (() => undefined),
  };
  const { server, close } = createEndpointServer((request) => answer(endpoint, request), options.tls);
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  url = `${options.tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return { url, close };
}
