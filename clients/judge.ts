/** Compares what a client returned or raised with what it had to. */
import type { ClientCase, ClientResult, RaisedError, WantedError } from './client-case.js';

/** How a client names what it raises, and what it can tell. */
export interface ClientManners {
  /** Class for errors that the model does not declare. */
  readonly unmodeledType: string;
  /** Class for one that it does. */
  readonly modeledType: (shapeName: string) => string;
  readonly tellsStatus: boolean;
}

/** What is wrong, one line each; empty for a client that got what it should. */
export function judge(
  wanted: ClientCase,
  got: ClientResult | undefined,
  manners: ClientManners,
): readonly string[] {
  if (got === undefined) return ['the client did not come to this case'];
  const { want } = wanted;
  if ('error' in want) {
    if (got.error === undefined) return [`wanted ${want.error.code}, but the call succeeded`];
    return judgeError(want.error, got.error, manners);
  }
  if (got.error !== undefined) {
    return [
      `wanted success, got ${got.error.type} ${got.error.code} ${got.error.status}: ${got.error.message}`,
    ];
  }
  return Object.entries(want.members).flatMap(([path, pattern]) => {
    const text = memberText(got.output, path);
    return new RegExp(pattern, 'u').test(text) ? [] : [`wanted ${path} like ${pattern}, got '${text}'`];
  });
}

function judgeError(want: WantedError, got: RaisedError, manners: ClientManners): readonly string[] {
  const type = want.modeled === undefined ? manners.unmodeledType : manners.modeledType(want.modeled);
  const facts: [string, string | number, string | number][] = [
    ['class', type, got.type],
    ['code', want.code, got.code],
    ...(manners.tellsStatus ? [['status', want.status, got.status] as [string, number, number]] : []),
  ];
  const wrong = facts
    .filter(([, wanted, found]) => wanted !== found)
    .map(([name, wanted, found]) => `wanted ${name} ${wanted}, got ${found}`);
  const pattern = new RegExp(`^(?:${want.message ?? '.*'})$`, 'su');
  return pattern.test(got.message.trimEnd())
    ? wrong
    : [...wrong, `wanted a message like ${want.message ?? ''}, got ${got.message}`];
}

function memberText(output: unknown, path: string): string {
  let value = output;
  for (const name of path.split('.')) {
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
