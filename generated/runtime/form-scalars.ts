// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `form-scalars` of the core. */
export type { FormEntry } from './core.js';
export { readFormByte, readFormShort, readFormInteger, readFormLong, readFormBigInteger, readFormFloat, readFormDouble, readFormBigDecimal, readFormBoolean, readFormBlob, readFormDateTime, readFormEpochSeconds, readFormHttpDate, readFormList, readFormMap } from './core.js';
