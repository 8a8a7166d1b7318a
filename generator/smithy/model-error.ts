/** What is wrong with a model or with its errata: facts in fields, one line each. */

export interface Mistake {
  /** Name of the file as it was given. */
  readonly file: string;
  /** Absolute shape ID, with `$member` for members, where the mistake lies in a shape. */
  readonly shapeId: string | undefined;
  /** JSON pointer (RFC 6901) into the file. */
  readonly pointer: string;
  readonly message: string;
}

/** Thrown once per reading, with every mistake found. The message has one line for each. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(describeMistake).join('\n'));
    this.mistakes = mistakes;
  }
}

/** `file: shape ID: message (at JSON pointer)`, on one line. */
export function describeMistake({ file, shapeId, pointer, message }: Mistake): string {
  const subject = shapeId === undefined ? '' : `${shapeId}: `;
  const place = pointer === '' ? '' : ` (at ${pointer})`;
  return oneLine(`${file}: ${subject}${message}${place}`);
}

/** A JSON pointer from unescaped segments. */
export function pointerTo(...segments: readonly (string | number)[]): string {
  return segments
    .map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** Text with line breaks and control characters shown, so that a hostile name cannot forge a line. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
