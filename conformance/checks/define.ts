import type { OperationName } from '../../generated/index.js';
import type { Check, CheckContext } from '../check.js';
import type { EvidenceId } from '../evidence/catalogue.js';
import type { Area, Level, Outcome } from '../verdict.js';
import { guarded } from './ask.js';

export interface CheckDefinition {
  readonly area: Area;
  readonly operation: OperationName;
  /** Last part of the id: what is judged. */
  readonly name: string;
  readonly title: string;
  /** Must, unless said otherwise. */
  readonly level?: Level;
  /** The first is the one that the level rests on. */
  readonly evidence: readonly [EvidenceId, ...EvidenceId[]];
  readonly run: (context: CheckContext) => Promise<Outcome>;
}

/** A check `area/operation/name` whose early ends are outcomes. */
export function defineCheck({
  area,
  operation,
  name,
  title,
  level = 'must',
  evidence,
  run,
}: CheckDefinition): Check {
  return {
    id: `${area}/${operation}/${name}`,
    title,
    area,
    operation,
    level,
    evidence: [...new Set(evidence)],
    run: guarded(run),
  };
}
