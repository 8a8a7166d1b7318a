/** The headers that a case asks for, those it requires whatever their value, and those it forbids. */
import type { ProtocolCase } from './cases.js';
import { differ, show } from './difference.js';
import type { Difference } from './difference.js';

/** How headers, by lower-case name, differ from what a case says of them. Others are allowed. */
export function compareHeaders(
  test: Pick<ProtocolCase, 'headers' | 'requireHeaders' | 'forbidHeaders'>,
  got: ReadonlyMap<string, string>,
): readonly Difference[] {
  const missing = test.requireHeaders.filter((name) => !got.has(name.toLowerCase()));
  const forbidden = test.forbidHeaders.filter((name) => got.has(name.toLowerCase()));
  return [
    ...[...test.headers].flatMap(([name, value]) => differ(`header ${name}`, value, got.get(name))),
    ...missing.map((name) => ({ what: `header ${name}`, wanted: 'any value', got: 'nothing' })),
    ...forbidden.map((name) => {
      return { what: `header ${name}`, wanted: 'nothing', got: show(got.get(name.toLowerCase())) };
    }),
  ];
}
