/** Functions as structures, and the names of their locals. */
import { StructureKind } from 'ts-morph';
import { lowerCamel } from '../ir/names.js';
import type { Member } from '../ir/ir.js';
import type { ModuleFile } from './file.js';

export interface FunctionText {
  readonly name: string;
  readonly isExported?: boolean;
  readonly isAsync?: boolean;
  readonly typeParameters?: readonly string[];
  readonly docs?: string | undefined;
  /** `name: type` or `name: type = default`, as they stand between the parentheses. */
  readonly parameters: readonly string[];
  readonly returns: string;
  /** Lines of the body, indented from its own left edge. */
  readonly body: readonly string[];
}

/** Adds a function declaration. */
export function addFunction(file: ModuleFile, text: FunctionText): void {
  const {
    name,
    isExported = false,
    isAsync = false,
    typeParameters = [],
    docs,
    parameters,
    returns,
    body,
  } = text;
  file.add({
    kind: StructureKind.Function,
    name,
    isExported,
    isAsync,
    typeParameters: [...typeParameters],
    docs: docs === undefined || docs === '' ? [] : [docs],
    parameters: parameters.map((parameter) => {
      const [, parameterName = '', type = '', initializer] =
        /^(\w+)\??: (.*?)(?: = (.*))?$/s.exec(parameter) ?? [];
      return { name: parameterName, type, ...(initializer === undefined ? {} : { initializer }) };
    }),
    returnType: returns,
    statements: [body.join('\n')],
  });
}

const keywords: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** Beginnings of the names of functions in the files: a local of such a name would hide one. */
const hiding = /^(form|xml|read|report|put|prefix|check|within|hide)/;

/** Names of the local variables for the members of one function: distinct, no keyword, none of `others`. */
export function localNames(
  members: readonly Member[],
  others: readonly string[],
): ReadonlyMap<Member, string> {
  const used = new Set(others);
  const names = new Map<Member, string>();
  for (const member of members) {
    const stem = lowerCamel(member.property);
    const wanted = keywords.has(stem) || hiding.test(stem) ? `${stem}_` : stem;
    let name = wanted;
    for (let suffix = 2; used.has(name); suffix += 1) name = `${wanted}_${suffix}`;
    used.add(name);
    names.set(member, name);
  }
  return names;
}

/** Lines moved to the right by `levels` steps. */
export function indented(lines: readonly string[], levels = 1): readonly string[] {
  return lines.map((line) => (line === '' ? line : `${'  '.repeat(levels)}${line}`));
}
