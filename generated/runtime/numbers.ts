// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `numbers` of the core. */
export { byteRange, shortRange, integerRange, parseInteger, parseLong, parseBigInteger, parseDouble, parseFloat32, parseBigDecimal, compareDecimal, parseBoolean, formatDouble, formatFloat32, formatBlob, parseBlob } from './core.js';
