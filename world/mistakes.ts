/** Collects what is wrong with a document, each mistake with where it is. */

export interface Mistake {
  /** JSON pointer (RFC 6901); empty for the document as a whole. */
  readonly pointer: string;
  /** What is wrong, without the value: it may be a secret. */
  readonly text: string;
}

export class Mistakes {
  readonly found: Mistake[] = [];

  add(pointer: string, text: string): undefined {
    this.found.push({ pointer, text });
    return undefined;
  }
}

/** Pointer of a member or item below another pointer. */
export function below(pointer: string, segment: string | number): string {
  return `${pointer}/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
