// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `value-key` of the core. */
export { valueKey, hasDuplicate } from './core.js';
