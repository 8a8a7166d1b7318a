// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Membership in one set of characters: a table for ASCII, a binary search beyond. */
import { rangesHave } from './ranges.js';
import { type CharacterSet, codePointsOf, setHas } from './character-set.js';

/** Whether a text is `min` to `max` characters, all of the set. Tables beyond ASCII are built when first needed. */
export function classMatcher(set: CharacterSet, min: number, max: number): (value: string) => boolean {
  const ascii = Uint8Array.from({ length: 128 }, (_, codePoint) => (setHas(set, codePoint) ? 1 : 0));
  const isCounted = min > 1 || max !== Infinity;
  return (value) => {
    const units = value.length;
    if (units < min) return false;
    let length = units;
    for (let index = 0; index < units; index++) {
      const unit = value.charCodeAt(index);
      if (unit < 128) {
        if (ascii[unit] === 0) return false;
        continue;
      }
      const codePoint = value.codePointAt(index) ?? unit;
      if (!rangesHave(codePointsOf(set), codePoint)) return false;
      if (codePoint > 0xffff) {
        index++;
        length--;
      }
    }
    return !isCounted || (length >= min && length <= max);
  };
}
