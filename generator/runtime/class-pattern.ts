/** Patterns that are one class of characters, repeated: nearly all that models have, and so without a compiler. */

/** What a validator asks of a pattern. */
export interface TextPattern {
  /** As in the model, anchors included. */
  readonly source: string;
  matches(value: string): boolean;
}

/**
 * The pattern of texts that are `min` to `max` characters (code points), all of one class. `character` is that class,
 * `/[A-Za-z]/u`; `source` is only told, never compiled. Nothing is built before the first text comes.
 */
export function classPattern(source: string, character: RegExp, min = 0, max = Infinity): TextPattern {
  let ascii: Uint8Array | undefined;
  return {
    source,
    matches(value) {
      ascii ??= Uint8Array.from({ length: 128 }, (_, code) =>
        Number(character.test(String.fromCharCode(code))),
      );
      const units = value.length;
      for (let index = 0; index < units; index++) {
        const unit = value.charCodeAt(index);
        if (unit > 127) return matchesBeyondAscii(value, character, min, max);
        if (ascii[unit] === 0) return false;
      }
      return units >= min && units <= max;
    },
  };
}

const wholes = new Map<string, RegExp>();

function matchesBeyondAscii(value: string, character: RegExp, min: number, max: number): boolean {
  let whole = wholes.get(character.source);
  if (whole === undefined) {
    whole = new RegExp(`^${character.source}*$`, 'u');
    wholes.set(character.source, whole);
  }
  if (!whole.test(value)) return false;
  if (min <= 1 && max === Infinity) return true;
  const length = [...value].length;
  return length >= min && length <= max;
}
