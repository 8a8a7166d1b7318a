/**
 * What the endpoint issues and checks again. Session tokens carry their session, sealed, so nothing is kept per credential:
 * memory stays flat, and a changed bit is refused.
 */
import type { World } from '../world/world.js';
import { accountOfPrincipal } from './caller.js';
import { accessKeyId, alphanumeric, uuid } from './identifiers.js';
import { decodeExactly, Sealer } from './seal.js';
import type { Session } from './session.js';

/** Gives that many random bytes. Injected, so that two runs with one source give equal bytes. */
export type RandomBytes = (size: number) => Uint8Array;

/** A new session, without what `issue` makes for it. */
export type NewSession = Omit<Session, 'accessKeyId' | 'secretAccessKey'>;

export interface IssuedCredentials {
  readonly session: Session;
  readonly sessionToken: string;
}

/** Three bytes that make every token begin with `IQoJ` in base64, as modern ones do (documented prefix). */
const tokenPrefix = Buffer.from('IQoJ', 'base64');

export class State {
  readonly #tokens: Sealer;
  readonly #messages: Sealer;
  readonly #redeemed = new Set<string>();

  /** Endpoints with one `key` open each other's session tokens and authorization messages; without one it is random. */
  constructor(
    readonly world: World,
    readonly random: RandomBytes,
    readonly clock: () => Date,
    key: Uint8Array = random(32),
  ) {
    this.#tokens = new Sealer(key, 'session token');
    this.#messages = new Sealer(key, 'authorization message');
  }

  newRequestId(): string {
    return uuid(this.random(16));
  }

  /** `1:<region>:S:<epoch ms>:R:<8 alphanumerics>` in base64: the form inferred from live answers. */
  newExtendedRequestId(now: Date): string {
    const { region } = this.world;
    const text = `1:${region}:S:${now.getTime()}:R:${alphanumeric(this.random(8))}`;
    return Buffer.from(text).toString('base64');
  }

  /** Makes a key, a secret of 40 characters and a session token for a session. */
  issue(session: NewSession): IssuedCredentials {
    const complete: Session = {
      ...session,
      accessKeyId: accessKeyId(accountOfPrincipal(this.world, session.principal), this.random(5)),
      secretAccessKey: Buffer.from(this.random(30)).toString('base64'),
    };
    const sealed = this.#tokens.seal(JSON.stringify(complete), this.random(12));
    return { session: complete, sessionToken: Buffer.concat([tokenPrefix, sealed]).toString('base64') };
  }

  /** The session of a token; undefined for one that this endpoint did not issue. */
  open(sessionToken: string): Session | undefined {
    const bytes = decodeExactly(sessionToken);
    if (bytes?.subarray(0, tokenPrefix.length).equals(tokenPrefix) !== true) return undefined;
    const text = this.#tokens.open(bytes.subarray(tokenPrefix.length));
    return text === undefined ? undefined : (JSON.parse(text) as Session);
  }

  /** An authorization message that `decodeMessage` gives back. */
  encodeMessage(text: string): string {
    return this.#messages.seal(text, this.random(12)).toString('base64');
  }

  /** Undefined for what is no message of this endpoint. */
  decodeMessage(encoded: string): string | undefined {
    const bytes = decodeExactly(encoded);
    return bytes && this.#messages.open(bytes);
  }

  /** Takes note that a trade-in token is used up; false where it already was. */
  redeem(tradeInToken: string): boolean {
    if (this.#redeemed.has(tradeInToken)) return false;
    this.#redeemed.add(tradeInToken);
    return true;
  }
}
