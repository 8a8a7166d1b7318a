/** Identifiers in the forms that the live service gives them, made from random bytes. */

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const alphanumerics = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Lower-case UUID, version 4, from 16 bytes (request ids are that). */
export function uuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  const variant = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant.toString(16)}${hex.slice(18, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

export function alphanumeric(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphanumerics[byte % alphanumerics.length]).join('');
}

/**
 * `ASIA` and 16 more characters from 5 random bytes. Key ids name their account: their first 48 bits in base 32 are a
 * one, the account number in 40 bits, and 7 bits of the key (publicly analysed, not documented).
 */
export function accessKeyId(accountId: string, bytes: Uint8Array): string {
  const random = Array.from(bytes).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let rest = (1n << 79n) | (BigInt(accountId) << 39n) | (random & ((1n << 39n) - 1n));
  let text = '';
  for (let count = 0; count < 16; count += 1) {
    text = `${base32[Number(rest & 31n)]}${text}`;
    rest >>= 5n;
  }
  return `ASIA${text}`;
}

/** The account that a key id names; undefined where the id is not of that form. */
export function accountOfAccessKeyId(id: string): string | undefined {
  if (!/^(?:AKIA|ASIA)[Q-Z2-7][A-Z2-7]{15}$/u.test(id)) return undefined;
  let bits = 0n;
  for (const character of id.slice(4)) bits = (bits << 5n) | BigInt(base32.indexOf(character));
  const account = ((bits >> 39n) & ((1n << 40n) - 1n)).toString();
  return account.length > 12 ? undefined : account.padStart(12, '0');
}
