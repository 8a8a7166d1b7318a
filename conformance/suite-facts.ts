import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Version of this package and the SHA-256 of the model that its code was generated from. */
export interface SuiteFacts {
  readonly version: string;
  readonly modelSha256: string;
}

let facts: SuiteFacts | undefined;

/** Read once from the files of the package, wherever this module lies in it. */
export function suiteFacts(): SuiteFacts {
  facts ??= readFacts(packageRoot(dirname(fileURLToPath(import.meta.url))));
  return facts;
}

function packageRoot(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, 'package.json')) || parent === folder ? folder : packageRoot(parent);
}

function readFacts(root: string): SuiteFacts {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : '';
  const model = readFileSync(join(root, 'model', 'sts.json'));
  return { version, modelSha256: createHash('sha256').update(model).digest('hex') };
}
