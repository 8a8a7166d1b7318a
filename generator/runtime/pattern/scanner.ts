/** Reads a pattern character by character; characters are code points. */

/** A pattern that this reader does not understand; `position` counts code points. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(`${message} at character ${position + 1}`);
  }
}

const MAX_DEPTH = 200;

export class Scanner {
  position = 0;
  /** Groups and classes open at the moment. */
  depth = 0;
  readonly #text: readonly string[];

  constructor(source: string) {
    this.#text = Array.from(source);
  }

  get isAtEnd(): boolean {
    return this.position >= this.#text.length;
  }

  /** The character at a distance from the next one; undefined past the end. */
  peek(distance = 0): string | undefined {
    return this.#text[this.position + distance];
  }

  /** The next characters as a string, fewer at the end. */
  ahead(count: number): string {
    return this.#text.slice(this.position, this.position + count).join('');
  }

  next(): string {
    const character = this.#text[this.position];
    if (character === undefined) throw this.error('unexpected end');
    this.position++;
    return character;
  }

  take(character: string): boolean {
    if (this.#text[this.position] !== character) return false;
    this.position++;
    return true;
  }

  /** Takes the first of some ASCII texts that comes next. */
  takeAny(...texts: readonly string[]): string | undefined {
    const found = texts.find((text) => this.ahead(text.length) === text);
    this.position += found?.length ?? 0;
    return found;
  }

  /** Everything up to a character, which is taken too. */
  until(end: string): string {
    const start = this.position;
    while (this.next() !== end);
    return this.#text.slice(start, this.position - 1).join('');
  }

  /** Counts nesting, so that no pattern exhausts the stack. */
  enter(): void {
    if (++this.depth > MAX_DEPTH) throw this.error('nested too deep');
  }

  leave(): void {
    this.depth--;
  }

  error(message: string): PatternError {
    return new PatternError(message, this.position);
  }
}
