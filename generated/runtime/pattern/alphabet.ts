// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** The letters of an automaton: code points that no set of the pattern tells apart are one letter. */
import { type CharacterSet, codePointsOf } from './character-set.js';
import { rangesHave } from './ranges.js';

export interface Alphabet {
  /** The letter of a code point, counted from 0. */
  letterOf(codePoint: number): number;
  /** Whether a set, by its position in the list given, contains a letter. */
  contains(set: number, letter: number): boolean;
}

export function buildAlphabet(sets: readonly CharacterSet[]): Alphabet {
  const tables = sets.map(codePointsOf);
  // Where membership in any set may change: the low ends of ranges, and what follows the high ends.
  const edges = new Set([0]);
  for (const table of tables) table.forEach((edge, index) => edges.add(index % 2 === 0 ? edge : edge + 1));
  const starts = [...edges].sort((left, right) => left - right);

  const letterByMembers = new Map<string, number>();
  const members: boolean[][] = [];
  const letters = starts.map((start) => {
    const inSets = tables.map((table) => rangesHave(table, start));
    const key = inSets.map(Number).join('');
    const known = letterByMembers.get(key);
    if (known !== undefined) return known;
    letterByMembers.set(key, members.length);
    return members.push(inSets) - 1;
  });

  const find = (codePoint: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= codePoint) low = middle;
      else high = middle - 1;
    }
    return letters[low] ?? 0;
  };
  const ascii = Array.from({ length: 128 }, (_, codePoint) => find(codePoint));
  return {
    letterOf: (codePoint) => ascii[codePoint] ?? find(codePoint),
    contains: (set, letter) => members[letter]?.[set] === true,
  };
}
