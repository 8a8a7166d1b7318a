/** Texts of exact lengths and texts around the edges of the model's character classes. */

/** DESERET CAPITAL LETTER LONG I: a letter since Unicode 3.1, two UTF-16 units, four bytes. */
export const wideLetter = '\u{10400}';

/** Two characters beyond U+FFFF: a symbol and a letter. */
export const beyondPlaneZero = ['\u{1F600}', '\u{1D49C}'] as const;

/** `start`, then as much filling as gives `length` characters; cut where `start` alone is longer. */
export function padded(start: string, filling: string, length: number): string {
  return (start + filling.repeat(Math.max(0, length - start.length))).slice(0, length);
}

/** `start`, filling, `end`: exactly `length` characters where both ends fit, else `short(length)`. */
export function stretched(
  start: string,
  filling: string,
  end: string,
  length: number,
  short: (length: number) => string,
): string {
  const gap = length - start.length - end.length;
  return gap < 1 ? short(length) : start + filling.repeat(gap) + end;
}

/** `arn:a:a::aaaaaaaaaa:` and the like: matches the ARN pattern and is no ARN. */
export function unusableArn(length: number): string {
  return length < 11 ? 'a'.repeat(length) : `arn:a:a::${'a'.repeat(length - 10)}:`;
}

/**
 * A value with one character more that a class such as `[\w+=,.@-]` lacks: ASCII, a blank, a letter and a digit that are
 * only Unicode's, and a line feed at the end, which an unanchored `$` lets through.
 */
export function outsideWordClass(value: string): readonly string[] {
  return ['#', ' ', 'é', '٣', '\n'].map((character) => value + character);
}

/** The same for `[\p{L}\p{Z}\p{N}_.:/=+\-@]`, which has all letters, digits and blanks. */
export function outsideTagClass(value: string): readonly string[] {
  return ['#', '!', '\n', '\u{1F600}'].map((character) => value + character);
}

const policyOf = (resource: string): string =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"${resource}"}]}`;

/** A small session policy. */
export const smallPolicy = policyOf('*');

/** Policies with characters beyond U+00FF, in a place where any text may stand. */
export const policiesOutsidePattern = ['Ā', '€', '\u2028', '\u{1F600}'].map((character) =>
  policyOf(`arn:aws:s3:::bucket/${character}`),
);

/** Policies at the edges of the class: tab, carriage return, line feed, and U+00FF. */
export const policiesInsidePattern = [
  `\t${smallPolicy}\r\n`,
  policyOf('arn:aws:s3:::bucket/\u007E\u00A0\u00FF'),
];
