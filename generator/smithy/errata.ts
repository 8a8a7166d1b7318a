/** Reads the errata: where the live service departs from its own model. The model files themselves stay as published. */
import { isRecord } from './check.js';
import { parseJson } from './json.js';
import { ModelError, pointerTo } from './model-error.js';
import type { Mistake } from './model-error.js';
import type { ModelFile } from './read.js';

export interface Erratum {
  readonly id: string;
  readonly statement: string;
  readonly evidence: {
    readonly source: string;
    readonly confidence: string;
    readonly seen: string | undefined;
  };
  /** Bounds that hold live in place of those of one trait of one shape or member. */
  readonly bound: LiveBound | undefined;
  /** Shape or member that is a secret although the model does not say so. */
  readonly sensitive: string | undefined;
}

export interface LiveBound {
  readonly shape: string;
  readonly trait: string;
  /** `min` and `max` of a length or range; the bound that is not named stays as in the model. A text for a pattern. */
  readonly live: { readonly min: number | undefined; readonly max: number | undefined } | string;
}

/** Errata without overlay are facts for endpoint and suite; they are read and kept all the same. */
export interface Errata {
  readonly file: string;
  readonly entries: readonly Erratum[];
}

export const noErrata: Errata = { file: '', entries: [] };

/** Reads `errata.json`. Throws `ModelError` with every mistake of the file. */
export function readErrata({ name: file, text }: ModelFile): Errata {
  const mistakes: Mistake[] = [];
  const mistake = (message: string, pointer: string): void => {
    mistakes.push({ file, shapeId: undefined, pointer, message });
  };
  const json = parseJson(text, mistake);
  const list = json !== undefined && isRecord(json.value) ? json.value['entries'] : undefined;
  if (json !== undefined && !Array.isArray(list)) mistake('has no list of entries', '/entries');
  const entries: Erratum[] = [];
  const ids = new Set<string>();
  for (const [index, entry] of (Array.isArray(list) ? list : []).entries()) {
    const at = pointerTo('entries', index);
    const read = readErratum(entry, (message, pointer) => mistake(message, at + pointer));
    if (read === undefined) continue;
    if (ids.has(read.id)) mistake(`repeats the id ${read.id}`, `${at}/id`);
    ids.add(read.id);
    entries.push(read);
  }
  if (mistakes.length > 0) throw new ModelError(mistakes);
  return { file, entries };
}

type Report = (message: string, pointer: string) => void;

function readErratum(entry: unknown, report: Report): Erratum | undefined {
  if (!isRecord(entry)) {
    report('is not an object', '');
    return undefined;
  }
  const { id, statement, evidence, bound, sensitive } = entry;
  if (typeof id !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    report('has no id in kebab case', '/id');
  else if (typeof statement !== 'string') report('has no statement', '/statement');
  else if (
    !isRecord(evidence) ||
    typeof evidence['source'] !== 'string' ||
    typeof evidence['confidence'] !== 'string'
  ) {
    report('has no evidence with source and confidence', '/evidence');
  } else {
    const { source, confidence, seen } = evidence;
    return {
      id,
      statement,
      evidence: { source, confidence, seen: typeof seen === 'string' ? seen : undefined },
      bound: bound === undefined ? undefined : readBound(bound, report),
      sensitive: sensitive === undefined ? undefined : readShape(sensitive, '/sensitive', report),
    };
  }
  return undefined;
}

function readBound(bound: unknown, report: Report): LiveBound | undefined {
  const shape = readShape(bound, '/bound', report);
  if (shape === undefined || !isRecord(bound)) return undefined;
  const { trait, live } = bound;
  if (typeof trait !== 'string') report('names no trait', '/bound/trait');
  else if (typeof live === 'string') return { shape, trait, live };
  else if (!isRecord(live)) report('has no live bound', '/bound/live');
  else {
    const { min, max, ...others } = live;
    if (Object.keys(others).length > 0 || !numeric(min) || !numeric(max) || (min ?? max) === undefined) {
      report('must have min, max or both', '/bound/live');
    } else return { shape, trait, live: { min, max } };
  }
  return undefined;
}

function numeric(value: unknown): value is number | undefined {
  return value === undefined || typeof value === 'number';
}

function readShape(value: unknown, pointer: string, report: Report): string | undefined {
  if (isRecord(value) && typeof value['shape'] === 'string') return value['shape'];
  report('names no shape', `${pointer}/shape`);
  return undefined;
}
