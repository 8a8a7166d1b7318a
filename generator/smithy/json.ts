/** JSON with the place of what is wrong with it. */

/**
 * The value of a JSON text, or `undefined` after one report with line and column. A leading BOM is skipped. Whole
 * numbers that a number would round are bigints where `integers` is `exact`.
 */
export function parseJson(
  text: string,
  report: (message: string, pointer: string) => void,
  integers: 'rounded' | 'exact' = 'rounded',
): { readonly value: unknown } | undefined {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    const value = JSON.parse(json) as unknown;
    return { value: integers === 'exact' && /\d{16}/.test(json) ? parseExactly(json) : value };
  } catch {
    const offset = firstError(json);
    const before = json.slice(0, offset).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    const found =
      offset >= json.length ? 'the text ends too early' : `unexpected ${JSON.stringify(json.charAt(offset))}`;
    report(`is not JSON: line ${before.length}, column ${column}: ${found}`, '');
    return undefined;
  }
}

/** JSON text of what {@link parseJson} gave; bigints are their digits. */
export function jsonText(value: unknown): string {
  return (
    JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? `${item}n` : item)) ??
    'nothing'
  );
}

/** Parses JSON that is known to be sound; whole numbers past 2^53 pass through the parser as marked strings. */
function parseExactly(json: string): unknown {
  let mark = 'bigint:';
  while (json.includes(mark)) mark = `_${mark}`;
  const marked = json.replace(new RegExp(token.source, 'g'), (part) => {
    return /^-?\d{16,}$/.test(part) && !Number.isSafeInteger(Number(part)) ? `"${mark}${part}"` : part;
  });
  return JSON.parse(marked, (_key, value: unknown) => {
    const digits = typeof value === 'string' && value.startsWith(mark) ? value.slice(mark.length) : '';
    return /^-?\d+$/.test(digits) ? BigInt(digits) : value;
  }) as unknown;
}

const token =
  /[ \t\n\r]+|[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Offset of the first character at which `json` stops being JSON. Engines word and place this each in their way. */
function firstError(json: string): number {
  const open: ('{' | '[')[] = [];
  // What may come next: a value, a value or the end of a list, a key or the end of an object, a key, `:`, `,` or an end.
  let state: 'value' | 'first-item' | 'first-key' | 'key' | 'colon' | 'after' = 'value';
  for (let offset = 0; offset < json.length;) {
    token.lastIndex = offset;
    const [match] = token.exec(json) ?? [];
    if (match === undefined) return offset;
    const kind = match.charAt(0);
    if (kind.trim() === '') {
      offset += match.length;
      continue;
    }
    if (state === 'after' && kind === ',' && open.length > 0) state = open.at(-1) === '{' ? 'key' : 'value';
    else if ((state === 'after' || state === 'first-key') && kind === '}' && open.at(-1) === '{') {
      open.pop();
      state = 'after';
    } else if ((state === 'after' || state === 'first-item') && kind === ']' && open.at(-1) === '[') {
      open.pop();
      state = 'after';
    } else if ((state === 'first-key' || state === 'key') && kind === '"') state = 'colon';
    else if (state === 'colon' && kind === ':') state = 'value';
    else if ((state === 'value' || state === 'first-item') && !'}],:'.includes(kind)) {
      state = kind === '{' ? 'first-key' : kind === '[' ? 'first-item' : 'after';
      if (kind === '{' || kind === '[') open.push(kind);
    } else return offset;
    offset += match.length;
  }
  return json.length;
}
