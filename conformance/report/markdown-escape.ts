/**
 * Hostile text inside GitHub Flavored Markdown. Within code nothing is a mention, a reference to an issue, a link or
 * HTML, so that is where a target's words go.
 */
import { defuseLine, escapeLines, escapeValue } from '../escape.js';
import { escapeMarkup } from './markup.js';

/** A code span outside of tables. Empty text shows as `(empty)`. */
export function codeSpan(text: string): string {
  const shown = escapeValue(text).replaceAll(/#(?=#)/g, '\\u{23}');
  if (shown.trim() === '') return '(empty)';
  const fence = '`'.repeat(longestRun(shown) + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A code span for the cell of a table. A bar would end the cell even within code: it shows as `\u{7c}`. */
export function codeCell(text: string): string {
  return codeSpan(text.replaceAll('|', '\\u{7c}'));
}

/** A block of code that none of its lines can end. */
export function codeBlock(text: string, language = ''): string {
  const lines = escapeLines(text).map(defuseLine);
  const fence = '`'.repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

/** Prose of one line: no markup, mention, reference or link. */
export function plainText(text: string): string {
  return escapeMarkup(text)
    .replaceAll(/[\\`*_{}[\]()|~!:/+=.-]|^\d+/g, (mark) => (/^\d/.test(mark) ? mark : `\\${mark}`))
    .replaceAll(/#(?!39;)|@/g, (mark) => `${mark}<!-- -->`);
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
