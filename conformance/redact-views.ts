/** A text with its escapes resolved, and where each of its characters came from. */
export interface View {
  readonly text: string;
  /** For each UTF-16 unit of `text`, where its source begins and ends; absent where both texts are the same. */
  readonly starts?: readonly number[];
  readonly ends?: readonly number[];
}

export function plainView(text: string): View {
  return { text };
}

/** Percent escapes, references of XML and HTML, escapes of JSON and JavaScript. */
const escapePattern =
  /(?:%[0-9A-Fa-f]{2})+|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});|\\(?:u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|x[0-9A-Fa-f]{2}|["'\\/])/g;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  plus: '+',
  sol: '/',
  equals: '=',
  period: '.',
  lowbar: '_',
  hyphen: '-',
  nbsp: ' ',
};

/** Resolves one level of escapes of every kind; undefined where there is none left. */
export function decodeEscapes(view: View): View | undefined {
  const { text } = view;
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let done = 0;

  function copy(to: number): void {
    parts.push(text.slice(done, to));
    for (let i = done; i < to; i += 1) {
      starts.push(view.starts?.[i] ?? i);
      ends.push(view.ends?.[i] ?? i + 1);
    }
    done = to;
  }
  function put(decoded: string, from: number, to: number): void {
    parts.push(decoded);
    for (let i = 0; i < decoded.length; i += 1) {
      starts.push(view.starts?.[from] ?? from);
      ends.push(view.ends?.[to - 1] ?? to);
    }
    done = to;
  }

  let found = false;
  for (const match of text.matchAll(escapePattern)) {
    const [escape] = match;
    const pieces = escape.startsWith('%') ? decodePercent(escape) : decodeOne(escape);
    if (pieces === undefined) continue;
    found = true;
    copy(match.index);
    let at = match.index;
    for (const [decoded, width] of pieces) {
      put(decoded, at, at + width);
      at += width;
    }
  }
  if (!found) return undefined;
  copy(text.length);
  return { text: parts.join(''), starts, ends };
}

type Pieces = readonly (readonly [decoded: string, width: number])[];

/** One piece for each character of UTF-8; bytes that are none stand for themselves. */
function decodePercent(escape: string): Pieces {
  const bytes = Buffer.from(escape.replaceAll('%', ''), 'hex');
  const pieces: [string, number][] = [];
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const sequence = bytes.subarray(at, at + size);
    const valid = lead < 0x80 || (sequence.length === size && !sequence.toString('utf8').includes('\uFFFD'));
    const taken = valid ? size : 1;
    pieces.push([valid ? sequence.toString('utf8') : String.fromCharCode(lead), taken * 3]);
    at += taken;
  }
  return pieces;
}

function decodeOne(escape: string): Pieces | undefined {
  const decoded = escape.startsWith('&')
    ? decodeReference(escape.slice(1, -1))
    : decodeBackslash(escape.slice(1));
  return decoded === undefined ? undefined : [[decoded, escape.length]];
}

function decodeReference(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(named, name) ? named[name] : undefined;
  return fromCodePoint(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
}

function decodeBackslash(rest: string): string | undefined {
  if (rest.startsWith('u') || rest.startsWith('x')) {
    return fromCodePoint(Number.parseInt(rest.replaceAll(/[ux{}]/g, ''), 16));
  }
  return rest;
}

function fromCodePoint(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
