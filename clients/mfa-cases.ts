/** Calls with one-time codes. They come first: a code is good for half a minute before and after its own. */
import { defaultWorld } from '../world/default.js';
import { mintTotpCode } from '../world/mint.js';
import type { ClientCase } from './client-case.js';
import { account, assume, errors, fails, issuedKey, succeeds } from './known.js';

const codeMs = 30_000;

export function mfaCases(now: Date): readonly ClientCase[] {
  const SerialNumber = `arn:aws:iam::${account}:mfa/alice`;
  const TokenCode = mintTotpCode(defaultWorld, SerialNumber, now);
  // Another one, should a code be good only once.
  const next = mintTotpCode(defaultWorld, SerialNumber, new Date(now.getTime() + codeMs));
  const wrong = String((Number(TokenCode) + 1) % 1_000_000).padStart(6, '0');
  const issued = { 'Credentials.AccessKeyId': issuedKey };
  return [
    succeeds('AssumeRole with MFA', 'AssumeRole', assume('mfa', { SerialNumber, TokenCode }), issued),
    succeeds('GetSessionToken with MFA', 'GetSessionToken', { SerialNumber, TokenCode: next }, issued),
    fails(
      'GetSessionToken with a wrong code',
      'GetSessionToken',
      { SerialNumber, TokenCode: wrong },
      {
        ...errors.accessDenied,
        message: 'MultiFactorAuthentication failed with invalid MFA one time pass code.',
      },
    ),
  ];
}
