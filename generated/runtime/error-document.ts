// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `error-document` of the core. */
export type { ErrorDocument, ErrorContent } from './core.js';
export { readErrorResponse, readErrorMembers, writeErrorResponse } from './core.js';
