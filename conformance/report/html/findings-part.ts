/** Findings by cause: the gravest in full, those alike as links to their own parts. */
import { groupFindings, nameOf, type FindingGroup } from '../findings.js';
import { plural } from '../layout.js';
import { escapeMarkup as e } from '../markup.js';
import type { Report } from '../report.js';
import { failsRun, type FormatOptions } from '../standing.js';
import { checkAnchor } from './anchor.js';
import { breakable, drawCurl, drawFacts, drawId, drawReplay, drawVerdict } from './check-part.js';

export function drawFindings(report: Report, options: FormatOptions): string {
  const groups = groupFindings(report.checks);
  if (groups.length === 0) return '';
  const findings = groups.reduce((sum, { others }) => sum + 1 + others.length, 0);
  const failing = report.checks.filter((check) => failsRun(check, options)).length;
  return `<section aria-labelledby="findings"><h2 id="findings">Findings</h2><p class="quiet">${plural(findings, 'finding')} by ${groups.length === 1 ? 'one cause' : `${groups.length} causes`}; ${failing} of them ${failing === 1 ? 'fails' : 'fail'} the run.</p>${groups.map((group) => drawGroup(group, report)).join('\n')}</section>`;
}

function drawGroup({ shown, others }: FindingGroup, report: Report): string {
  const links = others.map(
    (other) =>
      `<li><a href="#${checkAnchor(other.id)}">${breakable(`${other.operation} ${nameOf(other)}`)}</a></li>`,
  );
  const alike =
    others.length === 0
      ? ''
      : `<details class="fold"><summary>${plural(others.length, 'check')} alike</summary><ul class="alike">${links.join('')}</ul></details>`;
  return `<article class="finding"><h3>${drawVerdict(shown)}<a href="#${checkAnchor(shown.id)}"><code>${drawId(shown)}</code></a></h3><p>${e(shown.title)}</p>${drawFacts(shown)}<details class="fold"><summary>See it again</summary>${drawCurl(shown, report)}${drawReplay(report, shown.id)}</details>${alike}</article>`;
}
