/** Documentation strings of models, which are CommonMark with HTML in it, as plain text. */

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * Plain text of a documentation string: tags are dropped, list items become `- ` lines, `<code>` becomes backticks,
 * paragraphs are parted by an empty line. Never code: what prints it must still keep it inside a comment.
 */
export function plainText(documentation: string | undefined): string | undefined {
  if (documentation === undefined) return undefined;
  const text = documentation
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<\/?code>/gi, '`')
    .replace(/\s*<li>\s*(?:<p>)?\s*/gi, '\n\n- ')
    .replace(
      /\s*<\/?(?:p|ul|ol|dl|dt|dd|div|note|important|h[1-6]|br|li|table|tr|pre|fullname)\b[^<>]*>\s*/gi,
      '\n\n',
    )
    .replace(/`[^`\n]*`|<\/?[a-z][^<>]*>/gi, (part) => (part.startsWith('`') ? part : ''))
    .replace(/&(lt|gt|amp|quot|apos|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/&#(\d+);/g, (_, code: string) => characterOf(Number(code)));
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '' && paragraph !== '-');
  return paragraphs.length === 0 ? undefined : paragraphs.join('\n\n');
}

function characterOf(code: number): string {
  return code > 31 && code < 0xd800 ? String.fromCharCode(code) : ' ';
}
