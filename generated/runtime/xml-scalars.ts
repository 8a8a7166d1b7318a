// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `xml-scalars` of the core. */
export { readXmlString, readXmlByte, readXmlShort, readXmlInteger, readXmlLong, readXmlBigInteger, readXmlFloat, readXmlDouble, readXmlBigDecimal, readXmlBoolean, readXmlBlob, readXmlDateTime, readXmlEpochSeconds, readXmlHttpDate } from './core.js';
