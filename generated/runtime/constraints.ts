// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `constraints` of the core. */
export { scalarLength, reportMissing, checkText, checkLength, checkCount, checkPattern, checkRange, checkDecimalRange, checkEnum, checkUnique, within, hideValues, entrySegment } from './core.js';
