import type { Check } from './check.js';

/** What the caller asked for makes no sense: an unknown check, an impossible option. One clear line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * The checks whose id matches one of `patterns` and whose operation is among `operations`; an empty list chooses all.
 * A pattern matches a whole id or a leading part of its path; `*` stands for any run of characters.
 *
 * @throws UsageError for a pattern or an operation that no check has, and when nothing is left
 */
export function selectChecks(
  checks: readonly Check[],
  patterns: readonly string[] = [],
  operations: readonly string[] = [],
): readonly Check[] {
  const known = new Set<string>(checks.map((check) => check.operation));
  for (const operation of operations) {
    if (!known.has(operation)) throw new UsageError(`no check is about ${JSON.stringify(operation)}`);
  }
  const matchers = patterns.map((pattern) => {
    const matcher = buildMatcher(pattern);
    if (!checks.some(({ id }) => matcher.test(id))) {
      throw new UsageError(`no check matches ${JSON.stringify(pattern)}`);
    }
    return matcher;
  });
  const wanted = new Set(operations);
  const chosen = checks.filter(
    ({ id, operation }) =>
      (matchers.length === 0 || matchers.some((matcher) => matcher.test(id))) &&
      (wanted.size === 0 || wanted.has(operation)),
  );
  if (chosen.length === 0)
    throw new UsageError('no check is left: the patterns and operations exclude each other');
  return chosen;
}

/** Matches whole ids, and ids whose path begins as `pattern` says. */
export function buildMatcher(pattern: string): RegExp {
  const source = pattern.replace(/\/+$/, '').split('*').map(escapeLiteral).join('.*');
  return new RegExp(`^${source}(/.*)?$`, 'u');
}

function escapeLiteral(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
