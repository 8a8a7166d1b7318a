// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `form-writer` of the core. */
export { encodeForm, formBoolean, formNumber, formFloat32, formBigint, formBlob, formDateTime, formEpochSeconds, formHttpDate } from './core.js';
