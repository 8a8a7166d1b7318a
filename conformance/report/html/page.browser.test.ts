/** The page in a real browser. Run by `npm run test:browser`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../report.js';
import { hostileReport } from '../testdata/hostile-report.js';
import { check, exchange, reportOf } from '../testdata/reports.js';
import { formatHtml } from './page.js';

const pass = { verdict: 'pass', reason: null, wanted: null, got: null, counterexample: null } as const;
const report = reportOf([
  check({ exchanges: [exchange()] }),
  check({ id: 'constraint/AssumeRole/RoleArn/length.max/inside', side: 'inside', ...pass }),
  check({
    id: 'wire/AssumeRole/success/namespace',
    area: 'wire',
    level: 'should',
    constraint: null,
    side: null,
  }),
  check({
    id: 'wire/GetSessionToken/success/envelope',
    area: 'wire',
    operation: 'GetSessionToken',
    title: 'A needle',
    ...pass,
    constraint: null,
    side: null,
  }),
  check({
    id: 'wire/AssumeRoot/success/envelope',
    area: 'wire',
    operation: 'AssumeRoot',
    ...pass,
    verdict: 'unsupported',
    reason: 'no',
    constraint: null,
    side: null,
  }),
]);

const folder = mkdtempSync(join(tmpdir(), 'page-'));
let browser: Browser;
/** What a page has said or asked for that it should not have. */
let complaints: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  const said = complaints;
  complaints = [];
  if (said.length > 0) throw new Error(said.join('\n'));
});

async function open(shown: Report, options: BrowserContextOptions = {}, hash = ''): Promise<Page> {
  const file = join(folder, 'page.html');
  writeFileSync(file, formatHtml(shown));
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('file:') && !url.startsWith('data:')) complaints.push(`request: ${url}`);
  });
  await page.goto(`file://${file}${hash}`);
  return page;
}

function shownIds(page: Page): Promise<string[]> {
  return page
    .locator('#list details.check:visible')
    .evaluateAll((parts) => parts.map(({ id }) => id.replace('check/', '')));
}

describe('the filter', () => {
  it('chooses by area, operation, level, verdict and text, and is cleared', async () => {
    const page = await open(report);
    const choose = async (name: string, value: string): Promise<string[]> => {
      await page.getByRole('button', { name: 'Clear' }).click();
      await page.locator(`#filter select[name=${name}]`).selectOption(value);
      return shownIds(page);
    };
    expect(await shownIds(page)).toHaveLength(5);
    expect(await choose('area', 'constraint')).toHaveLength(2);
    expect(await choose('operation', 'GetSessionToken')).toEqual(['wire/GetSessionToken/success/envelope']);
    expect(await choose('level', 'should')).toEqual(['wire/AssumeRole/success/namespace']);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel(/^fail/).check();
    await page.getByLabel(/^unsupported/).check();
    expect(await shownIds(page)).toHaveLength(3);
    expect(await page.locator('#shown').textContent()).toBe('3 of 5 checks');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('searchbox').fill('NEEDLE a');
    expect(await shownIds(page)).toEqual(['wire/GetSessionToken/success/envelope']);
    expect(await page.locator('section.group:visible').count()).toBe(1);
    await page.getByRole('searchbox').fill('no such words');
    expect(await page.getByText('No check fits.').isVisible()).toBe(true);
  });

  it('is set by the badge of an area', async () => {
    const page = await open(report);
    await page.getByRole('link', { name: 'constraint 1 of 2' }).click();
    expect(await shownIds(page)).toHaveLength(2);
  });
});

describe('the keyboard', () => {
  it('searches, walks, opens and clears', async () => {
    const page = await open(report);
    await page.keyboard.press('/');
    await page.keyboard.type('jk/');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jk/');
    await page.keyboard.press('Escape');
    expect(await shownIds(page)).toHaveLength(5);
    await page.getByRole('searchbox').blur();
    for (const key of ['j', 'j', 'j', 'k', 'Enter']) await page.keyboard.press(key);
    expect(
      await page.locator('details.check[open]').evaluateAll((parts) => parts.map(({ id }) => id)),
    ).toEqual(['check/constraint/AssumeRole/RoleArn/length.max/inside']);
  });

  it('reaches every control by Tab, with a focus that is seen', async () => {
    const page = await open(report);
    await page.locator('details').first().locator('summary').click();
    const reached = new Set<string>();
    const missing: string[] = [];
    const unseen: string[] = [];
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(
        `(() => { const at = document.activeElement; const seen = getComputedStyle(at.closest('.chip') ?? at); return [at.tagName, at.name ?? '', seen.outlineStyle].join(' '); })()`,
      );
      reached.add(String(at).toLowerCase());
    }
    for (const control of [
      'input text',
      'select area',
      'select operation',
      'select level',
      'button ',
      'input verdict',
      'summary ',
      'pre ',
      'a ',
      'div ',
    ]) {
      const found = [...reached].filter((each) => each.startsWith(control));
      if (found.length === 0) missing.push(control);
      unseen.push(...found.filter((each) => each.endsWith(' none')));
    }
    expect({ missing, unseen }).toEqual({ missing: [], unseen: [] });
  });
});

