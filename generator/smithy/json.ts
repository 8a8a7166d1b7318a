/** JSON with the place of what is wrong with it. */

/** The value of a JSON text, or `undefined` after one report with line and column. A leading BOM is skipped. */
export function parseJson(
  text: string,
  report: (message: string, pointer: string) => void,
): { readonly value: unknown } | undefined {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return { value: JSON.parse(json) as unknown };
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
