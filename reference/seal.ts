/** Sealed texts: encrypted and authenticated with AES-256-GCM, compressed, opened by the endpoint that has the key. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const nonceBytes = 12;
const tagBytes = 16;

export class Sealer {
  readonly #key: Uint8Array;

  /** Keys of different purposes have nothing to do with each other, so a text of one does not open under another. */
  constructor(secret: Uint8Array, purpose: string) {
    this.#key = new Uint8Array(hkdfSync('sha256', secret, '', `sts-conformance ${purpose}`, 32));
  }

  /**
   * Nonce, cipher text and tag. The nonce depends on text and random bytes both: under a key that is kept for long, repeated
   * random bytes never seal two texts with one nonce.
   */
  seal(text: string, random: Uint8Array): Buffer {
    const packed = deflateRawSync(text);
    const nonce = createHmac('sha256', this.#key)
      .update(random)
      .update(packed)
      .digest()
      .subarray(0, nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: tagBytes });
    return Buffer.concat([nonce, cipher.update(packed), cipher.final(), cipher.getAuthTag()]);
  }

  /** Undefined for what was not sealed with this key, or was changed since. */
  open(sealed: Buffer): string | undefined {
    if (sealed.length < nonceBytes + tagBytes) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    try {
      const packed = [decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()];
      return inflateRawSync(Buffer.concat(packed)).toString();
    } catch {
      return undefined;
    }
  }
}

/** Bytes of base64 text in its one canonical spelling; undefined for other spellings, which decoding would tolerate. */
export function decodeExactly(base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : undefined;
}
