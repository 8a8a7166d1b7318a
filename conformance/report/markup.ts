/** Text that somebody else wrote, made harmless for XML, HTML and SVG, and for the CI log that such a file may be printed in. */
import { defuseLine, escapeValue } from '../escape.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** One line for text and for attributes in quotes. What XML 1.0 cannot carry, or the eye cannot see, shows as `\u{1b}`. */
export function escapeMarkup(text: string): string {
  return defuseLine(escapeValue(text)).replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** The same line by line: newlines stay. */
export function escapeMarkupLines(text: string): string {
  return text.split(/\r?\n/).map(escapeMarkup).join('\n');
}
