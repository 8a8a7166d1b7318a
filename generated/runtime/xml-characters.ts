// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The part `xml-characters` of the core. */
export { isXmlCharacter, isLegal, isXmlSpace, NAME_START, NAME_PART, asciiNames, startsName, continuesName } from './core.js';
