// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `xml-writer` of the core. */
export { escapeText, escapeAttribute, replaceUnwritable } from './core.js';
