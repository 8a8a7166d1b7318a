/** Where things lie: the package, and the code that the bench has compiled for itself below tmp/bench. */
import { fileURLToPath } from 'node:url';

/** Root of the package, with a slash at its end. */
export const packageRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** A compiled file of generated/, by its name: `client.js`. */
export function generatedFile(name: string): string {
  return fileURLToPath(new URL(`../generated/${name}`, import.meta.url));
}
