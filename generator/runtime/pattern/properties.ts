/** Names between the braces of `\p{}`: those of ECMA 262, and those that Java has besides. */
import { type CharacterSet, ranges } from './character-set.js';

/**
 * The set of a property, or undefined where the name means nothing here (blocks, `java...` methods). The POSIX names
 * are ASCII, as in Java, whose engine the services run; so `\p{Alpha}` and `\p{Lower}` are narrower than in ECMA 262.
 */
export function propertySet(name: string): CharacterSet | undefined {
  const posix = POSIX.get(name);
  if (posix !== undefined) return posix;
  const known = candidates(name).find(isKnown);
  return known === undefined ? undefined : { kind: 'property', name: known };
}

const POSIX: ReadonlyMap<string, CharacterSet> = new Map([
  ['Lower', ranges([0x61, 0x7a])],
  ['Upper', ranges([0x41, 0x5a])],
  ['ASCII', ranges([0x00, 0x7f])],
  ['Alpha', ranges([0x41, 0x5a], [0x61, 0x7a])],
  ['Digit', ranges([0x30, 0x39])],
  ['Alnum', ranges([0x30, 0x39], [0x41, 0x5a], [0x61, 0x7a])],
  ['Punct', ranges([0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e])],
  ['Graph', ranges([0x21, 0x7e])],
  ['Print', ranges([0x20, 0x7e])],
  ['Blank', ranges([0x09, 0x09], [0x20, 0x20])],
  ['Cntrl', ranges([0x00, 0x1f], [0x7f, 0x7f])],
  ['XDigit', ranges([0x30, 0x39], [0x41, 0x46], [0x61, 0x66])],
  ['Space', ranges([0x09, 0x0d], [0x20, 0x20])],
]);

/** Java's names of binary properties, where ECMA 262 has another. */
const JAVA_NAMES: ReadonlyMap<string, string> = new Map([
  ['Letter', 'L'],
  ['Digit', 'Nd'],
  ['Punctuation', 'P'],
  ['Control', 'Cc'],
  ['Titlecase', 'Lt'],
]);

/** What a name may stand for, most literal first. */
function candidates(name: string): string[] {
  const [key, value] = name.split('=', 2);
  if (value !== undefined) {
    const isScript = /^(?:sc|script)$/i.test(key ?? '');
    const isCategory = /^(?:gc|general_category)$/i.test(key ?? '');
    return [name, ...(isScript ? [`Script=${capitalised(value)}`] : isCategory ? [value] : [])];
  }
  const stem = name.startsWith('Is') ? name.slice(2) : undefined;
  if (stem === undefined) return [name];
  const words = capitalised(stem);
  return [JAVA_NAMES.get(words) ?? words, stem, `Script=${words}`];
}

function capitalised(name: string): string {
  return name.replaceAll(/[A-Za-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
}

function isKnown(name: string): boolean {
  if (!/^[A-Za-z0-9_=]+$/.test(name)) return false;
  try {
    return new RegExp(`\\p{${name}}`, 'u').unicode;
  } catch {
    return false;
  }
}
