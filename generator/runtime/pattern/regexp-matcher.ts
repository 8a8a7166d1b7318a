/** RegExp for what the automaton cannot do. Backtracking can take exponential time, so texts are capped. */
import type { Matcher } from './pattern.js';

/** Longest text, in UTF-16 units, that a pattern of kind `regexp` is tried on; longer ones are not judged. */
export const MAX_REGEXP_LENGTH = 1024;

export function regExpMatcher(source: string): Matcher {
  const compiled = compile(source);
  if (compiled instanceof Error) return { matches: () => true, problem: compiled.message };
  return { matches: (value) => value.length > MAX_REGEXP_LENGTH || compiled.test(value), problem: undefined };
}

/** With `u`; else with `u` and without the escapes that it refuses; else without `u`. */
function compile(source: string): RegExp | Error {
  let failure = new Error('not a regular expression');
  for (const [text, flags] of [
    [source, 'u'],
    [source.replaceAll(/\\([^\w$()*+./?[\\\]^{|}-])/g, '$1'), 'u'],
    [source, ''],
  ] as const) {
    try {
      return new RegExp(text, flags);
    } catch (error) {
      if (error instanceof Error) failure = error;
    }
  }
  return failure;
}
