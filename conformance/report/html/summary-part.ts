/** The upper part of the page: what went wrong with the run, the sum, badges of areas, operations. */
import { groupBy } from '../findings.js';
import { escapeMarkup as e } from '../markup.js';
import type { CheckReport, OperationReport, Report } from '../report.js';
import { checkAnchor } from './anchor.js';

/** Why the run is incomplete, what killed the target, and expectations that are not met. Empty when all is well. */
export function drawAlerts(report: Report): string {
  const { incomplete, incompleteBecause, death, expectations } = report;
  const parts: string[] = [];
  if (incomplete) {
    const killer =
      death === null
        ? ''
        : `<p>The last request ${death.check === null ? 'was sent while the operations were tried out' : `was sent by <a href="#${checkAnchor(death.check)}">${e(death.check)}</a>`}: <code>${e(`${death.exchange.request.method} ${death.exchange.request.path} ${death.exchange.request.body}`.slice(0, 300))}</code></p>`;
    parts.push(
      `<div class="alert" role="note"><p><b>This run is incomplete.</b></p><ul>${incompleteBecause.map((reason) => `<li>${e(reason)}</li>`).join('')}</ul>${killer}</div>`,
    );
  }
  const unmet = [...(expectations?.stale ?? []), ...(expectations?.expired ?? [])];
  if (unmet.length > 0) {
    parts.push(
      `<div class="alert" role="note"><p><b>Expectations that are no longer met.</b></p><ul>${unmet.map(({ check, operation, state, expected, now }) => `<li>${e(check ?? operation)} is ${state}: expected <code>${e(expected)}</code>, now <code>${e(now)}</code></li>`).join('')}</ul></div>`,
    );
  }
  return parts.join('');
}

export function drawSums({ summary, checks, operations, expectations }: Report): string {
  const failed = (level: string): number =>
    checks.filter((check) => check.verdict === 'fail' && check.level === level).length;
  const supported = operations.filter(({ support }) => support === 'supported').length;
  const sums = [
    ['pass', summary.pass, 'good'],
    ['fail: must', failed('must'), 'bad'],
    ['fail: should', failed('should'), 'warn'],
    ['fail: may', failed('may'), 'warn'],
    ['skip', summary.skip, ''],
    ['unsupported', summary.unsupported, ''],
    ['error', summary.error, 'bad'],
    ['not run', summary.notRun, 'warn'],
    ...(expectations === undefined
      ? []
      : [['excused', expectations.excused + expectations.flaky, ''] as const]),
  ] as const;
  const tiles = sums.map(
    ([name, count, tone]) =>
      `<div class="${count === 0 ? 'zero' : tone === '' ? '' : `t-${tone}`}"><dt>${name}</dt><dd>${count}</dd></div>`,
  );
  return `<section aria-label="Summary"><dl class="sums">${tiles.join('')}<div><dt>operations</dt><dd>${supported} <span class="quiet">of ${operations.length}</span></dd></div></dl></section>`;
}

export function drawAreas({ checks }: Report): string {
  const badges = [...groupBy(checks, ({ area }) => area)].map(([area, group]) => {
    const passed = group.filter(({ verdict }) => verdict === 'pass').length;
    return `<li><a class="badge ${toneOf(group)}" href="#checks" data-area="${e(area)}"><span>${e(area)}</span><b>${passed} of ${group.length}</b></a></li>`;
  });
  return `<section aria-labelledby="areas"><h2 id="areas">Areas</h2><ul class="badges">${badges.join('')}</ul></section>`;
}

/** Green for an area in which everything passed, and for no other. */
function toneOf(checks: readonly CheckReport[]): 'good' | 'bad' | 'mixed' | 'none' {
  if (checks.every(({ verdict }) => verdict === 'pass')) return 'good';
  if (checks.some(({ verdict, level }) => verdict === 'error' || (verdict === 'fail' && level === 'must')))
    return 'bad';
  return checks.some(({ verdict }) => verdict === 'pass' || verdict === 'fail') ? 'mixed' : 'none';
}

const support: Readonly<Record<OperationReport['support'], string>> = {
  supported: 'supported',
  unsupported: 'unsupported',
  'fixture-missing': 'fixture missing',
  invalid: 'answered wrongly',
  unknown: 'no answer',
  disputed: 'not decided',
};

export function drawOperations({ operations, checks }: Report): string {
  const byOperation = groupBy(checks, ({ operation }) => operation);
  const rows = operations.map(({ name, support: kind, decidedBy, reason }) => {
    const group = byOperation.get(name) ?? [];
    const count = (verdict: string): number => group.filter((check) => check.verdict === verdict).length;
    const rest = group.length - count('pass') - count('fail');
    return `<tr><th scope="row"><a href="#checks" data-operation="${e(name)}">${e(name)}</a></th><td class="n">${count('pass')}</td><td class="n">${count('fail')}</td><td class="n">${rest}</td><td>${support[kind]}</td><td title="${e(reason)}">${e(decidedBy)}</td></tr>`;
  });
  return `<section aria-labelledby="operations"><h2 id="operations">Operations</h2><div class="scroll" role="region" aria-label="Table of operations" tabindex="0"><table><thead><tr><th scope="col">operation</th><th scope="col" class="n">pass</th><th scope="col" class="n">fail</th><th scope="col" class="n">no verdict</th><th scope="col">support</th><th scope="col">decided by</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`;
}
