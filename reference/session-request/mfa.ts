/** Multi-factor authentication of a request: serial number and one-time code. */
import { isTotpCode } from '../../world/totp.js';
import type { SignedContext } from '../context.js';
import { accessDenied } from '../service-error.js';

export interface MfaRequest {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

/**
 * True when a right code of one of the caller's devices was given, false when neither part was. A code may be used more than
 * once while it is valid: whether live STS refuses that is not known.
 *
 * @throws ServiceError AccessDenied for one part alone, a device that is not the caller's, or a wrong code (texts reported)
 */
export function checkMfa(context: SignedContext, { SerialNumber, TokenCode }: MfaRequest): boolean {
  if (SerialNumber === undefined && TokenCode === undefined) return false;
  if (SerialNumber === undefined || TokenCode === undefined) {
    throw accessDenied(
      'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
    );
  }
  const devices = context.caller.kind === 'user' ? context.caller.user.mfaDevices : [];
  const device = devices.find(({ serialNumber }) => serialNumber === SerialNumber);
  if (device === undefined) {
    throw accessDenied(
      'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and ' +
        'associated with this user.',
    );
  }
  if (!isTotpCode(device, TokenCode, context.now)) {
    throw accessDenied('MultiFactorAuthentication failed with invalid MFA one time pass code.');
  }
  return true;
}