describe('links', () => {
  it('open the check that they lead to, also when a filter hides it and from outside', async () => {
    const id = 'check/constraint/AssumeRole/RoleArn/length.max/outside';
    const page = await open(report);
    await page.locator('#filter select[name=area]').selectOption('wire');
    await page.locator('.finding h3 a').first().click();
    await page.waitForFunction(`document.getElementById('${id}').open`);
    expect(await shownIds(page)).toHaveLength(5);
    const outside = await open(report, {}, `#${id}`);
    expect(await outside.locator('details.check[open]').getAttribute('id')).toBe(id);
  });

  it('all lead somewhere within the page', async () => {
    const page = await open(report);
    const lost = await page.evaluate(
      `Array.from(document.querySelectorAll('a')).map((a) => a.getAttribute('href')).filter((href) => !href.startsWith('#') || document.getElementById(decodeURIComponent(href.slice(1))) === null)`,
    );
    expect(lost).toEqual([]);
  });
});

it('has a content security policy that is in force', async () => {
  const page = await open(report);
  const failures: string[] = [];
  page.on('requestfailed', (request) =>
    failures.push(`${request.url()} ${request.failure()?.errorText ?? ''}`),
  );
  await page.evaluate(
    `(() => { const style = document.createElement('style'); style.textContent = 'body{display:none}'; document.head.append(style); const image = new Image(); image.src = 'https://127.0.0.1:1/x.png'; document.body.append(image); try { document.body.setAttribute('onclick', 'window.owned = 1'); } catch {} document.body.click(); })()`,
  );
  await expect
    .poll(() => complaints.filter((said) => said.endsWith('The action has been blocked.')).length)
    .toBeGreaterThanOrEqual(3);
  // The browser tells of the image, and that the policy kept it from being fetched.
  expect(failures).toEqual(['https://127.0.0.1:1/x.png csp']);
  expect(await page.evaluate('window.owned === undefined && getComputedStyle(document.body).display')).toBe(
    'block',
  );
  complaints = [];
});

it.each([
  '</script><script>window.owned=1</script><img src=x onerror="window.owned=1"><svg/onload=window.owned=1>',
  `" onclick="window.owned=1" autofocus onfocus='window.owned=1' x="`,
  '</style></details></form><base href="https://e.vil/"><meta http-equiv="refresh" content="0;url=https://e.vil">',
  '\u202e\u0000\u001b[2J]]> filter list check/ constructor',
])('is not moved by %j', async (payload) => {
  const page = await open(hostileReport(payload));
  for (const part of await page.locator('details').all())
    await part.evaluate('(part) => { part.open = true; }').catch(() => undefined);
  await page.getByRole('searchbox').fill('a');
  await page.getByRole('searchbox').fill('');
  expect(await page.evaluate('window.owned')).toBeUndefined();
  expect(await page.locator('#list details.check').count()).toBe(6);
  expect(
    await page.locator('img, iframe, base, script:not(:last-child), [onclick], [onerror], [onload]').count(),
  ).toBe(0);
});

describe('how it looks', () => {
  it.each(['light', 'dark'] as const)('%s: text has contrast', async (colorScheme) => {
    const page = await open(report, { colorScheme });
    const low = await page.evaluate(`(() => {
      const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
      const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
      const ground = (at) => { for (let each = at; each !== null; each = each.parentElement) { const colour = parse(getComputedStyle(each).backgroundColor); if (colour.length === 3 || colour[3] === 1) return colour; } return [255, 255, 255]; };
      return Array.from(document.querySelectorAll('h1,h2,h3,p,li,dt,dd,code,th,td,summary,.verdict,.badge b,.quiet,.title,a')).filter((at) => at.checkVisibility()).map((at) => {
        const [a, b] = [light(parse(getComputedStyle(at).color)), light(ground(at))];
        return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), at.className + ' ' + at.textContent.slice(0, 30)];
      }).filter(([ratio]) => ratio < 4.5);
    })()`);
    expect(low).toEqual([]);
  });

  it('is no wider than a phone', async () => {
    const page = await open(report, { viewport: { width: 360, height: 740 } });
    await page.locator('details.check').first().evaluate('(part) => { part.open = true; }');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  it('prints without its controls', async () => {
    const page = await open(report);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#filter').isVisible()).toBe(false);
    expect(await page.locator('.finding').first().isVisible()).toBe(true);
  });

  it('shows everything without a script', async () => {
    const page = await open(report, { javaScriptEnabled: false });
    expect(await page.locator('details.check').count()).toBe(5);
    expect(await page.locator('#filter').isVisible()).toBe(false);
  });
});
