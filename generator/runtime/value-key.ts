/**
 * A text that two values share exactly when they are the same value: dates by instant, blobs by their bytes,
 * structures and maps by content whatever the order of their members, absent and undefined members alike.
 */
export function valueKey(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `s${value.length}:${value}`;
    case 'object':
      return objectKey(value);
    case 'number':
      return `n${value === 0 ? 0 : value};`;
    case 'bigint':
      return `i${value};`;
    case 'boolean':
      return value ? 't' : 'f';
    case 'undefined':
    case 'function':
    case 'symbol':
      return 'u';
  }
}

/** True where an item comes more than once. */
export function hasDuplicate(items: readonly unknown[]): boolean {
  const seen = new Set<string>();
  for (const item of items) seen.add(valueKey(item));
  return seen.size < items.length;
}

function objectKey(value: object | null): string {
  if (value === null) return '0';
  if (value instanceof Date) return `d${value.getTime()};`;
  if (value instanceof Uint8Array) return `b${value.join(',')};`;
  if (Array.isArray(value)) return `[${value.map(valueKey).join('')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => valueKey(name) + valueKey(member)).join('')}}`;
}
