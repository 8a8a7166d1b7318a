/** The form above the list of checks. Hidden until the script of the page has taken it over. */
import { escapeMarkup as e } from '../markup.js';
import type { CheckReport, Report } from '../report.js';

export function drawFilter({ checks }: Report): string {
  const verdicts = ['fail', 'pass', 'skip', 'unsupported', 'error', 'not-run'] as const;
  const chips = verdicts.map((verdict) => {
    const count = checks.filter((check) => check.verdict === verdict).length;
    if (count === 0) return '';
    return `<label class="chip"><input type="checkbox" name="verdict" value="${verdict}">${verdict === 'not-run' ? 'not run' : verdict} <span class="quiet">${count}</span></label>`;
  });
  return `<form id="filter" hidden role="search" aria-label="Filter of the checks" autocomplete="off"><label class="field grow">Text<input type="search" name="text" placeholder="member, code, words…"></label>${select('area', valuesOf(checks, 'area'))}${select('operation', valuesOf(checks, 'operation'))}${select('level', valuesOf(checks, 'level'))}<button type="reset">Clear</button><output id="shown"></output><fieldset><legend class="unseen">Verdict</legend>${chips.join('')}</fieldset></form>`;
}

function select(name: string, values: readonly string[]): string {
  const options = values.map((value) => `<option>${e(value)}</option>`);
  return `<label class="field">${name}<select name="${name}"><option value="">all</option>${options.join('')}</select></label>`;
}

function valuesOf(checks: readonly CheckReport[], field: 'area' | 'operation' | 'level'): readonly string[] {
  return [...new Set(checks.map((check) => check[field]))];
}
