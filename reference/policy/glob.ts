/**
 * IAM wildcards: `*` for any text, `?` for one character, everything else itself. Backtracks to the last star only, so its
 * time is bounded by the product of both lengths whatever the pattern.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let at = 0;
  let position = 0;
  let star = -1;
  let resume = 0;
  while (position < text.length) {
    const character = pattern[at];
    if (character === '*') {
      star = at;
      at += 1;
      resume = position;
    } else if (character === '?' || (character !== undefined && character === text[position])) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      position = resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
