// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `scalars` of the core. */
export type { ScalarType } from './core.js';
export { byteType, shortType, integerType, longType, bigIntegerType, floatType, doubleType, bigDecimalType, booleanType, blobType, dateTimeType, epochSecondsType, httpDateType, readScalar } from './core.js';
