/** Names that are safe in TypeScript: unique without regard to case, no reserved word, no global that output uses. */

/** Names that generated modules use for something else: keywords, globals, imports and exports of our own. */
const taken: readonly string[] = (
  'break case catch class const continue debugger default delete do else enum export extends false finally for ' +
  'function if import in instanceof new null return super switch this throw true try typeof var void while with ' +
  'as implements interface let package private protected public static yield any boolean constructor declare get ' +
  'module require number set string symbol type from of bigint never object unknown undefined async await eval ' +
  'arguments infinity nan globalthis ' +
  'array arraybuffer awaited date error function headers map math number object omit partial pick promise proxy readonly ' +
  'record reflect regexp request response set string symbol typeerror uint8array url urlsearchparams weakmap ' +
  'abortsignal abortcontroller json process buffer console fetch fc ' +
  'draft violation valuepath problem writable serviceexception formnode xmlreader errordocument codec service ' +
  'serviceinfo operations operationname operationinputs operationoutputs operationfacts constraintsite constraintsites ' +
  'constraintkind constraintarbs sitearbs broken requestarbs responsearbs deserializationerror serializationerror ' +
  'xmlerror validationerror errorfacts toexception metadata requesthead serveranswer claimrequest answerwith answerwitherror ' +
  // Helpers of the runtime are called form... and read...: `formNumber`, `readXmlBlob`.
  'float32 blob datetime epochseconds httpdate byte short integer long biginteger float double bigdecimal list map timestamp missing'
).split(' ');

/** Properties that every object has: a member of such a name would be found on objects that lack it. */
const inherited: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
]);
/** Properties of `ServiceException`: members of errors keep clear of them. */
const ofExceptions: ReadonlySet<string> = new Set(['name', 'stack', 'cause', 'code']);

/** Names that output derives from those of shapes and operations: `serializeAssumeRoleRequest`, `tagArb`. */
const derived =
  /^(serialize|deserialize|validate|redact|representable|check|form|xml|read|entryOf|attributesOf|contentOf|sitesOf|fill)|Arb$/;

/** Hands out each name once. Names that differ in case alone count as equal, so that names derived from them differ. */
export class Namer {
  readonly #used = new Set(taken);

  /** Makes names of the service's own unavailable: those of its client and exceptions. */
  constructor(reserved: readonly string[] = []) {
    for (const name of reserved) this.#used.add(name.toLowerCase());
  }

  /**
   * `wanted`, or `wanted_2`, `wanted_3` ... where it is taken; with each of `endings` behind it, it is free too, and
   * taken then. Underscores keep it a legal identifier. Names that look derived start in upper case.
   */
  name(wanted: string, endings: readonly string[] = []): string {
    const stem = derived.test(wanted) ? upperFirst(wanted) : wanted;
    const all = (name: string): string[] => ['', ...endings].map((ending) => (name + ending).toLowerCase());
    let name = stem;
    for (let suffix = 2; all(name).some((one) => this.#used.has(one)); suffix += 1)
      name = `${stem}_${suffix}`;
    for (const one of all(name)) this.#used.add(one);
    return name;
  }
}

/** Name of the property for a member of a structure, union or error. Its name on the wire does not change. */
export function propertyName(member: string, owner: 'structure' | 'error'): string {
  const clash = inherited.has(member) || (owner === 'error' && ofExceptions.has(member));
  return clash ? `${member}_` : member;
}

/** `RoleArn` -> `roleArn`, `SAMLAssertion` -> `samlAssertion`, `URL` -> `url`. */
export function lowerCamel(name: string): string {
  return name.replace(/^_*([A-Z]+(?![a-z])|[A-Z])/, (start) => start.toLowerCase());
}

/** `tagList` -> `TagList`. */
export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `AWS Sts v2` -> `AwsStsV2`: words capitalized and joined, all-capital words lowered behind their first letter. */
export function upperCamel(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words
    .map((word) => (word === word.toUpperCase() ? word.toLowerCase() : word))
    .map(upperFirst)
    .join('');
  return /^[A-Za-z]/.test(name) ? name : `Service${name}`;
}
