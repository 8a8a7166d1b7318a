/**
 * What the endpoint issues and checks again. Session tokens carry their session, sealed with AES-256-GCM, so nothing is kept
 * per credential: memory stays flat, and a changed bit is refused.
 */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { accessKeyId, alphanumeric, uuid } from './identifiers.js';
import type { Session, SessionPrincipal } from './session.js';
import type { World } from '../world/world.js';

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
const nonceBytes = 12;
const tagBytes = 16;

export class State {
  readonly #key: Uint8Array;
  readonly #redeemed = new Set<string>();

  constructor(
    readonly world: World,
    readonly random: RandomBytes,
    readonly clock: () => Date,
  ) {
    this.#key = createHash('sha256').update('session token key').update(random(32)).digest();
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
      accessKeyId: accessKeyId(accountOf(this.world, session.principal), this.random(5)),
      secretAccessKey: Buffer.from(this.random(30)).toString('base64'),
    };
    return { session: complete, sessionToken: this.#seal(complete) };
  }

  /** The session of a token; undefined for one that this endpoint did not issue. */
  open(sessionToken: string): Session | undefined {
    const bytes = Buffer.from(sessionToken, 'base64');
    const start = tokenPrefix.length + nonceBytes;
    // Decoding tolerates stray characters and spare bits; only the one spelling that was issued is a token.
    if (bytes.length < start + tagBytes || bytes.toString('base64') !== sessionToken) return undefined;
    if (!bytes.subarray(0, tokenPrefix.length).equals(tokenPrefix)) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(tokenPrefix.length, start), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    try {
      const text = Buffer.concat([decipher.update(bytes.subarray(start, -tagBytes)), decipher.final()]);
      return JSON.parse(inflateRawSync(text).toString()) as Session;
    } catch {
      return undefined;
    }
  }

  /** Takes note that a trade-in token is used up; false where it already was. */
  redeem(tradeInToken: string): boolean {
    if (this.#redeemed.has(tradeInToken)) return false;
    this.#redeemed.add(tradeInToken);
    return true;
  }

  #seal(session: Session): string {
    const nonce = this.random(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: tagBytes });
    const packed = deflateRawSync(JSON.stringify(session));
    const sealed = [cipher.update(packed), cipher.final(), cipher.getAuthTag()];
    return Buffer.concat([tokenPrefix, nonce, ...sealed]).toString('base64');
  }
}

function accountOf(world: World, principal: SessionPrincipal): string {
  return principal.kind === 'root-task' ? principal.accountId : world.accountId;
}
