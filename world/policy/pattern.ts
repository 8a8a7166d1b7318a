/** Texts of policies with wildcards and variables, taken apart once. */
import type { Mistakes } from '../mistakes.js';
import { isVariableKey } from './condition-keys.js';
import type { PolicySetting } from './document.js';

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `*` */
  | { readonly kind: 'any' }
  /** `?` */
  | { readonly kind: 'one' }
  /** `${key}` or `${key, 'fallback'}`; the key in lower case. */
  | { readonly kind: 'variable'; readonly key: string; readonly fallback: string | undefined };

export interface Pattern {
  readonly source: string;
  readonly pieces: readonly Piece[];
  /** False where every request gives the same text. */
  readonly isVariable: boolean;
}

const parts = /\$\{([^}]*)(\}?)|[*?]|[^*?$]+|\$/gu;
const plainParts = /[*?]|[^*?]+/gu;
const variable = /^([\w.-]+(?:\/[\w.-]+)*:[^,']+?)\s*(?:,\s*'([^']*)')?$/u;

/** The pattern of a text; what is wrong with its variables goes to `mistakes`. */
export function readPattern(
  source: string,
  pointer: string,
  { hasVariables, variables }: Pick<PolicySetting, 'hasVariables' | 'variables'>,
  mistakes: Mistakes,
): Pattern {
  const pieces = Array.from(
    source.matchAll(hasVariables ? parts : plainParts),
    ([whole, inner, end]): Piece => {
      if (whole === '*') return { kind: 'any' };
      if (whole === '?') return { kind: 'one' };
      if (inner === undefined) return { kind: 'text', text: whole };
      // `${*}`, `${?}` and `${$}` stand for the characters themselves.
      if (end === '}' && /^[*?$]$/u.test(inner)) return { kind: 'text', text: inner };
      const [, key, fallback] = variable.exec(inner.trim()) ?? [];
      if (key === undefined || end === '') mistakes.add(pointer, 'has a malformed variable');
      else if (variables === 'known' && !isVariableKey(key)) {
        mistakes.add(pointer, `has a variable that requests to STS do not have: ${key}`);
      }
      return { kind: 'variable', key: (key ?? '').toLowerCase(), fallback };
    },
  );
  return { source, pieces, isVariable: pieces.some(({ kind }) => kind === 'variable') };
}
