/** The part of one check: its requirement, what it rests on, what was wanted and got, and the wire log. */
import { escapeLines, escapeValue } from '../../escape.js';
import { quote, reproduce } from '../curl.js';
import { cite, type Citation } from '../evidence-text.js';
import { exampleText } from '../example-text.js';
import { ellipsis, plural } from '../layout.js';
import { escapeMarkup as e } from '../markup.js';
import type { CheckReport, ExchangeReport, Report } from '../report.js';
import { checkId } from './anchor.js';

/** How much of an exchange is shown: `full` of the finding that stands for its cause. */
export type Detail = 'full' | 'finding' | 'other';

/** Characters of a body that are shown. The JSON report holds more of it. */
const bodyLength: Readonly<Record<Detail, number>> = { full: 2400, finding: 360, other: 300 };
/** Headers that some check looks at; where nothing failed the others say nothing. */
const tellingHeaders = /^(content-type|x-amzn-requestid|retry-after|location)$/i;
/** Headers that are the same in every exchange and that no check looks at. */
const idleHeaders = /^(host|user-agent|server|connection|keep-alive|content-length|access-control-.*)$/i;

/** A folded part that opens without a script. */
export function drawCheck(check: CheckReport, report: Report, detail: Detail): string {
  const { id, area, operation, level, verdict, title } = check;
  return [
    `<details class="check" id="${checkId(id)}" data-area="${e(area)}" data-operation="${e(operation)}" data-level="${level}" data-verdict="${verdict}">`,
    `<summary>${drawVerdict(check)}<span class="name"><code>${drawId(check)}</code><span class="title">${e(title)}</span></span></summary>`,
    `<div class="body">${drawFacts(check)}${drawCurl(check, report)}${drawWireLog(check, detail)}</div>`,
    '</details>',
  ].join('');
}

/** The verdict as a word; for a finding with its level. */
export function drawVerdict({ verdict, level, expectation }: CheckReport): string {
  const word = verdict === 'fail' ? level : verdict === 'not-run' ? 'not run' : verdict;
  const excused = expectation?.state === 'excused' || expectation?.state === 'flaky';
  const kind = verdict === 'fail' ? (excused ? 'expected' : `fail-${level}`) : verdict;
  return `<span class="verdict v-${kind}">${verdict === 'fail' ? '<span class="unseen">fail, </span>' : ''}${word}${excused ? `, ${expectation.state}` : ''}</span>`;
}

/** The last segments weigh more than the area and the operation before them. */
export function drawId({ id }: Pick<CheckReport, 'id'>): string {
  const cut = id.indexOf('/', id.indexOf('/') + 1) + 1;
  return `<span class="quiet">${breakable(id.slice(0, cut))}</span>${breakable(id.slice(cut))}`;
}

/** Escaped; slashes are where a long name may break. */
export function breakable(text: string): string {
  return e(text).replaceAll('/', '/<wbr>');
}

/** Why, wanted, got, example and evidence as a list of terms. */
export function drawFacts(check: CheckReport): string {
  const rows = [
    fact('because', check.reason),
    fact('wanted', check.wanted, 'wanted'),
    fact('got', check.got, 'got'),
    check.counterexample === null ? '' : fact('example', exampleText(check.counterexample)),
    check.expectation === undefined
      ? ''
      : fact(`expectation (${check.expectation.state})`, check.expectation.reason),
    `<div><dt>evidence</dt><dd>${drawEvidence(check.evidence)}</dd></div>`,
  ];
  return `<dl class="facts">${rows.join('')}</dl>`;
}

function fact(name: string, text: string | null, kind = ''): string {
  if (text === null) return '';
  const shown = e(ellipsis(escapeValue(text), 1200));
  return `<div><dt>${name}</dt><dd>${kind === '' ? shown : `<code class="${kind}">${shown}</code>`}</dd></div>`;
}

/** The first observation in words; what the others say stands at the end of the page. */
function drawEvidence(ids: readonly string[]): string {
  const cited = cite(ids);
  const first = cited.find(({ fact }) => fact !== undefined && fact.confidence !== 'model');
  const told =
    first?.fact === undefined
      ? ''
      : `${drawCitation(first)} <span class="quiet">${first.fact.confidence}</span> ${e(first.fact.statement)}`;
  const others = cited.filter((citation) => citation !== first).map(drawCitation);
  if (others.length === 0) return told;
  return `${told}${told === '' ? '' : ' <span class="quiet">Also</span> '}${others.join(', ')}`;
}

function drawCitation({ id, name }: Citation): string {
  return `<a href="#evidence/${e(encodeURI(id.replaceAll(/\p{Cs}/gu, '')))}">${e(name)}</a>`;
}

/** The request of a finding as a line for a shell; nothing for what is none. */
export function drawCurl(check: CheckReport, report: Report): string {
  if (check.verdict !== 'fail') return '';
  const again = reproduce(check, report);
  return again.kind === 'line'
    ? `<pre class="line" tabindex="0"><code>${e(again.line)}</code></pre>`
    : `<p class="quiet">No curl line: ${e(again.why)}.</p>`;
}

/** A line for a shell that runs one check of a run again. */
export function drawReplay({ target, seed, runs }: Report, id: string): string {
  const line = `sts-conformance run --endpoint ${quote(target.endpoint)} --seed ${seed}${runs === 10 ? '' : ` --runs ${runs}`} --only ${quote(id)}`;
  return `<pre class="line" tabindex="0"><code>${e(line)}</code></pre>`;
}

function drawWireLog({ exchanges, requests, durationMs }: CheckReport, detail: Detail): string {
  if (exchanges.length === 0) return '<p class="quiet">No request was sent.</p>';
  const shown = exchanges.map((exchange) => drawExchange(exchange, detail));
  const sum = `${plural(requests, 'request')} in ${durationMs} ms`;
  return `<h4>Wire log <span class="quiet">${sum}${requests > exchanges.length ? `, the last ${exchanges.length} of them shown` : ''}</span></h4>${shown.join('')}`;
}

function drawExchange({ request, response, durationMs }: ExchangeReport, detail: Detail): string {
  const sent = [
    `<b>${e(request.method)} ${e(request.path)}</b>`,
    ...drawHeaders(request.headers, detail),
    ...drawBody(request.body, detail),
  ];
  const got =
    response.kind === 'no-answer'
      ? [`<b>no answer: ${response.cause}</b>`, e(response.detail)]
      : [
          `<b>${response.status}</b> <span class="quiet">${durationMs} ms, ${plural(response.bodyBytes, 'byte')}${response.truncated ? ', and more that was not read' : ''}</span>`,
          ...drawHeaders(response.headers, detail),
          ...drawBody(response.body, detail),
        ];
  return `<pre class="wire" tabindex="0"><span class="sent">${sent.join('\n')}</span>\n<span class="answer">${got.join('\n')}</span></pre>`;
}

function drawHeaders(headers: ExchangeReport['request']['headers'], detail: Detail): string[] {
  return headers
    .filter(([name]) => (detail !== 'other' ? !idleHeaders.test(name) : tellingHeaders.test(name)))
    .map(([name, value]) => `${e(name)}: ${e(value)}`);
}

function drawBody(body: string, detail: Detail): string[] {
  if (body === '') return [];
  const shown = ellipsis(escapeLines(body).join('\n'), bodyLength[detail]);
  return ['', ...shown.split('\n').map(e)];
}
