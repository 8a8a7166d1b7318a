/** Runs generated code without a build: transpiles it into a temporary folder and imports it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { ts } from 'ts-morph';

/** Modules of one generated service. */
export interface LoadedCode {
  /** The exports of a file of the output, by its path: `serializers.ts`. */
  module(path: string): Promise<Readonly<Record<string, unknown>>>;
  /** Removes the folder. */
  dispose(): Promise<void>;
}

/**
 * Writes files of `generateFiles` as JavaScript below the system's temporary folder. Packages are found from this
 * package, wherever the folder lies. Types are not checked.
 */
export async function loadGenerated(files: ReadonlyMap<string, string>): Promise<LoadedCode> {
  const folder = await mkdtemp(join(tmpdir(), 'sts-conformance-'));
  try {
    await writeModules(folder, files);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    module: async (path) => {
      const url = pathToFileURL(join(folder, path.replace(/\.ts$/, '.js'))).href;
      return (await import(/* @vite-ignore */ url)) as Readonly<Record<string, unknown>>;
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

async function writeModules(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  for (const [path, text] of files) {
    const target = join(folder, path.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, resolvePackages(transpile(text)));
  }
}

function transpile(text: string): string {
  const { ESNext } = ts.ModuleKind;
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ESNext, verbatimModuleSyntax: true };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

/** Bare specifiers as URLs: a temporary folder has no packages of its own. */
function resolvePackages(code: string): string {
  return code.replace(/(\bfrom |\bimport\()'([^'.][^']*)'/g, (whole, before: string, specifier: string) => {
    return specifier.startsWith('node:') ? whole : `${before}'${import.meta.resolve(specifier)}'`;
  });
}
