/** Constraint coverage as a picture: a row for each operation, a column for each site, a half for each side. */
import { escapeMarkup as e } from '../markup.js';
import type { Coverage, CoverageLevel, CoveredSide, CoveredSite } from '../coverage.js';
import { checkAnchor } from './anchor.js';

const left = 214;
const column = 14;
const row = 30;
const cell = { width: 11, height: 10 };

const words: Readonly<Record<CoverageLevel, string>> = {
  discriminated: 'discriminated',
  asserted: 'asserted',
  sent: 'sent',
  none: 'nothing sent',
  unobservable: 'not observable',
  inviolable: 'not violable',
  'left-out': 'not part of the run',
};

/** Three bars over each other: how many sides were sent, asserted, discriminated. */
export function drawCoverageBars({ sides, sent, asserted, discriminated }: Coverage): string {
  const bars = [
    ['sent', sent, 'a request was sent for the side'],
    ['asserted', asserted, 'a check came to a verdict about it'],
    ['discriminated', discriminated, 'both sides were answered differently'],
  ] as const;
  return `<dl class="bars">${bars
    .map(
      ([name, count, meaning]) =>
        `<div><dt>${name} <span class="quiet">${meaning}</span></dt><dd><svg width="100%" height="8" aria-hidden="true"><rect class="track" width="100%" height="8" rx="4"/><rect class="cov-${name}" width="${percent(count, sides)}%" height="8" rx="4"/></svg><b>${count}</b> <span class="quiet">of ${sides}</span></dd></div>`,
    )
    .join('')}</dl>`;
}

export function drawCoverage(coverage: Coverage): string {
  const most = Math.max(...coverage.operations.map(({ sites }) => sites.length));
  const width = left + most * column + 4;
  const height = coverage.operations.length * row + 4;
  const rows = coverage.operations.map(
    ({ name, sites }, index) =>
      `<g transform="translate(0 ${index * row + 4})"><text class="row" x="${left - 12}" y="${cell.height + 4}" text-anchor="end">${e(name)}</text>${sites.map(drawSite).join('')}</g>`,
  );
  return `<svg class="coverage" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Constraint coverage by operation; the same is told by the list of checks">${rows.join('')}</svg>`;
}

function drawSite(site: CoveredSite, index: number): string {
  const x = left + index * column;
  return drawSide(site, 'outside', x, 0) + drawSide(site, 'inside', x, cell.height + 1);
}

function drawSide(site: CoveredSite, name: 'outside' | 'inside', x: number, y: number): string {
  const side: CoveredSide = site[name];
  const failed = side.check?.verdict === 'fail';
  const title = `${site.member} ${site.constraint} ${name}: ${words[side.level]}${failed ? ', finding' : ''}${side.check === undefined && side.reason !== undefined ? ` (${side.reason})` : ''}`;
  const mark = failed
    ? `<circle class="mark" cx="${x + cell.width / 2}" cy="${y + cell.height / 2}" r="2.2"/>`
    : '';
  const shape = `<rect class="cov-${side.level}" x="${x}" y="${y}" width="${cell.width}" height="${cell.height}" rx="2"/>${mark}<title>${e(title)}</title>`;
  return side.check === undefined
    ? `<g>${shape}</g>`
    : `<a href="#${checkAnchor(side.check.id)}" tabindex="-1">${shape}</a>`;
}

function percent(count: number, all: number): string {
  return all === 0 ? '0' : ((count / all) * 100).toFixed(2);
}
