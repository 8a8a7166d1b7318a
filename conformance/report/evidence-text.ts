/** What a requirement rests on, in words. */
import { evidenceFact, type EvidenceFact } from '../evidence/catalogue.js';

export interface Citation {
  readonly id: string;
  /** `B4`; `length of arnType in the model`. */
  readonly name: string;
  /** Undefined for an id that this version of the suite does not know. */
  readonly fact: EvidenceFact | undefined;
}

/** Each fact once, in the order of the ids. */
export function cite(ids: readonly string[]): readonly Citation[] {
  return [...new Set(ids)].map((id) => {
    const fact = factOf(id);
    return { id, name: fact?.confidence === 'model' ? modelText(id) : id, fact };
  });
}

/** The first observation in words, and what else the requirement rests on by name. One line, not escaped. */
export function evidenceText(ids: readonly string[]): string {
  const citations = cite(ids);
  const observed = citations.filter(({ fact }) => fact?.confidence !== 'model');
  const model = citations.filter(({ fact }) => fact?.confidence === 'model');
  const [first, ...rest] = observed;
  const told =
    first === undefined
      ? []
      : [`${first.id} (${first.fact?.confidence ?? 'unknown'}): ${first.fact?.statement ?? ''}`.trim()];
  const others = [...rest, ...model].map(({ name }) => name);
  return [...told, ...(others.length === 0 ? [] : [others.join(', ')])].join(' Also ');
}

/** `model:com.amazonaws.sts#arnType$smithy.api#length` as `length of arnType in the model`. */
function modelText(id: string): string {
  const [, shape, trait] = /#([^#]+)\$[^#$]+#([^#$]+)$/.exec(id) ?? [];
  return shape === undefined || trait === undefined
    ? id
    : `${trait} of ${shape.replace('$', '.')} in the model`;
}

function factOf(id: string): EvidenceFact | undefined {
  try {
    return evidenceFact(id);
  } catch {
    return undefined;
  }
}
