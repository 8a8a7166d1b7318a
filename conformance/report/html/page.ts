/** The report as one page that needs nothing else: no network, and no script but its own filter. */
import { badgeOf, drawBadge } from '../badge.js';
import { coverageOf } from '../coverage.js';
import { cite } from '../evidence-text.js';
import { groupBy, groupFindings } from '../findings.js';
import { plural, seconds } from '../layout.js';
import { escapeMarkup as e } from '../markup.js';
import type { CheckReport, Report } from '../report.js';
import type { FormatOptions } from '../standing.js';
import { drawCheck, type Detail } from './check-part.js';
import { drawCoverage, drawCoverageBars } from './coverage-picture.js';
import { drawDocument } from './document.js';
import { drawFilter } from './filter.js';
import { drawFindings } from './findings-part.js';
import { pageScript } from './script.js';
import { drawAlerts, drawAreas, drawOperations, drawSums } from './summary-part.js';

/** A whole HTML document with a final newline. */
export function formatHtml(report: Report, options: FormatOptions = {}): string {
  const { value } = badgeOf(report);
  return drawDocument({
    title: `STS conformance of ${report.target.endpoint}: ${value}`,
    icon: icon(report),
    script: pageScript,
    body: [
      '<a class="skip-link" href="#checks">To the checks</a>',
      drawHeader(report),
      '<main>',
      drawAlerts(report),
      drawSums(report),
      drawAreas(report),
      drawOperations(report),
      coverageSection(report),
      drawFindings(report, options),
      checksSection(report),
      unjudgedSection(report),
      evidenceSection(report),
      '</main>',
      footer(report),
    ].join('\n'),
  });
}

/** The badge of the run, as small as it gets. */
function icon(report: Report): string {
  const svg = drawBadge({ ...badgeOf(report), label: '', value: '' });
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function drawHeader(report: Report): string {
  const { target, startedAt, requests, durationMs, seed, suite } = report;
  return `<header><p class="eyebrow">STS conformance</p><h1>${e(badgeOf(report).value)}</h1><ul class="run"><li><code>${e(target.endpoint)}</code></li><li>${e(target.region)}</li><li><time datetime="${e(startedAt)}">${e(startedAt.slice(0, 16).replace('T', ' '))} UTC</time></li><li>${plural(requests, 'request')} in ${seconds(durationMs)}</li><li>seed ${seed}</li><li>suite ${e(suite.version)}</li></ul></header>`;
}

function coverageSection(report: Report): string {
  const coverage = coverageOf(report);
  if (coverage.operations.length === 0) return '';
  return `<section aria-labelledby="coverage"><h2 id="coverage">Constraint coverage</h2><p class="quiet">A column is one bound of one member: above, values that break it; below, values that keep it.</p>${drawCoverageBars(coverage)}<div class="scroll" role="region" aria-label="Picture of the constraint coverage" tabindex="0">${drawCoverage(coverage)}</div><ul class="legend">${legend('discriminated', 'discriminated')}${legend('asserted', 'asserted')}${legend('sent', 'sent')}${legend('none', 'nothing sent')}${legend('unobservable', 'not observable or not violable')}<li><svg width="11" height="10" aria-hidden="true"><circle class="mark" cx="5.5" cy="5" r="3"/></svg>finding</li></ul></section>`;
}

function legend(kind: string, text: string): string {
  return `<li><svg width="11" height="10" aria-hidden="true"><rect class="cov-${kind}" width="11" height="10" rx="2"/></svg>${text}</li>`;
}

function checksSection(report: Report): string {
  const shown = new Set(groupFindings(report.checks).map((group) => group.shown));
  const detailOf = (check: CheckReport): Detail =>
    shown.has(check) ? 'full' : check.verdict === 'fail' ? 'finding' : 'other';
  const groups = [...groupBy(report.checks, ({ operation }) => operation)].map(
    ([operation, checks]) =>
      `<section class="group"><h3>${e(operation)}</h3>${checks.map((check) => drawCheck(check, report, detailOf(check))).join('\n')}</section>`,
  );
  return `<section aria-labelledby="checks"><h2 id="checks">Checks</h2><p id="keys" class="quiet" hidden>Keys: <kbd>/</kbd> search, <kbd>j</kbd> and <kbd>k</kbd> next and previous, <kbd>Enter</kbd> open, <kbd>Esc</kbd> in the filter clears it.</p>${drawFilter(report)}<div id="list">${groups.join('\n')}<p id="nothing" hidden>No check fits.</p></div></section>`;
}

function unjudgedSection({ unjudged }: Report): string {
  if (unjudged.length === 0) return '';
  const rows = unjudged.map(
    ({ operation, member, constraint, side, reason }) =>
      `<dt><code>${e(`${operation}/${member}/${constraint}/${side}`)}</code></dt><dd class="quiet">${e(reason)}</dd>`,
  );
  return `<section aria-labelledby="unjudged"><h2 id="unjudged">Constraint sides that no check judges</h2><details class="fold"><summary>${plural(unjudged.length, 'side')}</summary><dl class="rest">${rows.join('')}</dl></details></section>`;
}

/** Every fact that a check of this report cites, with its sources. */
function evidenceSection({ checks }: Report): string {
  const cited = cite(checks.flatMap((check: CheckReport) => check.evidence));
  const parts = cited.map(({ id, name, fact }) => {
    const known =
      fact === undefined
        ? '<dd class="quiet">unknown to this version of the suite</dd>'
        : `<dd>${e(fact.statement)} <span class="quiet">${fact.confidence}</span></dd>${fact.sources.map((source) => `<dd class="quiet">${e(source)}</dd>`).join('')}`;
    return `<dt id="evidence/${e(id)}">${e(name)}</dt>${known}`;
  });
  return `<section aria-labelledby="evidence"><h2 id="evidence">Evidence</h2><dl class="rest">${parts.join('')}</dl></section>`;
}

function footer({ suite }: Report): string {
  return `<footer><p>Only <em>pass</em> is green. <em>skip</em>: the world has no fixture for it. <em>unsupported</em>: the target does not implement the operation. <em>error</em>: the suite’s own fault. <em>not run</em>: never tried. Bodies are shortened here; the JSON report holds more of them. Secrets are removed.</p><p>sts-conformance ${e(suite.version)}, model sha256 <code>${e(suite.modelSha256.slice(0, 16))}</code></p></footer>`;
}
