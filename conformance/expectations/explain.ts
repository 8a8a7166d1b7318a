/** Tells people what a file of expectations says, with the requirements that are missed. */
import type { Check } from '../check.js';
import { escapeValue } from '../escape.js';
import { evidenceText } from '../report/evidence-text.js';
import { UsageError } from '../select.js';
import { reasonOf, type ExpectationEntry, type Expectations } from './expectations.js';

/**
 * Lines of text: every entry with its requirements and what they rest on; with `id`, the entries about that check or
 * operation alone.
 *
 * @throws UsageError when no entry is about `id`
 */
export function explainExpectations(
  expectations: Expectations,
  checks: readonly Check[],
  id?: string,
): readonly string[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const blocks = expectations.entries.flatMap((entry) => {
    const isWanted = id === undefined || entry.operation === id || (entry.checks ?? []).includes(id);
    const shown = (entry.checks ?? []).filter(
      (check) => id === undefined || id === entry.operation || check === id,
    );
    return isWanted ? [explainEntry(expectations, entry, shown, byId)] : [];
  });
  if (blocks.length === 0) {
    throw new UsageError(
      id === undefined ? 'nothing is expected' : `no entry is about ${JSON.stringify(id)}`,
    );
  }
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function explainEntry(
  expectations: Expectations,
  entry: ExpectationEntry,
  shown: readonly string[],
  byId: ReadonlyMap<string, Check>,
): readonly string[] {
  const phase = entry.phase === 'random' ? ', shown by generated values alone' : '';
  return [
    `${entry.operation}: ${entry.kind}${phase}`,
    ...say('because', reasonOf(expectations, entry) || 'nobody has written the reason yet'),
    ...say('observed', entry.observed),
    ...say('ticket', entry.ticket),
    ...say('expires', entry.expires),
    ...shown.flatMap((id) => {
      const check = byId.get(id);
      const level = check === undefined ? '' : ` [${check.level}]`;
      return [
        ...say('check', `${id}${level}`),
        ...say('', check?.title),
        ...say('', check === undefined ? undefined : `evidence ${evidenceText(check.evidence)}`),
      ];
    }),
  ];
}

function say(label: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`  ${label.padEnd(10)}${escapeValue(text)}`];
}
