/** Codes of MFA devices: RFC 6238 with SHA-1, 6 digits and 30 seconds. */
import { Secret, TOTP } from 'otpauth';
import type { MfaDevice, World } from './world.js';

/**
 * The code that a device of the world shows at an instant.
 *
 * @throws RangeError when the world has no device of that serial number
 */
export function mintTotpCode(world: World, serialNumber: string, now: Date): string {
  const device = world.users
    .flatMap((user) => user.mfaDevices)
    .find((candidate) => candidate.serialNumber === serialNumber);
  if (device === undefined) throw new RangeError(`the world has no MFA device ${serialNumber}`);
  return generator(device).generate({ timestamp: now.getTime() });
}

/** True for the code of this instant, of the 30 seconds before and of those after (RFC 6238, section 5.2). */
export function isTotpCode(device: MfaDevice, code: string, now: Date): boolean {
  return generator(device).validate({ token: code, timestamp: now.getTime(), window: 1 }) !== null;
}

function generator(device: MfaDevice): TOTP {
  return new TOTP({ secret: Secret.fromBase32(device.seed), algorithm: 'SHA1', digits: 6, period: 30 });
}
