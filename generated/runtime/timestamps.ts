// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `timestamps` of the core. */
export { formatDateTime, formatEpochSeconds, formatHttpDate, parseDateTime, parseEpochSeconds, parseHttpDate } from './core.js';
