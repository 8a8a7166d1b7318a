/** Emits index.ts: what a user of the generated code imports, by name. Arbitraries have their own entry. */
import { byText, ModuleFile, type, value, wrapped } from './file.js';
import type { Symbol } from './file.js';
import { runtime } from './symbols.js';

/** Exports of the runtime that users meet in signatures and errors. */
const shown: readonly Symbol[] = [
  runtime.Draft,
  runtime.ConstraintKind,
  runtime.ValuePath,
  runtime.Violation,
  type('runtime/problem', 'Problem'),
  value('runtime/problem', 'DeserializationError'),
  value('runtime/problem', 'SerializationError'),
  value('runtime/problem', 'XmlError'),
  type('runtime/form-reader', 'FormNode'),
  value('runtime/form-reader', 'parseForm'),
  type('runtime/error-document', 'ErrorDocument'),
  value('runtime/error-document', 'readErrorResponse'),
  value('runtime/error-document', 'writeErrorResponse'),
  value('runtime/messages', 'stsMessage'),
  value('runtime/messages', 'smithyMessage'),
  value('runtime/xml-writer', 'replaceUnwritable'),
];

export function emitIndex(files: readonly ModuleFile[]): ModuleFile {
  const index = new ModuleFile('index.ts');
  const modules = new Map<string, { readonly name: string; readonly isType: boolean }[]>();
  for (const file of files) modules.set(file.path.replace(/\.ts$/, ''), file.exports);
  for (const { module, name, isType } of shown) {
    modules.set(module, [...(modules.get(module) ?? []), { name, isType }]);
  }
  for (const [module, exports] of modules) {
    for (const isType of [true, false]) {
      const names = exports.filter((exported) => exported.isType === isType).map(({ name }) => name);
      if (names.length === 0) continue;
      const open = `export ${isType ? 'type ' : ''}{ `;
      index.addStatement(wrapped(open, names.sort(byText), ` } from './${module}.js';`).trimStart());
    }
  }
  return index;
}
