// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `xml-reader` of the core. */
export type { XmlLimits } from './core.js';
export { defaultXmlLimits, XmlReader } from './core.js';
