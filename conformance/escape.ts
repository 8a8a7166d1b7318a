/**
 * What a target says is hostile text. These escapes make it harmless in a terminal, in the log of a CI service and for
 * the eye, and keep it readable.
 */

/**
 * Controls, invisible and direction-changing characters, line separators, lone surrogates and what Unicode has not
 * assigned. Newline and tab are among them: a value stays on its line.
 */
const harmful = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line of plain, visible text. What is escaped shows as `\n`, `\t` or `\u{1b}`. */
export function escapeValue(text: string): string {
  return text.replaceAll(harmful, (character) => short[character] ?? `\\u{${hex(character)}}`);
}

/** Lines of plain, visible text: newlines separate them, everything else is escaped. */
export function escapeLines(text: string): string[] {
  return text.split(/\r?\n/).map(escapeValue);
}

/**
 * The last step before a line is printed: takes the meaning from workflow commands of CI services, `::error::` at the
 * start of a line and `##vso[`, `##teamcity[` or `##[` anywhere.
 */
export function defuseLine(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1\\u{3a}').replaceAll(/#(?=#)/g, '\\u{23}');
}

/** JSON with the same characters escaped; it still reads as the same data. */
export function escapeJson(json: string): string {
  return json
    .replaceAll(harmful, (character) => (character === '\n' ? character : units(character)))
    .replaceAll(/#(?=#)/g, '\\u0023');
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}

function units(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}
