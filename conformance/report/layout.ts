/** Colours and line breaking of the console report. */

export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
}

const code =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

const coloured: Paint = {
  bold: code(1, 22),
  dim: code(2, 22),
  red: code(31, 39),
  green: code(32, 39),
  yellow: code(33, 39),
};

const same = (text: string): string => text;
const plain: Paint = { bold: same, dim: same, red: same, green: same, yellow: same };

export function paint(colour: boolean): Paint {
  return colour ? coloured : plain;
}

/** Colour is for terminals, and for those who have not set NO_COLOR. */
export function wantsColour(
  stream: { readonly isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  return stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/** Breaks text at spaces, and in the middle of words that are longer than a line. Never returns an empty list. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (shownLength(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (shownLength(line) > width) {
      const cut = isLead(line, width - 1) ? width - 1 : width;
      lines.push(line.slice(0, cut));
      line = line.slice(cut);
    }
  }
  lines.push(line);
  return lines;
}

/** Length without our own colours; nothing else brings control sequences. */
function shownLength(text: string): number {
  return text.replaceAll(/\u001b\[\d+m/g, '').length;
}

/** A label, and text beside it whose further lines stand below the first. */
export function field(
  label: string,
  text: string,
  options: { indent: number; label: number; width: number },
): string[] {
  const margin = ' '.repeat(options.indent);
  const hanging = ' '.repeat(options.indent + options.label);
  return wrap(text, Math.max(20, options.width - hanging.length)).map((line, index) =>
    index === 0 ? `${margin}${label.padEnd(options.label)}${line}` : `${hanging}${line}`,
  );
}

/** Shortens in the middle of long text, where the least is said. */
export function ellipsis(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = Math.ceil((length - 1) * 0.7);
  const tail = length - 1 - head;
  const from = isLead(text, text.length - tail - 1) ? text.length - tail + 1 : text.length - tail;
  return `${text.slice(0, isLead(text, head - 1) ? head - 1 : head)}…${text.slice(from)}`;
}

function isLead(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}

export function plural(count: number, noun: string): string {
  const number = count.toLocaleString('en-US');
  return count === 1 ? `${number} ${noun}` : `${number} ${noun}s`;
}

export function seconds(ms: number): string {
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
