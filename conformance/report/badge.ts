/** A badge for a README, as SVG without script, font or link. */
import { plural } from './layout.js';
import { escapeMarkup } from './markup.js';
import type { Report } from './report.js';

export interface Badge {
  readonly label: string;
  readonly value: string;
  /** `good` is earned by a complete run alone in which everything held. */
  readonly tone: 'good' | 'mixed' | 'bad' | 'none';
}

/** What a run may say of itself in a few words. The worst comes first. */
export function badgeOf(report: Report): Badge {
  const { summary } = report;
  const label = 'STS conformance';
  const failed = report.checks.filter(({ verdict }) => verdict === 'fail');
  const must = failed.filter(({ level }) => level === 'must').length;
  const supported = report.operations.filter(({ support }) => support === 'supported').length;
  const extent = `${supported} of ${plural(report.operations.length, 'operation')}`;
  if (summary.error > 0) return { label, value: 'error of the suite', tone: 'none' };
  if (report.interrupted || report.incomplete || summary.notRun > 0) {
    return {
      label,
      value: must > 0 ? `incomplete, ${plural(must, 'must finding')}` : 'incomplete',
      tone: must > 0 ? 'bad' : 'none',
    };
  }
  if (must > 0) return { label, value: `${plural(must, 'must finding')} · ${extent}`, tone: 'bad' };
  if (failed.length > 0)
    return { label, value: `${plural(failed.length, 'finding')} · ${extent}`, tone: 'mixed' };
  if (summary.pass === 0) return { label, value: 'nothing judged', tone: 'none' };
  const partial = summary.skip > 0 || supported < report.operations.length;
  return partial
    ? { label, value: `partial · ${extent}`, tone: 'mixed' }
    : { label, value: `${plural(summary.pass, 'check')} · ${extent}`, tone: 'good' };
}

const fills: Readonly<Record<Badge['tone'], string>> = {
  good: '#1a7f4b',
  mixed: '#8a6100',
  bad: '#b3261e',
  none: '#5f6368',
};

/** A whole SVG file with a final newline. */
export function formatBadge(report: Report): string {
  return drawBadge(badgeOf(report));
}

export function drawBadge({ label, value, tone }: Badge): string {
  const left = widthOf(label);
  const right = widthOf(value);
  const width = left + right;
  const title = escapeMarkup(`${label}: ${value}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-label="${title}">`,
    `  <title>${title}</title>`,
    '  <clipPath id="round"><rect width="100%" height="20" rx="4"/></clipPath>',
    '  <g clip-path="url(#round)">',
    `    <rect width="${left}" height="20" fill="#3c4043"/>`,
    `    <rect x="${left}" width="${right}" height="20" fill="${fills[tone]}"/>`,
    '  </g>',
    '  <g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle">',
    drawText(0, left, label),
    drawText(left, right, value),
    '  </g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawText(at: number, length: number, words: string): string {
  return `    <text x="${at + length / 2}" y="14" textLength="${length - 14}" lengthAdjust="spacingAndGlyphs">${escapeMarkup(words)}</text>`;
}

/** About as wide as Verdana of 11 pixels, with a margin of 7 on both sides. */
function widthOf(text: string): number {
  const units = Array.from(text, (character) =>
    /[ilj.,:' |·]/.test(character)
      ? 3.9
      : /[mwMW]/.test(character)
        ? 10
        : /[A-Z]/.test(character)
          ? 7.6
          : 6.7,
  );
  return Math.round(units.reduce((sum, unit) => sum + unit, 14));
}
