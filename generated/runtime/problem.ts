// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `problem` of the core. */
export type { Problem, ProblemPath } from './core.js';
export { report, prefixProblems, throwProblems, putEntry, DeserializationError, SerializationError, locateSerializationError, XmlError, formatPath } from './core.js';
