/** Character classes in brackets. */
import { type CharacterSet, ranges } from './character-set.js';
import { type Atom, atomSet, codePointOf, readEscape } from './escapes.js';
import { PatternError, type Scanner } from './scanner.js';

/** Called after `[`. A nested `[` is a class of its own where the brackets balance, else a character. */
export function readClass(scanner: Scanner, ignoreCase: boolean): CharacterSet {
  const { position, depth } = scanner;
  try {
    return classBody(scanner, ignoreCase, true);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    scanner.position = position;
    scanner.depth = depth;
    return classBody(scanner, ignoreCase, false);
  }
}

function classBody(scanner: Scanner, ignoreCase: boolean, nesting: boolean): CharacterSet {
  scanner.enter();
  const isNegated = scanner.take('^');
  const operands: CharacterSet[] = [];
  let parts: CharacterSet[] = [];
  while (!scanner.take(']')) {
    if (scanner.takeAny('&&') !== undefined) {
      operands.push({ kind: 'union', sets: parts });
      parts = [];
    } else if (nesting && scanner.take('[')) parts.push(classBody(scanner, ignoreCase, true));
    else parts.push(classItem(scanner, nesting));
  }
  scanner.leave();
  const body: CharacterSet = { kind: 'union', sets: parts };
  const all = parts.length === 0 ? operands : [...operands, body];
  const positive: CharacterSet = operands.length === 0 ? body : { kind: 'intersection', sets: all };
  const set: CharacterSet = ignoreCase ? { kind: 'ignoreCase', set: positive } : positive;
  return isNegated ? { kind: 'complement', set } : set;
}

/** A character, a class escape or a range. A hyphen beside a class is a character. */
function classItem(scanner: Scanner, nesting: boolean): CharacterSet {
  const low = classAtom(scanner);
  const isRange = scanner.peek() === '-' && scanner.peek(1) !== ']';
  if (!isRange || !('codePoint' in low)) return atomSet(low);
  const afterLow = scanner.position;
  scanner.next();
  const high = nesting && scanner.peek() === '[' ? undefined : classAtom(scanner);
  if (high === undefined || !('codePoint' in high)) {
    scanner.position = afterLow;
    return atomSet(low);
  }
  if (low.codePoint > high.codePoint) throw scanner.error('range out of order');
  return ranges([low.codePoint, high.codePoint]);
}

function classAtom(scanner: Scanner): Atom {
  const character = scanner.next();
  return character === '\\' ? readEscape(scanner, true) : { codePoint: codePointOf(character) };
}
