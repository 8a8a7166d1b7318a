/** One generated file: statements collected as structures, imports derived from what they use, printed in one call. */
import { IndentationText, NewLineKind, Project, QuoteKind, StructureKind } from 'ts-morph';
import type {
  ClassDeclarationStructure,
  FunctionDeclarationStructure,
  InterfaceDeclarationStructure,
  StatementStructures,
} from 'ts-morph';
import { homeOf } from './core-modules.js';

/** An export of another module; naming it in a file is what imports it there. */
export interface Symbol {
  readonly module: string;
  readonly name: string;
  readonly isType: boolean;
}

/** A value that `module` exports: a path within the output without extension, or a package. */
export function value(module: string, name: string): Symbol {
  return { module, name, isType: false };
}

/** A type that `module` exports. */
export function type(module: string, name: string): Symbol {
  return { module, name, isType: true };
}

/** What another file can import from this one. */
export interface Exported {
  readonly name: string;
  readonly isType: boolean;
}

/** Collects the statements of one module. */
export class ModuleFile {
  /** Path within the output, `types.ts`. */
  readonly path: string;
  readonly exports: Exported[] = [];
  readonly #imports = new Map<string, Map<string, boolean>>();
  readonly #namespaces = new Map<string, string>();
  readonly #statements: (StatementStructures | string)[] = [];

  constructor(path: string) {
    this.path = path;
  }

  /** The symbol's name, to be printed; the import comes by itself. */
  use({ module: origin, name, isType }: Symbol): string {
    const module = homeOf(origin);
    if (`${module}.ts` === this.path) return name;
    const names = this.#imports.get(module) ?? new Map<string, boolean>();
    this.#imports.set(module, names.set(name, (names.get(name) ?? true) && isType));
    return name;
  }

  /** Imports a package as one name. */
  useNamespace(module: string, name: string): void {
    this.#namespaces.set(module, name);
  }

  /** Adds an interface, class or function, exported when `isExported`. */
  add(
    statement: InterfaceDeclarationStructure | ClassDeclarationStructure | FunctionDeclarationStructure,
  ): void {
    if (statement.isExported === true && statement.name !== undefined) {
      this.exports.push({ name: statement.name, isType: statement.kind === StructureKind.Interface });
    }
    this.#statements.push(statement);
  }

  /** Adds a type alias or constant as text, with its documentation. */
  addText(
    declaration: Exported & {
      readonly docs?: string | undefined;
      readonly text: string;
      readonly isExported?: boolean;
    },
  ): void {
    const { name, isType, docs, text, isExported = true } = declaration;
    if (isExported) this.exports.push({ name, isType });
    const comment = docs === undefined ? '' : `${docComment(docs)}\n`;
    this.#addText(`${comment}${isExported ? 'export ' : ''}${text}`);
  }

  /** Adds a bare statement. */
  addStatement(text: string): void {
    this.#addText(text);
  }

  /** Structures bring their own empty lines, texts do not. */
  #addText(text: string): void {
    const last = this.#statements.at(-1);
    this.#statements.push(last === undefined || typeof last === 'string' ? `\n${text}` : text);
  }

  /** True while nothing was added. */
  get isEmpty(): boolean {
    return this.#statements.length === 0;
  }

  /** The text of the file under `header`. Equal input gives equal bytes. */
  print(header: string): string {
    const project = new Project({
      useInMemoryFileSystem: true,
      skipLoadingLibFiles: true,
      skipFileDependencyResolution: true,
      manipulationSettings: {
        indentationText: IndentationText.TwoSpaces,
        quoteKind: QuoteKind.Single,
        newLineKind: NewLineKind.LineFeed,
      },
    });
    const imports = this.#importStatements();
    const statements = [
      header,
      ...(imports[0] === undefined ? [] : [`\n${imports[0]}`, ...imports.slice(1)]),
      ...this.#statements,
    ];
    const text = project.createSourceFile(`/${this.path}`, { statements }).getFullText();
    return `${text.trimEnd()}\n`;
  }

  #importStatements(): readonly string[] {
    const lines = [...this.#namespaces].map(([module, name]) => `import * as ${name} from '${module}';`);
    for (const [module, names] of [...this.#imports].sort(byName)) {
      for (const isType of [true, false]) {
        const wanted = [...names].filter(([, typeOnly]) => typeOnly === isType).map(([name]) => name);
        if (wanted.length === 0) continue;
        const list = wrapped(
          `import ${isType ? 'type ' : ''}{ `,
          wanted.sort(byText),
          ` } from '${specifierFrom(module)}';`,
        );
        lines.push(list);
      }
    }
    return lines;
  }
}

/** `runtime/draft` -> `./runtime/draft.js`; packages as they are. */
function specifierFrom(module: string): string {
  return module.startsWith('@') || module === 'fast-check' ? module : `./${module}.js`;
}

/** `open a, b close` on one line, or one name a line where that is too long. */
export function wrapped(open: string, names: readonly string[], close: string): string {
  const line = `${open}${names.join(', ')}${close}`;
  if (line.length <= 110) return line;
  return `${open.trimEnd()}\n${names.map((name) => `  ${name},\n`).join('')}${close.trimStart()}`;
}

/** Text as a documentation comment; it cannot end the comment. */
export function docComment(docs: string): string {
  const lines = docs.split('\n');
  if (lines.length === 1) return `/** ${docs} */`;
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */`;
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return byText(a[0], b[0]);
}

/** Order by code units: the same in every locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
