// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `xml-scanner` of the core. */
export { TAB, LF, CR, SPACE, BANG, QUOTE, APOS, SLASH, LT, EQUALS, GT, QUESTION, XmlScanner } from './core.js';
