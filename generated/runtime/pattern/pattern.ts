// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Patterns of Smithy's `pattern` trait, compiled when they are first asked something. */
import { analysePattern, type PatternAnalysis } from './analysis.js';
import { automatonMatcher } from './automaton.js';
import { classMatcher } from './class-matcher.js';
import { contextMatcher } from './context-matcher.js';
import { regExpMatcher } from './regexp-matcher.js';

/** How a pattern is matched: a set of characters, an automaton (both linear in the text), or RegExp. */
export type PatternKind = PatternAnalysis['kind'];

export interface Pattern {
  /** As in the model, anchors included. */
  readonly source: string;
  /**
   * Whether a text satisfies the pattern. Characters are code points; `^` and `$` are the ends of the whole text, so
   * a trailing line break counts; without them a match anywhere will do. `\w`, `\d` and `\s` are those of ECMA 262.
   * A text is not judged, and so satisfies the pattern, where nothing can evaluate it: `problem` is set, kind `regexp`
   * and longer than MAX_REGEXP_LENGTH, or lookaround that takes more than MAX_TRIALS steps. What was not evaluated
   * must not refuse a value.
   */
  matches(value: string): boolean;
  readonly kind: PatternKind;
  /** Why nothing can evaluate this pattern; undefined for nearly all. */
  readonly problem: string | undefined;
}

/** The pattern of a source; the same object for the same source. Never throws, and compiles nothing yet. */
export function compilePattern(source: string): Pattern {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const pattern = new LazyPattern(source);
  patterns.set(source, pattern);
  return pattern;
}

/** What decides for one kind of pattern. */
export interface Matcher {
  readonly matches: (value: string) => boolean;
  readonly problem: string | undefined;
}

const patterns = new Map<string, Pattern>();

class LazyPattern implements Pattern {
  readonly source: string;
  #matcher: Matcher | undefined;

  constructor(source: string) {
    this.source = source;
  }

  matches(value: string): boolean {
    return (this.#matcher ??= matcherOf(this.source)).matches(value);
  }

  get kind(): PatternKind {
    return analysePattern(this.source).kind;
  }

  get problem(): string | undefined {
    return (this.#matcher ??= matcherOf(this.source)).problem;
  }
}

function matcherOf(source: string): Matcher {
  const analysis = analysePattern(source);
  switch (analysis.kind) {
    case 'class':
      return { matches: classMatcher(analysis.set, analysis.min, analysis.max), problem: undefined };
    case 'automaton':
      return {
        matches: analysis.context ? contextMatcher(analysis.node) : automatonMatcher(analysis.node),
        problem: undefined,
      };
    case 'regexp':
      return regExpMatcher(source);
  }
}
