// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/**
 * Texts of a pattern by construction. A text is described by a length, a seed and at most a few special characters,
 * so that it can be made shorter and plainer without ceasing to be what it is.
 */
import { analysePattern } from '../pattern/analysis.js';
import { type CharacterSet, EVERYTHING } from '../pattern/character-set.js';
import { compilePattern } from '../pattern/pattern.js';
import type { Ranges } from '../pattern/ranges.js';
import { type Palette, paletteOf, pickCharacter, pickFrom } from './characters.js';
import { PatternTexts } from './pattern-texts.js';
import { randomPick } from './random.js';

/** Characters put into a text at a place: 0 is its start, 1 its end. */
export interface Special {
  readonly place: number;
  readonly characters: readonly number[];
}

export interface TextForm {
  /** In code points. */
  readonly length: number;
  /** What the text is made of; 0 is the plainest. */
  readonly seed: number;
  readonly specials: readonly Special[];
}

export interface TextShape {
  /** Lengths that texts can have, as far as `limit`. */
  readonly lengths: Ranges;
  /** Characters that may stand anywhere in a text; undefined where their order matters. */
  readonly palette: Palette | undefined;
  /** The text of a form; undefined where there is none of that length (or none was found). */
  readonly render: (form: TextForm) => string | undefined;
}

/** The shape of the texts of a pattern, or of all texts; lengths past `limit` are left out. */
export function textShape(source: string | undefined, limit: number): TextShape {
  const analysis = source === undefined ? undefined : analysePattern(source);
  if (source === undefined || analysis === undefined) return classShape(EVERYTHING, 0, limit);
  switch (analysis.kind) {
    case 'class':
      return classShape(analysis.set, analysis.min, Math.min(analysis.max, limit));
    case 'automaton':
    case 'regexp': {
      if (analysis.node === undefined) return classShape(EVERYTHING, 0, limit);
      const texts = new PatternTexts(analysis.node, compilePattern(source), limit);
      return {
        lengths: texts.lengths,
        palette: undefined,
        render: ({ length, seed }) => texts.make(length, seed),
      };
    }
  }
}

/** A text whose characters come from one palette; specials that do not fit are cut. */
export function renderCharacters(palette: Palette, form: TextForm): string {
  const { length, seed } = form;
  const body = seed === 0 ? [palette.simplest] : fillingOf(palette, seed);
  const special = new Map<number, number>();
  for (const { place, characters } of form.specials) {
    const start = Math.max(0, Math.round(place * (length - characters.length)));
    characters.forEach((character, index) => {
      if (start + index < length) special.set(start + index, character);
    });
  }
  // Texts may be a million characters long: what is between the specials is never taken apart.
  let text = '';
  let next = 0;
  for (const [index, character] of [...special].sort(([a], [b]) => a - b)) {
    if (index > next) text += repeatTo(rotated(body, next), index - next);
    text += String.fromCodePoint(character);
    next = index + 1;
  }
  return text + repeatTo(rotated(body, next), length - next);
}

/** A body that is repeated, from its character at `start` on. */
function rotated(body: readonly number[], start: number): readonly number[] {
  const first = start % body.length;
  return [...body.slice(first), ...body.slice(0, first)];
}

function classShape(set: CharacterSet, min: number, max: number): TextShape {
  const palette = paletteOf(set);
  if (palette === undefined) return { lengths: min === 0 ? [0, 0] : [], palette, render: () => '' };
  return {
    lengths: min > max ? [] : [min, max],
    palette,
    render: (form) => renderCharacters(palette, form),
  };
}

/** Mostly a stretch of plain characters, at times one telling character again and again. */
function fillingOf(palette: Palette, seed: number): number[] {
  const pick = randomPick(seed);
  if (palette.plain.length === 0 || pick(0, 3) === 0) return [pickCharacter(palette, pick)];
  return Array.from({ length: pick(1, 60) }, () => pickFrom(palette.plain, pick));
}

function repeatTo(body: readonly number[], length: number): string {
  const whole = String.fromCodePoint(...body).repeat(Math.floor(length / body.length));
  return whole + String.fromCodePoint(...body.slice(0, length % body.length));
}
