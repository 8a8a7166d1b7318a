/** Matches patterns of policies, their variables filled in from the request. */
import type { Pattern } from '../../world/policy/pattern.js';
import type { ConditionKeys } from './conditions.js';

/** A character that stands for itself, or a wildcard. */
type Token = string | typeof any | typeof one;
const any = 0;
const one = 1;

/**
 * True where a text matches. Values of variables stand for themselves: a star in one is a star. A pattern whose variable has
 * no single value matches nothing.
 */
export function matches(pattern: Pattern, text: string, keys: ConditionKeys, ignoreCase = false): boolean {
  const tokens = tokensOf(pattern, keys);
  return tokens !== undefined && matchesTokens(tokens.flat(), text, ignoreCase);
}

/** ARNs match part by part, so that a wildcard does not reach over one of the first five colons (documented). */
export function matchesArn(pattern: Pattern, text: string, keys: ConditionKeys): boolean {
  const tokens = tokensOf(pattern, keys);
  if (tokens === undefined) return false;
  const wanted: Token[][] = [[]];
  for (const run of tokens) {
    for (const token of run) {
      if (token === ':' && wanted.length < 6) wanted.push([]);
      else wanted.at(-1)?.push(token);
    }
  }
  const parts = text.split(':');
  const got = [...parts.slice(0, 5), parts.slice(5).join(':')];
  return wanted.every((part, index) => matchesTokens(part, got[index] ?? '', false));
}

/** The text of a pattern without regard to wildcards; undefined where a variable has no single value. */
export function textOf(pattern: Pattern, keys: ConditionKeys): string | undefined {
  if (!pattern.isVariable && !pattern.source.includes('${')) return pattern.source;
  return tokensOf(pattern, keys)
    ?.flat()
    .map((token) => (token === any ? '*' : token === one ? '?' : token))
    .join('');
}

const remembered = new WeakMap<Pattern, readonly (readonly Token[])[]>();

/** One run of tokens per piece. */
function tokensOf(pattern: Pattern, keys: ConditionKeys): readonly (readonly Token[])[] | undefined {
  const known = remembered.get(pattern);
  if (known !== undefined) return known;
  const runs: (readonly Token[])[] = [];
  for (const piece of pattern.pieces) {
    switch (piece.kind) {
      case 'any':
        runs.push([any]);
        break;
      case 'one':
        runs.push([one]);
        break;
      case 'text':
        runs.push([...piece.text]);
        break;
      case 'variable': {
        const values = keys.get(piece.key);
        const value = values?.length === 1 ? values[0] : piece.fallback;
        if (value === undefined) return undefined;
        runs.push([...value]);
        break;
      }
    }
  }
  if (!pattern.isVariable) remembered.set(pattern, runs);
  return runs;
}

/** Backtracks to the last star only, so its time is bounded by the product of both lengths whatever the pattern. */
function matchesTokens(tokens: readonly Token[], text: string, ignoreCase: boolean): boolean {
  const characters = [...text];
  let at = 0;
  let position = 0;
  let star = -1;
  let resume = 0;
  while (position < characters.length) {
    const token = tokens[at];
    if (token === any) {
      star = at;
      at += 1;
      resume = position;
    } else if (token === one || (token !== undefined && isSame(token, characters[position], ignoreCase))) {
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
  while (tokens[at] === any) at += 1;
  return at === tokens.length;
}

function isSame(token: string, character: string | undefined, ignoreCase: boolean): boolean {
  return token === character || (ignoreCase && token.toLowerCase() === character?.toLowerCase());
}
