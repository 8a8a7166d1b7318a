// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `class-pattern` of the core. */
export type { TextPattern } from './core.js';
export { classPattern } from './core.js';
