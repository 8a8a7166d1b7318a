/** RegExp for what the automaton cannot do. Backtracking can take exponential time, so texts are capped. */
import type { Matcher } from './pattern.js';

/** Longest text, in UTF-16 units, that a pattern of kind `regexp` is tried on; longer ones are not judged. */
export const MAX_REGEXP_LENGTH = 1024;

export function regExpMatcher(source: string): Matcher {
  const compiled = compile(source);
  if (compiled instanceof Error) return { matches: () => true, problem: compiled.message };
  return { matches: (value) => value.length > MAX_REGEXP_LENGTH || compiled.test(value), problem: undefined };
}

/** With `u`; else without the escapes that `u` refuses; else without `u`, where that cannot change the meaning. */
function compile(source: string): RegExp | Error {
  let failure = new Error('not a regular expression');
  const attempts: [text: string, flags: string][] = [
    [source, 'u'],
    [source.replaceAll(/\\([^\w$()*+./?[\\\]^{|}-])/g, '$1'), 'u'],
  ];
  if (!/\\[pPu]\{/.test(source)) attempts.push([source, '']);
  for (const [text, flags] of attempts) {
    try {
      return new RegExp(text, flags);
    } catch (error) {
      if (error instanceof Error) failure = error;
    }
  }
  return failure;
}
