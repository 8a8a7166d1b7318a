/** What a case wanted and what it got instead. */

export interface Difference {
  /** What differs: `status`, `header content-type`, `params.Tags[0].Key`. */
  readonly what: string;
  /** Both as text for a person; JSON where they are values. */
  readonly wanted: string;
  readonly got: string;
}

/** A case that cannot be run because its own values do not fit the model. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
}

/** A difference between two values, or none where they are the same. */
export function differ(what: string, wanted: unknown, got: unknown): readonly Difference[] {
  return wanted === got ? [] : [{ what, wanted: show(wanted), got: show(got) }];
}

/** A value as short text on one line: JSON, with what JSON cannot hold written out. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'bigint' || typeof value === 'number')
    return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString();
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('base64')}`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'bigint') return `${item}n`;
    return typeof item === 'number' && !Number.isFinite(item) ? String(item) : item;
  });
}
