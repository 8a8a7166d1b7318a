/** Patterns that validators cannot match in linear time: what they do about it, and so what they may let pass. */
import { analysePattern } from '../runtime/pattern/analysis.js';
import { compilePattern } from '../runtime/pattern/pattern.js';
import { MAX_REGEXP_LENGTH } from '../runtime/pattern/regexp-matcher.js';
import type { Member, Service, ShapeId } from './ir.js';
import { membersOf } from './shape-kinds.js';

export interface CappedPattern {
  /** The shape or member whose trait it is. */
  readonly shape: ShapeId;
  readonly pattern: string;
  /** What is capped and why, to be read behind `pattern of SHAPE`. */
  readonly reason: string;
}

/** Capped patterns of a service, each shape once, in model order. */
export function cappedPatterns(service: Service): readonly CappedPattern[] {
  const found = new Map<ShapeId, CappedPattern>();
  const visit = (members: readonly Member[]): void => {
    for (const { constraints } of members) {
      const constraint = constraints.find(({ kind }) => kind === 'pattern');
      if (constraint?.kind !== 'pattern') continue;
      const reason = capOf(constraint.liveBound);
      const { shape } = constraint.source;
      if (reason !== undefined) found.set(shape, { shape, pattern: constraint.liveBound, reason });
    }
  };
  for (const shape of service.shapes) visit(membersOf(shape));
  for (const error of service.errors) visit(error.members);
  return [...found.values()];
}

/** Why a pattern is not judged on every text; undefined for nearly all. */
export function capOf(pattern: string): string | undefined {
  const analysis = analysePattern(pattern);
  switch (analysis.kind) {
    case 'class':
      return undefined;
    case 'automaton':
      return analysis.context
        ? 'looks around: a text on which that takes too many steps is not judged'
        : undefined;
    case 'regexp': {
      const { problem } = compilePattern(pattern);
      return problem === undefined
        ? `needs backtracking (${analysis.reason}): texts of more than ${MAX_REGEXP_LENGTH} characters are not judged`
        : 'cannot be evaluated: no text is judged';
    }
  }
}
