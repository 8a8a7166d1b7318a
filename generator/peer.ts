/** ts-morph, which only generating needs: an optional peer of the package. */

/** What to do where it is missing. */
export const missingTsMorph =
  'ts-morph is not installed, and generating needs it: npx -p sts-conformance -p ts-morph sts-conformance generate';

/** True for the error of an import that failed for want of ts-morph. */
export function isMissingTsMorph(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_MODULE_NOT_FOUND' &&
    error.message.includes("'ts-morph'")
  );
}
