/** Puts the modules of the runtime's core into one file. */
import { coreModules } from './emit/core-modules.js';

/**
 * Texts of the runtime by path, the modules of the core replaced by `core.ts` and by re-exports from it under their
 * own names. Throws where two of them declare the same name.
 */
export function mergeCore(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const parts = coreModules.flatMap((name) => {
    const text = texts.get(`${name}.ts`);
    return text === undefined ? [] : [{ name, text }];
  });
  if (parts.length === 0) return texts;
  checkNames(parts);
  const merged = new Map(texts);
  merged.set('core.ts', coreText(parts));
  for (const { name, text } of parts) merged.set(`${name}.ts`, reexports(name, text));
  return new Map([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface Part {
  readonly name: string;
  readonly text: string;
}

const importPattern = /^import (type )?\{([^}]*)\} from '([^']+)';\n/gm;
const declarationPattern =
  /^(export )?(?:async )?(function|class|const|let|interface|type|enum) ([A-Za-z_$][\w$]*)/gm;

function coreText(parts: readonly Part[]): string {
  const own = new Set(parts.map(({ name }) => `./${name}.js`));
  const imports = new Map<string, Set<string>>();
  const bodies = parts.map(({ name, text }) => {
    const body = text.replace(importPattern, (_, isType: string | undefined, names: string, from: string) => {
      if (own.has(from)) return '';
      const key = `import ${isType ?? ''}|${from}`;
      const known = imports.get(key) ?? new Set<string>();
      for (const imported of names.split(',')) if (imported.trim() !== '') known.add(imported.trim());
      imports.set(key, known);
      return '';
    });
    return `// ---- ${name} ----\n\n${body.trim()}\n`;
  });
  const lines = [...imports]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, names]) => {
      const [head = '', from = ''] = key.split('|');
      return `${head}{ ${[...names].sort().join(', ')} } from '${from}';\n`;
    });
  return [
    '/** What serializers, deserializers and validators need, in one file: it is imported in a fraction of the time of many. */\n',
    lines.join(''),
    '\n',
    bodies.join('\n'),
  ].join('');
}

function reexports(name: string, text: string): string {
  const names = { values: [] as string[], types: [] as string[] };
  for (const [, exported, kind, declared = ''] of text.matchAll(declarationPattern)) {
    if (exported === undefined) continue;
    names[kind === 'interface' || kind === 'type' ? 'types' : 'values'].push(declared);
  }
  return `/** The part \`${name}\` of the core. */\n${reexport('export type', names.types)}${reexport('export', names.values)}`;
}

function reexport(head: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${head} { ${names.join(', ')} } from './core.js';\n`;
}

function checkNames(parts: readonly Part[]): void {
  const owners = new Map<string, string>();
  for (const { name, text } of parts) {
    for (const [, , , declared = ''] of text.matchAll(declarationPattern)) {
      const owner = owners.get(declared);
      // An overload, or a type and a value of one name, stay in one module.
      if (owner !== undefined && owner !== name)
        throw new Error(`${owner} and ${name} both declare ${declared}`);
      owners.set(declared, name);
    }
  }
}
