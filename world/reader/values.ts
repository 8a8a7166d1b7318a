/** Readers of the values that a world consists of: names, ids, keys, policies. */
import {
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { type PolicyKind, readPolicyDocument } from '../policy/document.js';
import { isRecord } from '../policy/values.js';
import { type Read, text, usable } from './fields.js';

export const anyText = text(/^[\s\S]+$/u, 'a text that is not empty');
export const accountId = text(/^\d{12}$/u, 'an account of 12 digits');
export const regionName = text(
  /^(?:[a-z]{2}(?:-[a-z]+)+-\d|aws-global)$/u,
  'a region such as us-east-1, or aws-global',
);
export const principalName = text(/^[\w+=,.@-]{1,64}$/u, 'a name of up to 64 letters, digits and +=,.@-_');
export const path = text(/^\/(?:[!-~]{1,510}\/)?$/u, 'an IAM path, with a slash at both ends');
export const userId = text(/^AIDA[A-Z0-9]{17}$/u, 'AIDA and 17 capital letters or digits');
export const roleId = text(/^AROA[A-Z0-9]{17}$/u, 'AROA and 17 capital letters or digits');
/** Temporary keys begin with ASIA, and a world has none. */
export const accessKeyId = text(
  /^(?!ASIA)\w{16,128}$/u,
  '16 to 128 letters or digits that do not begin with ASIA',
);
export const base32 = text(/^[A-Z2-7]{16,}=*$/u, 'base 32, at least 16 characters');
export const policyArn = text(/^arn:[\w-]+:iam::(?:aws|\d{12}):policy\/\S+$/u, 'the ARN of a managed policy');
export const principalArn = text(/^arn:[\w-]+:iam::\d{12}:(?:user|role)\/\S+$/u, 'the ARN of a user or role');
export const serialNumber = text(/^[\w+=/:,.@-]{9,256}$/u, 'a serial number of 9 to 256 characters');
export const samlName = text(/^[\w.-]{1,128}$/u, 'a name of up to 128 letters, digits and ._-');
export const tagKey = text(/^[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/u, 'a tag key of up to 128 characters');
export const tagValue = text(/^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u, 'a tag value of up to 256 characters');
export const webUrl = usable(
  text(/^https?:\/\/[^\s?#]+$/u, 'a URL without query'),
  'an https URL, or an http one of a loopback address',
  requireSafe,
);
export const instant = usable(
  text(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u,
    'an instant such as 2026-07-19T12:00:00Z',
  ),
  'an instant that exists',
  (value) => new Date(value).toISOString(),
);

function requireSafe(value: string): void {
  const { protocol, hostname } = new URL(value);
  const isLoopback =
    hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/u.test(hostname);
  if (protocol !== 'https:' && !isLoopback) throw new RangeError('plain http');
}

/** A policy document. Its own mistakes are reported where they are. */
export function policy(kind: PolicyKind): Read<object> {
  return (value, pointer, mistakes) => {
    readPolicyDocument(value, pointer, { kind, variables: 'known' }, mistakes);
    return isRecord(value) ? value : undefined;
  };
}

const jwk: Read<object> = (value, pointer, mistakes) =>
  isRecord(value) ? value : mistakes.add(pointer, 'must be a JSON object');

export const publicJwk = usable(jwk, 'a public key as a JWK: RSA or EC', (key) =>
  createPublicKey({ key: key as JsonWebKey, format: 'jwk' }),
);
export const rsaPrivateJwk = usable(jwk, 'an RSA private key of at least 2048 bits as a JWK', (key) =>
  requireKey(createPrivateKey({ key: key as JsonWebKey, format: 'jwk' }), isStrongRsa),
);
export const p384PrivateJwk = usable(jwk, 'a private key on P-384 as a JWK', (key) =>
  requireKey(
    createPrivateKey({ key: key as JsonWebKey, format: 'jwk' }),
    ({ asymmetricKeyDetails }) => asymmetricKeyDetails?.namedCurve === 'secp384r1',
  ),
);
export const certificate = usable(anyText, 'a certificate in PEM', (pem) => new X509Certificate(pem));
export const pemPrivateKey = usable(anyText, 'an RSA private key of at least 2048 bits in PEM', (pem) =>
  requireKey(createPrivateKey(pem), isStrongRsa),
);

function isStrongRsa({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
}

function requireKey(key: KeyObject, isWanted: (key: KeyObject) => boolean): void {
  if (!isWanted(key)) throw new RangeError('another kind of key');
}
