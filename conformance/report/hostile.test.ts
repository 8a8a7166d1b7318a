/** One battery of hostile text in every place of a report, through every format. */
import { describe, expect, it } from 'vitest';
import { readDocument } from '../xml-document.js';
import { formatBadge } from './badge.js';
import { compareReports } from './compare.js';
import { formatComparisonMarkdown } from './compare-markdown.js';
import { formatComparison } from './compare-text.js';
import { formatComparisonHtml } from './html/compare-page.js';
import { formatHtml } from './html/page.js';
import { formatJson } from './json.js';
import { formatJunit } from './junit.js';
import { formatMarkdown } from './markdown.js';
import { formatEvent, formatStreamEnd } from './ndjson.js';
import type { Report } from './report.js';
import { hostileReport } from './testdata/hostile-report.js';
import { formatReport } from './text.js';

const payloads: readonly (readonly [name: string, payload: string])[] = [
  ['terminal escapes', '\u001b[2J\u001b[31mred\u001b]0;title\u0007\u009b31m'],
  ['a command of GitHub', '\n::error file=a.ts,line=1::owned\n::add-mask::x'],
  [
    'commands of Azure and TeamCity',
    "\r\n##vso[task.setvariable variable=x]y\n##[error]z\n##teamcity[a name='x']",
  ],
  [
    'Markdown',
    '*b* _i_ `c` ``` ~~~ | cell | [l](javascript:x) ![i](https://e.vil/x.png) <img src=x> @user #1 GH-1 https://e.vil',
  ],
  ['a fence that ends a fence', '\n```\n</details>\n# heading\n````\n'],
  [
    'script',
    '</script><script>window.owned=1</script><img src=x onerror="window.owned=1"><svg/onload=window.owned=1>',
  ],
  ['style and attributes', '</style><style>*{display:none}</style>" onclick="window.owned=1" x=\'y'],
  ['the end of CDATA and of a comment', ']]> --> <![CDATA[ <!-- &amp; &lt; &x;'],
  ['control characters', '\u0000\u0001\u0008\u000b\u000c\u001f\u007f\u0085\ufffe\uffff'],
  ['what turns and hides text', '\u202e\u2066evil\u2069\u200b\u2028\u2029\ufeff\u{e0041}'],
  ['lone surrogates', '\ud800 \udfff'],
  ['quotes for a shell', `'; rm -rf / #"$(id)\`id\`\\ $HOME !!`],
  ['names of an object', '__proto__ constructor toString'],
];

const at = new Date(0);

const formats: Readonly<Record<string, (report: Report) => string>> = {
  json: formatJson,
  text: (report) => formatReport(report, { width: 60 }),
  junit: (report) => formatJunit(report),
  markdown: (report) => formatMarkdown(report),
  html: (report) => formatHtml(report),
  badge: formatBadge,
  ndjson: (report) =>
    formatEvent(
      {
        kind: 'check',
        id: report.checks[0]?.id ?? '',
        verdict: 'fail',
        level: 'must',
        done: 1,
        total: 1,
        requests: 1,
      },
      at,
    ) + formatStreamEnd(report),
  'comparison as text': (report) => formatComparison(compared(report)),
  'comparison as markdown': (report) => formatComparisonMarkdown(compared(report)),
  'comparison as html': (report) => formatComparisonHtml(compared(report)),
};

function compared(report: Report): ReturnType<typeof compareReports> {
  const name = report.checks[0]?.title ?? '';
  const other: Report = { ...report, checks: report.checks.slice(1), operations: [] };
  return compareReports([
    { name, report },
    { name: `${name} 2`, report: other },
  ]);
}

const cases = Object.keys(formats).flatMap((format) =>
  payloads.map(([name, payload]) => [format, name, payload] as const),
);

describe.each(cases)('%s with %s', (format, _name, payload) => {
  const output = formats[format]?.(hostileReport(payload)) ?? '';

  it('shows nothing that a terminal, a CI service or the eye takes for something else', () => {
    expect(output).not.toBe('');
    expect(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/u.exec(output)?.[0].codePointAt(0)).toBeUndefined();
    expect(output.split('\n').filter((line) => /^\s*::|##\[|##vso\[|##teamcity\[/.test(line))).toEqual([]);
  });

  it('is still what its format says', () => {
    expect(problemOf(format, output)).toBeUndefined();
  });
});

/** What a reader of the format would stumble over. */
function problemOf(format: string, output: string): string | undefined {
  switch (format) {
    case 'json':
      JSON.parse(output);
      return undefined;
    case 'ndjson':
      for (const line of output.trimEnd().split('\n')) JSON.parse(line);
      return undefined;
    case 'junit':
    case 'badge': {
      const document = readDocument(output);
      return document.ok ? undefined : document.error;
    }
    case 'html':
      return markupProblem(output, 1);
    case 'comparison as html':
      return markupProblem(output, 0);
    case 'markdown':
    case 'comparison as markdown':
      return markdownProblem(output);
    default:
      return undefined;
  }
}

/** Our pages hold a known set of elements, no handler, and as many scripts as they should. */
function markupProblem(html: string, scripts: number): string | undefined {
  const found = html.match(/<script/g)?.length ?? 0;
  if (found !== scripts) return `${found} scripts`;
  if ((html.match(/<\/style/g)?.length ?? 0) !== 1) return 'the style ends early';
  const body = html.slice(html.indexOf('<body>')).replace(/<script>[^]*<\/script>/, '');
  const tags = Array.from(body.matchAll(/<\/?([a-z0-9!]+)((?:[^>"]|"[^"]*")*)>/gi));
  const strange = tags.find(([, name = '', attributes = '']) => {
    const bare = attributes.replaceAll(/"[^"]*"/g, '""');
    return (
      /^(img|script|style|iframe|object|embed|base|meta|link|!)/i.test(name) || /\son\w+=|\sstyle=/.test(bare)
    );
  });
  if (strange !== undefined) return strange[0];
  return body.match(/href="(?!#)/) === null ? undefined : 'a link that leads out';
}

/** Outside of code nothing of a report is markup: no mention, reference, link, image or element but our own. */
function markdownProblem(markdown: string): string | undefined {
  const fences = /^(`{3,})[a-z]*\n[^]*?^\1$/gm;
  const spans = /(?<![`\\])(`+)(?!`)(?:[^]*?[^`])??\1(?!`)/g;
  const text = markdown.replaceAll(fences, 'code').replaceAll(spans, 'code');
  const own = text.replaceAll(/<\/?details>|<\/?summary>|<!-- -->/g, ' ');
  return /<[a-z!/]|[^\\]\]\(|@\w|(?<!&)#\d|https?:\/\/|javascript:/i.exec(own)?.[0];
}
