/** Text and attribute values for XML 1.0. */

import { SerializationError } from './problem.js';

/** Everything that text cannot hold as it is: markup, `\r`, and what is no XML 1.0 character. */
const notPlainText = /[&<>\r]|[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/;
const markup = /[&<>\r]/g;
const notPlainAttribute = /[&<>"\t\n\r]|[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/;
const attributeMarkup = /[&<>"\t\n\r]/g;
/** With the `u` flag a surrogate pair is one character, so only lone surrogates are found. */
const unwritable = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const everyUnwritable = /* @__PURE__ */ new RegExp(unwritable, 'gu');

/**
 * Character data. Text that needs no escaping is returned as it is; `\r` becomes `&#xD;`, which a reader would take
 * for a line feed otherwise.
 * @throws SerializationError for a lone surrogate and for characters that XML 1.0 has not, escaped or not
 */
export function escapeText(text: string): string {
  return notPlainText.test(text) ? writable(text).replace(markup, escapeCharacter) : text;
}

/**
 * An attribute value to stand between double quotes; blanks other than the space become references, which a reader
 * would take for spaces otherwise.
 * @throws SerializationError as {@link escapeText}
 */
export function escapeAttribute(text: string): string {
  return notPlainAttribute.test(text) ? writable(text).replace(attributeMarkup, escapeCharacter) : text;
}

/** The text with U+FFFD for every character that XML 1.0 has not: for input that a message echoes. */
export function replaceUnwritable(text: string): string {
  return text.replace(everyUnwritable, '\ufffd');
}

function writable(text: string): string {
  if (unwritable.test(text)) throw new SerializationError('a character that XML 1.0 has not', text);
  return text;
}

function escapeCharacter(char: string): string {
  switch (char) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '"':
      return '&quot;';
    default:
      return `&#x${char.charCodeAt(0).toString(16).toUpperCase()};`;
  }
}
