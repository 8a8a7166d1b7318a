/** Which modules of the runtime become one file of the output: importing one file takes a fraction of importing fifteen. */

/** Path of that file within the output, without extension. */
export const corePath = 'runtime/core';

/**
 * Names of the modules, each after those that it imports: all that serializers, deserializers and validators need.
 * Their top-level names must differ.
 */
export const coreModules = [
  'problem',
  'numbers',
  'timestamps',
  'scalars',
  'form-writer',
  'form-scalars',
  'xml-characters',
  'xml-writer',
  'xml-scanner',
  'xml-reader',
  'xml-scalars',
  'error-document',
  'value-key',
  'class-pattern',
  'constraints',
] as const;

const homes = new Map<string, string>(coreModules.map((name) => [`runtime/${name}`, corePath]));

/** Where the exports of a module are found: the module itself, or the core. */
export function homeOf(module: string): string {
  return homes.get(module) ?? module;
}
